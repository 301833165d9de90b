import Interchange
import Scoring
import Testing

@Suite("Weights compared in whole numbers")
struct WholeWeightTests {
  private func scores(_ weights: [String], _ mean: String, _ rows: [String]) async throws -> [Double?] {
    let leaves = weights.enumerated().map {
      "  - {code: i\($0), parent: score, weight: \($1), normalise: {method: goalposts, low: 0, high: 1}}"
    }
    let framework = """
      framework: f
      version: 1
      indicators:
      \(leaves.joined(separator: "\n"))
      tree: [{code: score, \(mean)}]
      """
    return try await EvaluationFixture.with { fixture in
      let run = try await fixture.evaluate(framework, "actor,indicator,value\n\(rows.joined(separator: "\n"))\n").run
      return run.actors.indices.map { run.score($0).score }
    }
  }

  /// x is deprived in the first of three, y in the others.
  private static let rows = ["x", "y"].flatMap { actor in
    (0..<3).map { "\(actor),i\($0),\(($0 == 0) == (actor == "x") ? 1 : 0)" }
  }

  @Test(
    "mean the same however small they are declared",
    arguments: [
      ["1", "1", "1"], ["0.1", "0.1", "0.1"], ["1e-7", "1e-7", "1e-7"], ["1e-12", "1e-12", "1e-12"],
      ["0.3333333333333333", "0.3333333333333333", "0.3333333333333333"], ["1e12", "1e12", "1e12"],
    ])
  func small(_ weights: [String]) async throws {
    let poor = try await scores(weights, "aggregate: alkire_foster, cutoff: 2/3", Self.rows)
    #expect(poor[0] == 0 && agree(poor[1], 2.0 / 3))
    #expect(try await scores(weights, "aggregate: copeland", Self.rows) == [-1, 1])
  }

  @Test("decide by the seventh digit too, and beside very large ones")
  func fine() async throws {
    // x leads in the first alone, which weighs a little more than the other two together, or a little less.
    for (weight, wins) in [("1.0000001", 1.0), ("0.9999999", -1), ("1", 0)] {
      #expect(try await scores([weight, "0.5", "0.5"], "aggregate: copeland", Self.rows) == [wins, -wins])
    }
    #expect(try await scores(["1e12", "1e11", "0.000001"], "aggregate: copeland", Self.rows) == [1, -1])
  }
}
