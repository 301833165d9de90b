import CLibPQ
import Foundation

extension Wire {
  /// The columns a query would answer with.
  func describe(_ text: String) throws -> Columns {
    try requireReady()
    try sendOpening()
    guard PQsendPrepare(handle, "", text, 0, nil) == 1 else { throw lost() }
    try flush(query: text)
    _ = try finish(text)
    guard PQsendDescribePrepared(handle, "") == 1 else { throw lost() }
    try flush(query: text)
    return try finish(text).columns
  }

  /// Begins a COPY in either direction.
  func beginCopy(_ text: String, _ direction: ExecStatusType) throws {
    try requireReady()
    guard PQsendQuery(handle, text) == 1 else { throw lost() }
    try flush(query: text)
    guard let result = try nextResult(text) else { throw lost() }
    let set = ResultSet(result, query: text)
    guard PQresultStatus(set.result) == direction else {
      let failure = PostgresError(result: set.result, query: text)
      _ = try finish(text)
      throw whole(failure)
    }
    traffic.count(statements: 1)
    isCopying = true
    copiedBytes = 0
  }

  /// The next message of a COPY out, to be freed by `PQfreemem`; nil after the last.
  func nextCopyData(_ text: String) throws -> UnsafeRawBufferPointer? {
    var buffer: UnsafeMutablePointer<CChar>?
    while true {
      let count = PQgetCopyData(handle, &buffer, 1)
      if count > 0 {
        copiedBytes += Int(count)
        return UnsafeRawBufferPointer(start: buffer, count: Int(count))
      }
      if count == -1 { return nil }
      if count < -1 { throw isUsable ? giveUp(.lost(message)) : lost() }
      try receiveCopy(text)
    }
  }

  /// So many bytes into a COPY it is long, and is taken in gulps.
  private static let longCopy = 1 << 20
  /// How long a gulp may come together, in microseconds: less than the server takes to fill a socket's buffer.
  private static let gulp: UInt32 = 500

  /// Waits for more of a COPY out.
  ///
  /// Who waits for a socket is woken by each of the server's small writes, as a rule on the very processor the server
  /// works on, and both stand in each other's way while another one idles. So of a long COPY first what has come is
  /// taken, and where that is nothing a little time is given to it.
  private func receiveCopy(_ text: String) throws {
    if copiedBytes > Wire.longCopy {
      var waiting = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
      if poll(&waiting, 1, 0) == 0 { usleep(Wire.gulp) }
    }
    try receive(query: text)
  }

  /// Takes the outcome of a COPY that has ended.
  func finishCopy(_ text: String) throws -> Int {
    isCopying = false
    return try finish(text).affected
  }

  /// Ends a COPY out whose rest nobody wants.
  /// - Parameter cancelling: Tells the server to stop, which fails the transaction around; else the rest is read.
  func abandonCopyOut(_ text: String, cancelling: Bool) throws {
    if cancelling { cancelStatement() }
    while let data = try nextCopyData(text) { PQfreemem(UnsafeMutableRawPointer(mutating: data.baseAddress)) }
    do {
      _ = try finishCopy(text)
    } catch let error as PostgresError where error.isStatementCancelled && cancelling {}
  }

  /// Hands bytes of a COPY in to the server and waits until they are on their way.
  func putCopyData(_ bytes: UnsafeRawBufferPointer, _ text: String) throws {
    try Task.checkCancellation()
    let sent = PQputCopyData(
      handle, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
    guard sent == 1 else { throw lost() }
    try flush(query: text)
  }

  /// - Parameter failure: Why the rows are to be forgotten; nil where they are to be kept.
  /// - Returns: The number of rows stored.
  func endCopyIn(_ text: String, failure: String?) throws -> Int {
    guard PQputCopyEnd(handle, failure) == 1 else { throw lost() }
    try flush(query: text)
    return try finishCopy(text)
  }
}
