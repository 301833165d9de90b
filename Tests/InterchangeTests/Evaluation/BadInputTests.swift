import Domain
import Foundation
import Interchange
import Testing

@Suite("Files that must be refused are, each with its code and place, and nothing is written")
struct BadInputTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let file, code: String
    let line, column: Int?
    var testDescription: String { file }
  }

  static let cases: [Case] = {
    guard let text = try? String(contentsOf: EvaluationFixture.file("Bad/expected.csv"), encoding: .utf8) else {
      return []
    }
    return PlainTable(text).rows.map { row in
      Case(
        file: row["file"] ?? "", code: row["code"] ?? "", line: Int(row["line"] ?? ""), column: Int(row["column"] ?? "")
      )
    }
  }()

  /// Evaluates the file as what its name says it is, and returns what is refused.
  private func refusal(_ name: String, in fixture: EvaluationFixture) async throws -> [Problem] {
    let path = { (name: String) in try EvaluationFixture.file("Bad/\(name)").path }
    let empty = fixture.folder.appendingPathComponent("values.csv")
    try Data("actor,indicator,value\n".utf8).write(to: empty)
    let isFramework = name.hasSuffix(".yml")
    let isHouseholds = name.hasPrefix("households")
    let request = EvaluationRequest(
      framework: try path(isFramework ? name : "framework.yml"),
      values: isFramework || isHouseholds ? empty.path : try path(name), output: fixture.output,
      households: isHouseholds ? try path(name) : nil)
    do { try await Evaluation.run(request) } catch let problem as Problem { return [problem] } catch {
      return (error as? Problems)?.list ?? []
    }
    return []
  }

  @Test("the first problem of each file", arguments: cases)
  func refused(_ bad: Case) async throws {
    try await EvaluationFixture.with { fixture in
      let problem = try #require(try await refusal(bad.file, in: fixture).first)
      #expect(problem.code.rawValue == bad.code)
      #expect(problem.place?.line == bad.line && problem.place?.column == bad.column, "\(problem)")
      #expect(problem.place?.file?.hasSuffix(bad.file) == true)
      #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path) == ["values.csv"])
    }
  }

  @Test("no file of the folder is forgotten")
  func complete() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: EvaluationFixture.file("Bad").path)
    let tried = Set(BadInputTests.cases.map(\.file) + ["README.md", "expected.csv", "framework.yml"])
    #expect(Set(names) == tried)
  }

  @Test("a line of 200 MB ends the reading at the limit of a row, in a moment and in little memory")
  func endlessLine() async throws {
    try await EvaluationFixture.with { fixture in
      let path = fixture.folder.appendingPathComponent("endless.csv").path
      #expect(FileManager.default.createFile(atPath: path, contents: Data("actor,indicator,value\n".utf8)))
      let file = try #require(FileHandle(forWritingAtPath: path))
      try file.seekToEnd()
      let piece = Data(repeating: UInt8(ascii: "7"), count: 20_000_000)
      for _ in 0..<10 { try file.write(contentsOf: piece) }
      try file.close()
      let request = EvaluationRequest(
        framework: try EvaluationFixture.file("Bad/framework.yml").path, values: path, output: fixture.output)
      let problem = await #expect(throws: Problem.self) { try await Evaluation.run(request) }
      #expect(problem?.code == "csv_row_too_long" && problem?.place?.line == 2)
      #expect(!FileManager.default.fileExists(atPath: fixture.output))
    }
  }
}
