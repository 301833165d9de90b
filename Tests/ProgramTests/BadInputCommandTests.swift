import Foundation
import TestSupport
import Testing

@Suite("Files that must be refused, given to the program as people start it")
struct BadInputCommandTests {
  private static let bad = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("InterchangeTests/Files/Bad")

  /// File, code, line and column of `expected.csv`.
  private static let cases: [[String]] = {
    let text = (try? String(contentsOf: bad.appendingPathComponent("expected.csv"), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }()

  private func run(_ arguments: [String], on database: TestDatabase) async throws -> (status: Int32, text: String) {
    let program = try ProgramProcess(arguments, on: database)
    let text = await program.wait()
    return (program.process.terminationStatus, text)
  }

  /// A folder of its own, gone afterwards.
  private func withFolder(_ body: (URL) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bad-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(folder)
  }

  @Test("evaluate says code and place, ends with 1, and leaves nothing behind", arguments: cases)
  func refused(_ expected: [String]) async throws {
    let (name, code) = (expected[0], expected[1])
    try await withFolder { folder in
      let values = folder.appendingPathComponent("values.csv")
      try Data("actor,indicator,value\n".utf8).write(to: values)
      let file = Self.bad.appendingPathComponent(name).path
      let isFramework = name.hasSuffix(".yml")
      let isHouseholds = name.hasPrefix("households")
      let rules = isFramework ? file : Self.bad.appendingPathComponent("framework.yml").path
      var arguments = ["evaluate", "--framework", rules, "--out", folder.appendingPathComponent("out").path]
      arguments += ["--values", isFramework || isHouseholds ? values.path : file]
      if isHouseholds { arguments += ["--households", file] }
      let place = expected[2...].filter { !$0.isEmpty }.map { ":\($0)" }.joined()
      try await TestDatabase.with(nil) { database in
        let (status, text) = try await run(arguments, on: database)
        #expect(status == 1 && text.contains("[\(code)]"), "\(text)")
        #expect(text.contains("\(name)\(place)"), "\(text)")
        if isFramework {
          let checked = try await run(["framework", "check", file], on: database)
          #expect(checked.status == 1 && checked.text.contains("[\(code)]"), "\(checked.text)")
          #expect(checked.text.contains("\(name)\(place)"), "\(checked.text)")
        }
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["values.csv"])
    }
  }

  @Test("a line of 200 MB ends the reading where a row may end at the latest")
  func endlessLine() async throws {
    try await withFolder { folder in
      let values = folder.appendingPathComponent("endless.csv").path
      #expect(FileManager.default.createFile(atPath: values, contents: Data("actor,indicator,value\n".utf8)))
      let file = try #require(FileHandle(forWritingAtPath: values))
      try file.seekToEnd()
      let piece = Data(repeating: UInt8(ascii: "7"), count: 20_000_000)
      for _ in 0..<10 { try file.write(contentsOf: piece) }
      try file.close()
      try await TestDatabase.with(nil) { database in
        let (status, text) = try await run(
          [
            "evaluate", "--framework", Self.bad.appendingPathComponent("framework.yml").path, "--values", values,
            "--out",
            folder.appendingPathComponent("out").path,
          ], on: database)
        #expect(status == 1 && text.contains("[csv_row_too_long]") && text.contains("endless.csv:2"), "\(text)")
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["endless.csv"])
    }
  }
}
