import Domain
import Foundation
import Interchange
import Scoring
import Testing

@Suite("Packages of named formulas")
struct EquationTests {
  private struct Package: Decodable {
    let equations: [String: String]
    let expected: [String: Double]
  }

  /// Writes the rows as a file, computes it, and returns what came out.
  private func compute(_ rows: [(name: String, equation: String)]) throws -> [String: Double] {
    let fixture = try EvaluationFixture()
    defer { fixture.remove() }
    let path = { (name: String) in fixture.folder.appendingPathComponent(name).path }
    let text = rows.map { "\($0.name),\"\($0.equation)\"\n" }.reduce("name,equation\n", +)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path("in.csv")))
    do { try EquationFile.compute(path("in.csv"), to: path("out.csv")) } catch {
      #expect(!FileManager.default.fileExists(atPath: path("out.csv")))
      throw error
    }
    let table = PlainTable(try String(contentsOfFile: path("out.csv"), encoding: .utf8))
    return Dictionary(uniqueKeysWithValues: table.rows.map { ($0["name"] ?? "", Double($0["value"] ?? "") ?? .nan) })
  }

  @Test(
    "the packages that BLSQ asserts come out value by value, in any order of rows",
    arguments: [("nigeria", 43), ("quarterly", 39), ("sigl", 0)])
  func packages(name: String, least: Int) throws {
    let data = Data(try EvaluationFixture.golden("orbf_\(name)_equations.json").utf8)
    let package = try JSONDecoder().decode(Package.self, from: data)
    #expect(package.equations.count >= least && !package.expected.isEmpty)
    let rows = package.equations.sorted { $0.key > $1.key }.map { (name: $0.key, equation: $0.value) }
    let values = try compute(rows)
    for (name, expected) in package.expected { #expect(agree(values[name], expected), "\(name)") }
    #expect(try compute(rows.reversed()) == values)
  }

  @Test("every function of the package language gives what is asserted of it")
  func functions() throws {
    let data = Data(try EvaluationFixture.golden("orbf_functions_and_decision_table.json").utf8)
    let golden = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let functions = try #require(golden["functions"] as? [[Any]])
    #expect(functions.count == 21)
    for function in functions {
      let text = try #require(function[0] as? String)
      let value = try compute([(name: "x", equation: text)])["x"]
      #expect(agree(value, (function[1] as? NSNumber)?.doubleValue), "\(text): \(value as Any)")
    }
  }

  @Test(
    "operators bind as they are written in schools, and powers to the right",
    arguments: [
      ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("-2 ^ 2", -4), ("2 ^ 3 ^ 2", 512), ("10 - 4 - 3", 3), ("7 % 4", 3),
      ("-7 % 4", 1), ("1 < 2 AND 2 < 1 OR 3 = 3", 1), ("IF(1 <> 1, 1 / 0, 5)", 5), ("a + 1", 42), ("--3", 3),
      ("round(2.5)", 3), ("min(3, 1, 2) * max(array(1, 5))", 5), ("if(a >= 41, a == 41, 9)", 1),
    ])
  func operators(text: String, expected: Double) throws {
    #expect(try compute([(name: "a", equation: "41"), (name: "x", equation: text)])["x"] == expected)
  }

  @Test(
    "what cannot be computed is refused by code, line and column",
    arguments: [
      ("1 +", "equation_malformed", 7), ("1 2", "equation_malformed", 6), ("(1", "equation_malformed", 6),
      ("1 ? 2", "equation_malformed", 6), ("sum(1, )", "equation_malformed", 11), ("'a", "equation_malformed", 4),
      ("median(1)", "function_unknown", 4), ("2 * round(1, 2, 3)", "argument_count", 8), ("b + 1", "name_unknown", 4),
      ("x + 1", "equation_cycle", 4), ("1 / 0", "division_by_zero", 4), ("10 ^ 400", "result_not_finite", 4),
      ("sqrt(0 - 1)", "result_not_finite", 4), ("array(1, 2)", "number_expected", 4),
      (String(repeating: "(", count: 300), "equation_too_deep", 204),
    ])
  func refused(text: String, code: String, column: Int) throws {
    do {
      _ = try compute([(name: "a", equation: "1"), (name: "x", equation: text)])
      Issue.record("\(text) was computed")
    } catch {
      let problem = try #require(error as? Problem ?? (error as? Problems)?.list.first)
      #expect(problem.code.rawValue == code)
      #expect(problem.place?.line == 3 && problem.place?.column == column, "\(problem)")
    }
  }

  @Test("two formulas of one name, and a circle of several, are refused")
  func together() throws {
    let twice = #expect(throws: Problems.self) { try compute([("a", "1"), ("a", "2")]) }
    #expect(twice?.list.map(\.code.rawValue) == ["name_duplicate"])
    let circle = #expect(throws: Problem.self) { try compute([("a", "b + 1"), ("b", "c + 1"), ("c", "a")]) }
    #expect(circle?.code == "equation_cycle")
  }

  @Test("a chain of a hundred thousand formulas is computed without running out of stack")
  func chain() throws {
    var named = [EquationSystem.Named("f0", "1")]
    for index in 1...100_000 { named.append(EquationSystem.Named("f\(index)", "f\(index - 1) + 1")) }
    #expect(try EquationSystem(named.reversed()).solve().first?.value == 100_001)
  }
}
