/// Reading whole arrays of one dimension.
extension CopyReader {
  /// A `double precision[]`; not-a-number for NULL.
  public mutating func doubles() throws -> [Double] {
    try elements(of: .float8) { array throws(CopyError) in try array.double() }
  }

  /// A `smallint[]` without NULLs.
  public mutating func int16s() throws -> [Int16] {
    try elements(of: .int2) { array throws(CopyError) in try array.int16() }
  }

  /// An `integer[]`; zero for NULL.
  public mutating func int32s() throws -> [Int32] {
    try elements(of: .int4) { array throws(CopyError) in try array.int32OrNil() ?? 0 }
  }

  /// A `bigint[]`; zero for NULL.
  public mutating func int64s() throws -> [Int64] {
    try elements(of: .int8) { array throws(CopyError) in try array.int64OrNil() ?? 0 }
  }

  /// A `text[]`.
  public mutating func texts() throws -> [String?] {
    try elements(of: .text) { array throws(CopyError) in
      try array.withBytesOrNil { String(decoding: $0, as: UTF8.self) }
    }
  }

  private mutating func elements<Element>(
    of type: SQLType, _ next: (inout CopyArray) throws(CopyError) -> Element
  ) throws(CopyError) -> [Element] {
    var array = try array(of: type)
    var elements: [Element] = []
    elements.reserveCapacity(array.count)
    for _ in 0..<array.count { elements.append(try next(&array)) }
    guard array.isAtEnd else { throw .malformed("an array that goes on behind its last element") }
    return elements
  }
}
