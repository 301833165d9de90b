/// A value of a result that is not of the Swift type it was read as.
public struct DecodingFailure: Error, Hashable, Sendable {
  public enum Cause: Hashable, Sendable {
    case noSuchColumn(present: [String])
    case null
    case mismatch
  }

  public let column: String
  public let expected: String
  /// The column's type; nil where there is no such column.
  public let actual: SQLType?
  public let cause: Cause
  /// The statement as it was sent, with `$n` in place of its values.
  public let query: String
}

extension DecodingFailure: CustomStringConvertible {
  public var description: String {
    let type = actual.map(\.description) ?? "no type"
    let what =
      switch cause {
      case .noSuchColumn(let present): "there is no such column, only \(present.joined(separator: ", "))"
      case .null: "the value is NULL (\(type))"
      case .mismatch: "the value is not one (\(type))"
      }
    return "Column “\(column)” was read as \(expected), but \(what), in: \(query)"
  }
}
