import Foundation

/// One step of the schema, forward only, which runs once in a transaction of its own.
public struct Migration: Hashable, Sendable {
  /// 1 for the first, then without a gap.
  public let number: Int
  /// What changes, in snake_case.
  public let name: String
  public let sql: String

  public init(number: Int, name: String, sql: String) {
    self.number = number
    self.name = name
    self.sql = sql
  }

  /// `0007_add_pledges`
  public var title: String { "\(String(repeating: "0", count: max(0, 4 - "\(number)".count)))\(number)_\(name)" }
}

extension Migration {
  /// Reads the files `NNNN_what_changes.sql` of a folder, in order. Files that do not end in `.sql` are left alone.
  /// - Throws: ``MigrationError`` for a file of another name, and for a number missing or used twice.
  public static func load(folder: URL) throws -> [Migration] {
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "sql" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
    return try inOrder(
      files.map { file in
        guard let match = file.lastPathComponent.wholeMatch(of: /([0-9]{4})_([a-z0-9_]+)\.sql/),
          let number = Int(match.1)
        else { throw MigrationError.badFileName(file.lastPathComponent) }
        return Migration(number: number, name: String(match.2), sql: try String(contentsOf: file, encoding: .utf8))
      })
  }

  /// The list itself, where its numbers are 1, 2, 3 …
  static func inOrder(_ list: [Migration]) throws -> [Migration] {
    for (expected, migration) in zip(1..., list) where migration.number != expected {
      throw migration.number < expected
        ? MigrationError.duplicateNumber(migration.number) : MigrationError.missingNumber(expected)
    }
    return list
  }
}

/// How a database stands to a program's migrations.
public enum MigrationStatus: Hashable, Sendable {
  /// All are applied, as they are.
  case current
  /// These are not applied yet.
  case behind([Migration])
  /// The database has migrations of these numbers that the program does not know: it belongs to a newer program.
  case ahead([Int])
  /// The files of these numbers were edited after they were applied.
  case edited([Int])
}
