/// Why migrations cannot be read or applied.
public enum MigrationError: Error, Sendable {
  case badFileName(String)
  case missingNumber(Int)
  case duplicateNumber(Int)
  /// See ``MigrationStatus/edited(_:)``.
  case edited([Int])
  /// See ``MigrationStatus/ahead(_:)``.
  case ahead([Int])
  /// Another program has been migrating for longer than we wait.
  case lockedByAnother(after: Duration)
  /// The text holds a COMMIT or ROLLBACK of its own.
  case endedTransaction(String)
  /// The server refused it; nothing of it is left.
  case failed(String, line: Int?, PostgresError)
}

extension MigrationError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .badFileName(let name): "\(name): a migration is called NNNN_what_changes.sql, in small letters."
    case .missingNumber(let number): "There is no migration \(number); numbers run from 1 without a gap."
    case .duplicateNumber(let number): "Migration \(number) is there twice."
    case .edited(let numbers):
      "Migration \(list(numbers)) was edited after it was applied; restore the file and write a new migration."
    case .ahead(let numbers):
      "The database has migration \(list(numbers)), which this program does not know; run the newer program."
    case .lockedByAnother(let time): "Another program has been migrating this database for more than \(time)."
    case .endedTransaction(let title): "\(title): a migration must not hold COMMIT or ROLLBACK."
    case .failed(let title, let line, let error): "\(title)\(line.map { ", line \($0)" } ?? ""): \(error.message)"
    }
  }

  private func list(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: ", ") }
}
