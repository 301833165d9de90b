import CLibPQ

/// A COPY out under way: where its messages come from and what its columns are.
///
/// Used on its connection's queue only.
final class CopySource: @unchecked Sendable {
  let wire: Wire
  let columns: Columns
  let text: String
  let types: UnsafeMutableBufferPointer<UInt32>
  /// One byte to point at before the first message has come.
  let nothing = UnsafeMutableRawPointer.allocate(byteCount: 1, alignment: 1)
  /// The format's header has gone by.
  var hasHeader = false
  private(set) var hasEnded = false
  private var message: UnsafeRawBufferPointer?

  init(_ query: SQL, on wire: Wire) throws {
    try wire.requireReady()
    let query = try wire.inlined(query)
    self.wire = wire
    columns = try wire.describe(query)
    text = "COPY (\(query)) TO STDOUT (FORMAT binary)"
    types = .allocate(capacity: columns.types.count)
    _ = types.initialize(from: columns.types.map(\.rawValue))
    try wire.beginCopy(text, PGRES_COPY_OUT)
  }

  deinit {
    release()
    types.deallocate()
    nothing.deallocate()
  }

  private func release() {
    if let message { PQfreemem(UnsafeMutableRawPointer(mutating: message.baseAddress)) }
    message = nil
  }

  /// The next message, valid until the next call; nil after the last.
  func nextMessage() throws -> UnsafeRawBufferPointer? {
    release()
    if hasEnded { return nil }
    message = try wire.nextCopyData(text)
    if message == nil {
      hasEnded = true
      _ = try wire.finishCopy(text)
    }
    return message
  }

  /// Ends the COPY wherever it is.
  func end(cancelling: Bool) throws {
    release()
    if hasEnded || !wire.isCopying { return }
    hasEnded = true
    guard wire.isUsable else { return }
    try wire.abandonCopyOut(text, cancelling: cancelling)
  }
}
