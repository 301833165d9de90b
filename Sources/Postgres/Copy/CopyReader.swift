import CLibPQ

/// Rows of a COPY, read one at a time and field by field straight from libpq's buffer, without an allocation of ours.
///
///     try await connection.withCopyOut("SELECT actor_id, value FROM observations ORDER BY 1") { reader in
///       while try reader.nextRow() { sum(try reader.int64(), try reader.doubleOrNil()) }
///     }
///
/// Fields are read in order; a row may be left before its last. A field read as another type than its column's is an
/// error, so that a bigint is never taken for a double.
public struct CopyReader: ~Copyable {
  private let source: CopySource
  @usableFromInline let types: UnsafeBufferPointer<UInt32>
  @usableFromInline var cursor: UnsafeRawPointer
  @usableFromInline var end: UnsafeRawPointer
  @usableFromInline var hasRow = false
  /// The next field's column; past the last before the first row and after the last.
  @usableFromInline var column: Int

  init(_ source: CopySource) {
    self.source = source
    types = UnsafeBufferPointer(source.types)
    // Nothing to read yet: an empty stretch of memory that is certainly there.
    cursor = UnsafeRawPointer(source.nothing)
    end = cursor
    column = types.count
  }

  public var columnNames: [String] { source.columns.names }

  var isAtMessageEnd: Bool { column == types.count && cursor == end }

  /// Goes to the next row.
  /// - Returns: false after the last.
  public mutating func nextRow() throws -> Bool {
    while column < types.count { try skip() }
    hasRow = false
    while true {
      if cursor == end {
        guard let message = try source.nextMessage(), let start = message.baseAddress else { return false }
        cursor = start
        end = start + message.count
        if !source.hasHeader { try skipHeader() }
        if cursor == end { continue }
      }
      guard end - cursor >= 2 else { throw CopyError.malformed("a row of \(end - cursor) bytes") }
      let count = Int16(bigEndian: cursor.loadUnaligned(as: Int16.self))
      cursor += 2
      if count == -1 {
        cursor = end
        continue
      }
      guard Int(count) == types.count else { throw CopyError.malformed("a row of \(count) fields") }
      column = 0
      hasRow = true
      return true
    }
  }

  /// A signature, flags, and an extension of so many bytes.
  private mutating func skipHeader() throws {
    let signature = Array("PGCOPY\n".utf8) + [0xFF] + Array("\r\n\0".utf8)
    let bytes = UnsafeRawBufferPointer(start: cursor, count: end - cursor)
    guard bytes.starts(with: signature), bytes.count >= signature.count + 8 else {
      throw CopyError.malformed("no header")
    }
    let length = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: signature.count + 4, as: UInt32.self))
    guard Int(length) <= bytes.count - signature.count - 8 else { throw CopyError.malformed("a header cut short") }
    cursor += signature.count + 8 + Int(length)
    source.hasHeader = true
  }

  /// Steps over the next field's length and answers with it; negative for NULL.
  @inlinable
  mutating func field() throws(CopyError) -> Int {
    guard column < types.count else { throw hasRow ? .tooManyFields(columns: types.count) : .noRow }
    guard end - cursor >= 4 else { throw .malformed("a field cut short") }
    let length = Int(Int32(bigEndian: cursor.loadUnaligned(as: Int32.self)))
    cursor += 4
    guard length <= end - cursor else { throw .malformed("a field cut short") }
    column += 1
    return length
  }

  /// The next field's bytes, of a column of `type` and so many bytes long; nil for NULL.
  @inlinable
  mutating func fixed(_ type: UInt32, _ width: Int) throws(CopyError) -> UnsafeRawPointer? {
    if column < types.count && types[column] != type { throw mismatch(type) }
    let length = try field()
    if length < 0 { return nil }
    guard length == width else { throw .malformed("a field of \(length) bytes") }
    let start = cursor
    cursor += length
    return start
  }

  @usableFromInline
  func mismatch(_ type: UInt32) -> CopyError {
    .wrongType(
      column: source.columns.names[column], has: SQLType(rawValue: types[column]), used: "\(SQLType(rawValue: type))")
  }

  @usableFromInline
  func nullRead() -> CopyError { .null(column: source.columns.names[column - 1]) }
}
