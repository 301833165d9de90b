import Domain
import Foundation
import Postgres

/// What an error says to whoever sits at the terminal: a sentence and, in brackets, a code that never changes.
enum Complaint {
  static func text(of error: any Error) -> String {
    switch error {
    case let problem as Problem: problem.description
    case let problems as Problems: problems.description
    default: problem(of: error).description
    }
  }

  static func problem(of error: any Error) -> Problem {
    switch error {
    case let error as ConnectionError: Problem(code(of: error), error.description)
    case let error as PoolError: Problem("database_busy", error.description)
    case let error as ClusterError: Problem(code(of: error), error.description)
    case let error as MigrationError: Problem(code(of: error), error.description)
    case let error as PostgresError: problem(of: error)
    case is CancellationError: Problem("interrupted", "The command was interrupted before it was done.")
    case let error as CocoaError: Problem("file_unreadable", sentence(of: error), at: Place(file: error.filePath))
    default: Problem("internal_error", "\(error)")
    }
  }

  private static func code(of error: ConnectionError) -> ProblemCode {
    switch error {
    case .invalidConfiguration: "database_url_malformed"
    case .connectFailed, .connectTimedOut: "database_unreachable"
    case .lost, .responseTimedOut, .unusable: "database_lost"
    case .busyWithCopy, .transactionEnded, .rolledBackInstead, .unexpectedRowCount: "internal_error"
    }
  }

  private static func code(of error: ClusterError) -> ProblemCode {
    switch error {
    case .noBinaries: "postgresql_missing"
    case .unfitFolder: "data_directory_unfit"
    case .failed: "postgresql_failed"
    }
  }

  private static func code(of error: MigrationError) -> ProblemCode {
    switch error {
    case .edited, .ahead: "schema_version"
    case .lockedByAnother: "database_busy"
    case .failed: "migration_failed"
    case .badFileName, .missingNumber, .duplicateNumber, .endedTransaction: "migrations_malformed"
    }
  }

  /// The server's own sentence where it quotes no row; else the statement, the table and the constraint.
  private static func problem(of error: PostgresError) -> Problem {
    switch error.sqlState.rawValue {
    case "42501":
      return Problem("database_not_permitted", "The database's role may not do this: \(error.message).")
    case "55P03", "57014": return Problem("database_busy", "The database did not finish in time: \(error.message).")
    case "53100": return Problem("database_full", "The database's disk is full: \(error.message).")
    default: break
    }
    switch error.sqlState.category {
    case "08", "57": return Problem("database_lost", "The database went away: \(error.message).")
    case "28", "3D": return Problem("database_unreachable", "The database cannot be used: \(error.message).")
    case "23": return Problem("rule_broken", "The database keeps a rule that this would break. \(error)")
    default: return Problem("database_failed", "The database could not do it. \(error)")
    }
  }

  private static func sentence(of error: CocoaError) -> String {
    let reason = (error.underlying as? POSIXError)?.localizedDescription ?? error.localizedDescription
    return "A file cannot be read or written: \(reason)"
  }
}
