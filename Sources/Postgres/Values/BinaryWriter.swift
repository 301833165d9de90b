/// Bytes in PostgreSQL's binary format, in network order.
public struct BinaryWriter: Sendable {
  public private(set) var bytes: [UInt8]

  public init(capacity: Int = 0) {
    bytes = []
    bytes.reserveCapacity(capacity)
  }

  /// Appends the bytes of an integer, most significant first.
  public mutating func write(integer value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
  }

  public mutating func write(double value: Double) { write(integer: value.bitPattern) }

  public mutating func write(bytes more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

  /// Appends what `body` writes, with its length as an Int32 before it: the form of an array's element or a row's
  /// field.
  public mutating func writeField(_ body: (inout BinaryWriter) -> Void) {
    let start = bytes.count
    write(integer: Int32(0))
    body(&self)
    let length = Int32(bytes.count - start - 4)
    bytes.withUnsafeMutableBytes { $0.storeBytes(of: length.bigEndian, toByteOffset: start, as: Int32.self) }
  }

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}
