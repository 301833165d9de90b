import Domain
import Foundation
import Interchange
import Scoring
import Testing

/// A folder of its own with a framework and a values file, evaluated as a caller would.
struct EvaluationFixture {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("evaluation-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// Runs `body` with a folder that is gone afterwards.
  static func with<R>(_ body: (EvaluationFixture) async throws -> R) async throws -> R {
    let fixture = try EvaluationFixture()
    defer { fixture.remove() }
    return try await body(fixture)
  }

  static func golden(_ name: String) throws -> String {
    try String(contentsOf: file("Golden/\(name)"), encoding: .utf8)
  }

  /// A golden JSON file; names in snake case become camel case.
  static func golden<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Value.self, from: Data(golden(name).utf8))
  }

  static func file(_ path: String) throws -> URL {
    let root = try #require(Bundle.module.url(forResource: "Files", withExtension: nil))
    return root.appendingPathComponent(path)
  }

  static func framework(_ name: String) throws -> String {
    try String(contentsOf: file("Frameworks/\(name).yml"), encoding: .utf8)
  }

  /// A framework shipped with the product.
  static func shipped(_ name: String) throws -> String {
    let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try String(
      contentsOf: checkout.appendingPathComponent("config/frameworks/\(name).yml"), encoding: .utf8)
  }

  var output: String { folder.appendingPathComponent("out").path }

  @discardableResult
  func evaluate(
    _ framework: String, _ values: String, isWide: Bool = false, replicates: Int? = nil, seed: UInt64? = nil,
    threads: Int = 1, shards: Int = 1, into name: String = "out"
  ) async throws -> Evaluation {
    try await evaluate(
      framework, bytes: Array(values.utf8), isWide: isWide, replicates: replicates, seed: seed, threads: threads,
      shards: shards, into: name)
  }

  @discardableResult
  func evaluate(
    _ framework: String, bytes: [UInt8], isWide: Bool = false, replicates: Int? = nil, seed: UInt64? = nil,
    threads: Int = 1, shards: Int = 1, into name: String = "out"
  ) async throws -> Evaluation {
    let rules = folder.appendingPathComponent("framework.yml")
    let table = folder.appendingPathComponent("values.csv")
    try Data(framework.utf8).write(to: rules)
    try Data(bytes).write(to: table)
    return try await Evaluation.run(
      EvaluationRequest(
        framework: rules.path, values: table.path, output: folder.appendingPathComponent(name).path, isWide: isWide,
        replicates: replicates, seed: seed, threads: threads, shards: shards))
  }

  func text(_ name: String, in output: String = "out") throws -> String {
    try String(contentsOf: folder.appendingPathComponent(output).appendingPathComponent(name), encoding: .utf8)
  }
}

/// A small CSV file as rows of named cells.
struct PlainTable {
  let columns: [String]
  let rows: [[String: String]]

  init(_ text: String) {
    let lines = text.split(whereSeparator: \.isNewline)
    let names = lines.first.map(PlainTable.cells) ?? []
    columns = names
    rows = lines.dropFirst().map { line in
      Dictionary(zip(names, PlainTable.cells(line)), uniquingKeysWith: { first, _ in first })
    }
  }

  /// Commas between quotes are text; quotes themselves are left out.
  private static func cells(_ line: Substring) -> [String] {
    var (cells, cell, isQuoted) = ([String](), "", false)
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        cells.append(cell)
        cell = ""
      default: cell.append(character)
      }
    }
    return cells + [cell]
  }

  /// The table as CSV again, with columns named anew.
  func text(renaming names: [String: String] = [:], only kept: ((String) -> Bool)? = nil) -> String {
    let chosen = columns.filter { kept?($0) ?? true }
    let header = chosen.map { names[$0] ?? $0 }.joined(separator: ",")
    let lines = rows.map { row in chosen.map { row[$0] ?? "" }.joined(separator: ",") }
    return ([header] + lines).joined(separator: "\n") + "\n"
  }
}

/// Whether two numbers agree to a relative 1e-12, or an absolute one near zero.
func agree(_ left: Double?, _ right: Double?, within tolerance: Double = 1e-12) -> Bool {
  guard let left, let right else { return left == nil && right == nil }
  return abs(left - right) <= tolerance * max(1, abs(right))
}
