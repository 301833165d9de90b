import CLibPQ

/// A COPY in under way: where rows go, and the buffer they gather in.
///
/// Used on its connection's queue only.
final class CopySink: @unchecked Sendable {
  /// Bytes gathered before they are handed to libpq.
  static let size = 65_536

  let wire: Wire
  let columns: Columns
  let text: String
  let types: UnsafeMutableBufferPointer<UInt32>
  let buffer: UnsafeMutableRawBufferPointer
  /// Bytes of the buffer in use.
  var used = 0

  init(into table: String, columns names: [String], on wire: Wire) throws {
    let target = table.split(separator: ".").map { quotedIdentifier(String($0)) }.joined(separator: ".")
    let list = names.map(quotedIdentifier).joined(separator: ", ")
    self.wire = wire
    // Describing a query asks for no privilege; only running it would.
    columns = try wire.describe("SELECT \(list) FROM \(target)")
    text = "COPY \(target) (\(list)) FROM STDIN (FORMAT binary)"
    types = .allocate(capacity: columns.types.count)
    _ = types.initialize(from: columns.types.map(\.rawValue))
    buffer = .allocate(byteCount: Self.size, alignment: 8)
    try wire.beginCopy(text, PGRES_COPY_IN)
    var header = BinaryWriter()
    header.write(bytes: Array("PGCOPY\n".utf8) + [0xFF] + Array("\r\n\0".utf8))
    header.write(integer: Int64(0))
    header.bytes.withUnsafeBytes { buffer.copyMemory(from: $0) }
    used = header.bytes.count
  }

  deinit {
    types.deallocate()
    buffer.deallocate()
  }

  func flush() throws {
    guard used > 0 else { return }
    try wire.putCopyData(UnsafeRawBufferPointer(rebasing: buffer[..<used]), text)
    used = 0
  }

  /// Sends bytes too many for the buffer.
  func send(_ bytes: UnsafeRawBufferPointer) throws {
    try flush()
    try wire.putCopyData(bytes, text)
  }

  /// Ends the COPY.
  /// - Returns: The number of rows stored.
  func finish() throws -> Int {
    if CopySink.size - used < 2 { try flush() }
    buffer.storeBytes(of: Int16(-1).bigEndian, toByteOffset: used, as: Int16.self)
    used += 2
    try flush()
    return try wire.endCopyIn(text, failure: nil)
  }

  /// Ends the COPY so that the server forgets its rows.
  func abandon() throws {
    guard wire.isCopying, wire.isUsable else { return }
    do {
      _ = try wire.endCopyIn(text, failure: "abandoned by the client")
    } catch is PostgresError, is CancellationError {
      // The server says that the COPY failed, as it was asked to.
    }
  }
}
