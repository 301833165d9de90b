import Foundation
import Testing

/// A golden table of `Golden/`: CSV with a header line, fields quoted where they need it.
struct NumberTable {
  let columns: [String]
  let rows: [[String: String]]

  init(_ path: String) throws {
    let lines = try GoldenFile.text(path).split(whereSeparator: \.isNewline)
    let header = NumberTable.fields(try #require(lines.first))
    columns = header
    rows = lines.dropFirst().map { line in
      Dictionary(uniqueKeysWithValues: zip(header, NumberTable.fields(line)))
    }
  }

  /// A column of numbers; an empty cell is nil.
  func numbers(_ column: String) -> [Double?] { rows.map { $0[column].flatMap(Double.init) } }

  private static func fields(_ line: Substring) -> [String] {
    var fields = [""]
    var quoted = false
    for character in line {
      switch character {
      case "\"": quoted.toggle()
      case "," where !quoted: fields.append("")
      default: fields[fields.count - 1].append(character)
      }
    }
    return fields
  }
}

/// Files of `Golden/`, copied beside the tests with their source and licence.
enum GoldenFile {
  static func data(_ path: String) throws -> Data {
    let folder = try #require(Bundle.module.url(forResource: "Golden", withExtension: nil))
    return try Data(contentsOf: folder.appendingPathComponent(path))
  }

  static func text(_ path: String) throws -> String {
    String(decoding: try data(path), as: UTF8.self)
  }

  static func json<Value: Decodable>(_ path: String, as type: Value.Type = Value.self) throws -> Value {
    try JSONDecoder().decode(Value.self, from: data(path))
  }
}

/// Whether two numbers agree to a relative error, or absolutely below one.
func close(_ left: Double?, _ right: Double?, relative tolerance: Double = 1e-12) -> Bool {
  guard let left, let right else { return left == nil && right == nil }
  return abs(left - right) <= tolerance * max(1, abs(left), abs(right))
}

/// SplitMix64, for property tests alone: reproducible and unlike the engine's own generator.
struct TestRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
