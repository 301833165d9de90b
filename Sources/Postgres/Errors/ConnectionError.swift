/// A failure of the connection itself, or a use of it that cannot be.
public enum ConnectionError: Error, Hashable, Sendable {
  /// The settings cannot be read; the sentence holds no password.
  case invalidConfiguration(String)
  /// The server refused, or could not be reached.
  case connectFailed(String)
  /// No session within the deadline.
  case connectTimedOut(after: Duration)
  /// The server went away in the middle; whether a statement took effect is not known.
  case lost(String)
  /// The server did not answer within the response deadline; the connection is given up.
  case responseTimedOut(after: Duration, query: String)
  /// The connection was lost or closed before this call.
  case unusable
  /// A COPY is under way on this connection.
  case busyWithCopy
  /// The transaction's closure has ended, and its handle with it.
  case transactionEnded
  /// COMMIT was answered by ROLLBACK: a statement inside had failed and its error was swallowed.
  case rolledBackInstead
  /// A statement answered with another number of rows than was asked for.
  case unexpectedRowCount(expected: String, actual: Int, query: String)
}

extension ConnectionError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .invalidConfiguration(let why): "The database settings cannot be used: \(why)"
    case .connectFailed(let why): "The database cannot be reached: \(why)"
    case .connectTimedOut(let time): "The database did not open a session within \(time)."
    case .lost(let why): "The connection to the database was lost: \(why)"
    case .responseTimedOut(let time, let query): "The database did not answer within \(time) to: \(query)"
    case .unusable: "The connection to the database is closed or broken."
    case .busyWithCopy: "A COPY is under way on this connection; end it before the next statement."
    case .transactionEnded: "The transaction has ended; its handle cannot be used after its closure."
    case .rolledBackInstead: "The transaction was rolled back: a statement in it had failed before COMMIT."
    case .unexpectedRowCount(let expected, let actual, let query):
      "Expected \(expected), the statement answered with \(actual): \(query)"
    }
  }
}
