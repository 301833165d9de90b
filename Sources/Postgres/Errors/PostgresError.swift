import CLibPQ

/// An error that the server reported.
///
/// `description` is fit for a log: it names the code, the constraint and the statement, but never a value. ``message``
/// and ``detail`` may quote rows; show them to nobody who may not see those rows.
public struct PostgresError: Error, Hashable, Sendable {
  public let sqlState: SQLState
  /// The server's sentence. It may quote values (`invalid input syntax for type integer: "…"`).
  public let message: String
  /// More of the same; for a violated constraint it quotes the row.
  public let detail: String?
  public let hint: String?
  /// Where the error arose in PL/pgSQL or a COPY; it may quote values.
  public let context: String?
  public let schema: String?
  public let table: String?
  public let column: String?
  public let constraint: String?
  /// Where in the statement, in characters from 1.
  public let position: Int?
  /// The statement as it was sent, with `$n` in place of its values.
  public let query: String
}

extension PostgresError {
  /// A transaction that another one forced to end; the whole of it may be tried again.
  public var isSerializationFailure: Bool { sqlState == .serializationFailure }
  public var isDeadlock: Bool { sqlState == .deadlockDetected }
  /// A serialization failure or a deadlock.
  public var isRetryable: Bool { isSerializationFailure || isDeadlock }
  /// A lock was not granted within `lock_timeout`, or at once where NOWAIT asked for it.
  public var isLockTimeout: Bool { sqlState == .lockNotAvailable }
  /// The statement was cancelled, by `statement_timeout` or by somebody.
  public var isStatementCancelled: Bool { sqlState == .queryCanceled }
  public var isInsufficientPrivilege: Bool { sqlState == .insufficientPrivilege }

  /// - Parameter name: The constraint meant; nil for any.
  public func isUniqueViolation(constraint name: String? = nil) -> Bool { violates(.uniqueViolation, name) }
  /// - Parameter name: The constraint meant; nil for any.
  public func isForeignKeyViolation(constraint name: String? = nil) -> Bool { violates(.foreignKeyViolation, name) }
  /// - Parameter name: The constraint meant; nil for any.
  public func isCheckViolation(constraint name: String? = nil) -> Bool { violates(.checkViolation, name) }
  /// - Parameter name: The constraint meant; nil for any.
  public func isExclusionViolation(constraint name: String? = nil) -> Bool { violates(.exclusionViolation, name) }
  public var isNotNullViolation: Bool { sqlState == .notNullViolation }

  private func violates(_ state: SQLState, _ name: String?) -> Bool {
    sqlState == state && (name == nil || constraint == name)
  }
}

extension PostgresError: CustomStringConvertible {
  public var description: String {
    var parts = ["SQLSTATE \(sqlState)"]
    if Self.categoriesWithoutData.contains(sqlState.category) { parts.append(message) }
    if let table { parts.append("table \(schema.map { "\($0)." } ?? "")\(table)") }
    if let column { parts.append("column \(column)") }
    if let constraint { parts.append("constraint \(constraint)") }
    parts.append("in: \(query)")
    return parts.joined(separator: "; ")
  }

  /// Kinds of error whose sentence names objects of the schema, roles and limits, and quotes no row.
  private static let categoriesWithoutData: Set<String> = [
    "08", "0A", "23", "25", "28", "3D", "3F", "40", "42", "53", "54", "55", "57", "58",
  ]
}

extension PostgresError {
  /// Reads an error result; `result` stays the caller's.
  init(result: OpaquePointer, query: String) {
    func field(_ code: Int32) -> String? { PQresultErrorField(result, code).map { String(cString: $0) } }
    self.init(
      sqlState: SQLState(rawValue: field(Field.sqlState) ?? "XX000"),
      message: field(Field.message) ?? String(cString: PQresultErrorMessage(result)),
      detail: field(Field.detail), hint: field(Field.hint), context: field(Field.context),
      schema: field(Field.schema), table: field(Field.table), column: field(Field.column),
      constraint: field(Field.constraint),
      position: field(Field.position).flatMap { Int($0) }, query: query)
  }

  /// The letters by which the protocol names an error's fields; C spells them as character constants.
  private enum Field {
    static let sqlState = Int32(UInt8(ascii: "C"))
    static let message = Int32(UInt8(ascii: "M"))
    static let detail = Int32(UInt8(ascii: "D"))
    static let hint = Int32(UInt8(ascii: "H"))
    static let context = Int32(UInt8(ascii: "W"))
    static let schema = Int32(UInt8(ascii: "s"))
    static let table = Int32(UInt8(ascii: "t"))
    static let column = Int32(UInt8(ascii: "c"))
    static let constraint = Int32(UInt8(ascii: "n"))
    static let position = Int32(UInt8(ascii: "P"))
  }
}
