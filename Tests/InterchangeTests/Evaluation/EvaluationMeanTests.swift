import Domain
import Foundation
import Interchange
import Scoring
import Testing

@Suite("Means ask of their children what they need, and no more")
struct EvaluationMeanTests {
  private static func framework(
    _ root: String, leaf: String = "{method: minmax, scale: [1, 100]}", gates: String = ""
  ) -> String {
    """
    framework: means
    version: 1
    coverage: {minimum: 0}
    indicators:
      - {code: x, parent: a, normalise: \(leaf)}
      - {code: y, parent: a, normalise: \(leaf)}
      - {code: z, parent: b, normalise: \(leaf)}
    tree:
      - {code: root, \(root)}
      - {code: a, parent: root, aggregate: geometric, floor: 0.5}
      - {code: b, parent: root}
    \(gates)
    """
  }

  private static let values = """
    actor,x,y,z
    A,1,4,7
    B,2,3,5
    C,6,1,1
    """

  private func codes(_ framework: String) -> [String] {
    do {
      _ = try FrameworkFile(bytes: Array(framework.utf8))
      return []
    } catch { return error.list.map(\.code.rawValue) }
  }

  @Test("a geometric mean of nodes that stay above 0 needs no floor of its own")
  func positiveNodes() async throws {
    try await EvaluationFixture.with { fixture in
      let evaluation = try await fixture.evaluate(
        EvaluationMeanTests.framework("aggregate: geometric"), EvaluationMeanTests.values, isWide: true)
      // A: x 1, y 100, z 100: the root of (√(1·100) · 100).
      let score = try #require(evaluation.run.score(0).score)
      #expect(abs(score - 1_000.0.squareRoot()) < 1e-12)
    }
  }

  @Test("a gate that sets a child to 0 makes the floor necessary again")
  func gatedNode() {
    let gates = "gates: [{indicator: x, below: 2, node: b, value: 0}]"
    #expect(codes(EvaluationMeanTests.framework("aggregate: geometric", gates: gates)) == ["floor_missing"])
    #expect(codes(EvaluationMeanTests.framework("aggregate: geometric, floor: 1", gates: gates)) == [])
  }

  @Test("a geometric mean of what may be 0 or below is refused without a floor")
  func unbounded() {
    let leaf = "{method: zscore, mean: 100, sd: 10}"
    let framework = EvaluationMeanTests.framework("aggregate: harmonic", leaf: leaf)
    #expect(codes(framework) == ["floor_missing"])
  }

  @Test("the Mazziotta–Pareto index takes the standardised values it was made for")
  func mazziottaPareto() async throws {
    let framework = """
      framework: mpi
      version: 1
      coverage: {minimum: 0}
      indicators:
        - {code: x, parent: root, normalise: {method: zscore, mean: 100, sd: 10}}
        - {code: y, parent: root, normalise: {method: zscore, mean: 100, sd: 10}}
      tree: [{code: root, aggregate: mazziotta_pareto}]
      """
    try await EvaluationFixture.with { fixture in
      let evaluation = try await fixture.evaluate(framework, "actor,x,y\nA,1,3\nB,2,2\nC,3,1\n", isWide: true)
      // A: 90 and 110: mean 100, population variance 100, cv² 0.01.
      let scores = (0..<3).map { evaluation.run.score($0).score ?? .nan }
      #expect(zip(scores, [99, 100, 99]).allSatisfy { abs($0 - $1) < 1e-9 })
    }
  }
}
