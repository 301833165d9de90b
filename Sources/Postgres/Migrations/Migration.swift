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
        guard let (number, name) = parts(ofFile: file.lastPathComponent) else {
          throw MigrationError.badFileName(file.lastPathComponent)
        }
        return Migration(number: number, name: name, sql: try String(contentsOf: file, encoding: .utf8))
      })
  }

  /// The parts of `NNNN_what_changes.sql`. Every command reads some seventy names when it starts: byte by byte that takes
  /// no time, by a regular expression it takes ten milliseconds.
  private static func parts(ofFile file: String) -> (number: Int, name: String)? {
    let bytes = Array(file.utf8)
    guard bytes.count > 9, file.hasSuffix(".sql"), bytes[4] == UInt8(ascii: "_") else { return nil }
    let (digits, letters) = (UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"))
    let name = bytes[5..<(bytes.count - 4)]
    guard bytes[..<4].allSatisfy(digits.contains),
      name.allSatisfy({ digits.contains($0) || letters.contains($0) || $0 == UInt8(ascii: "_") })
    else { return nil }
    return (bytes[..<4].reduce(0) { $0 * 10 + Int($1 - digits.lowerBound) }, String(decoding: name, as: UTF8.self))
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
