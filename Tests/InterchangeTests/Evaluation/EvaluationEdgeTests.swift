import Foundation
import Interchange
import Scoring
import Testing

@Suite("Edge cases come out of files as the method describes them")
struct EvaluationEdgeTests {
  private func framework(_ leaves: [String], root: String = "", more: String = "") -> String {
    let lines = leaves.map { "  - {parent: score, \($0)}" }.joined(separator: "\n")
    return "framework: edge\nversion: 1\n\(more)coverage: {minimum: 0}\nindicators:\n\(lines)\n"
      + "tree:\n  - {code: score\(root)}\n"
  }

  private func run(_ framework: String, _ rows: String) async throws -> Run {
    try await EvaluationFixture.with { fixture in
      try await fixture.evaluate(framework, "actor,indicator,value,baseline,target,state\n\(rows)\n").run
    }
  }

  @Test("a missing value takes its weight with it and is never zero")
  func missing() async throws {
    let posts = "normalise: {method: goalposts, low: 0, high: 10, scale: 10}"
    let rules = framework(["code: i0, \(posts)", "code: i1, \(posts)", "code: i2, weight: 2, \(posts)"])
    let score = try await run(rules, "a,i0,1,,,\na,i1,,,,missing\na,i2,3,,,").score(0)
    #expect(agree(score.score, 7.0 / 3))
    #expect(agree(score.coverage, 0.75))
  }

  @Test("an actor without any value has no score and no rank, and the run goes on")
  func noData() async throws {
    let result = try await run(framework(["code: i"]), "a,i,,0,1,missing\nb,i,1,0,1,")
    #expect(result.score(0).score == nil)
    #expect(result.score(0).status == .noData)
    #expect(result.score(0).rank == nil)
    #expect(result.score(1).rank == 1)
  }

  @Test("a target of zero is reached by falling to it; one at the baseline is undefined, unless holding it is the aim")
  func targets() async throws {
    let down = try await run(framework(["code: i, direction: down"]), "a,i,5,20,0,")
    #expect(agree(down.score(0).score, 0.75))
    let equal = try await run(framework(["code: i"]), "a,i,5,3,3,")
    #expect(equal.parts(0).map(\.status) == [.undefinedTarget])
    let held = try await run(
      framework(["code: i, normalise: {method: achievement, maintain: true, tolerance: 4}"]), "a,i,2,3,3,\nb,i,5,3,3,")
    #expect(agree(held.score(0).score, 0.75) && held.score(1).score == 1)
  }

  @Test("overshoot and regress are cut, and the trace keeps them")
  func caps() async throws {
    let result = try await run(framework(["code: i"]), "a,i,30,0,10,\nb,i,-10,0,10,")
    #expect([0, 1].map { result.score($0).score } == [1.2, 0])
    #expect([0, 1].map { result.parts($0)[0].achievement } == [3, -1])
  }

  @Test("a constant column says nothing by a relative method, and a single actor cannot be compared")
  func constant() async throws {
    let rules = framework([
      "code: i, normalise: {method: minmax}", "code: j, normalise: {method: goalposts, low: 0, high: 10}",
    ])
    let result = try await run(rules, "a,i,0.1,,,\na,j,5,,,\nb,i,0.1,,,\nb,j,7,,,")
    #expect(result.parts(0).map(\.status) == [.noVariation, .ok])
    #expect(agree(result.score(0).score, 0.5) && result.score(0).coverage == 1)
    let single = try await run(rules, "a,i,1,,,\na,j,5,,,")
    #expect(single.parts(0).map(\.status) == [.tooSmall, .ok])
    #expect(agree(single.score(0).score, 0.5))
  }

  @Test("one rejected cell touches its actor only")
  func poisoned() async throws {
    let rules = framework(
      [
        "code: i, normalise: {method: log_goalposts, low: 1, high: 100}",
        "code: j, normalise: {method: goalposts, low: 0, high: 1}",
      ],
      root: ", aggregate: geometric, floor: 0.01")
    let result = try await run(rules, "a,i,0,,,\na,j,0.5,,,\nb,i,10,,,\nb,j,0,,,\nc,i,10,,,\nc,j,0.5,,,")
    #expect(result.parts(0)[0].status == .rejected)
    #expect(agree(result.score(0).score, 0.5))
    #expect(agree(result.score(1).score, (0.5 * 0.01).squareRoot()))
    #expect(agree(result.score(2).score, 0.5))
  }

  @Test("equal data have equal ranks although their sums were taken apart, and the next rank stays empty")
  func ties() async throws {
    let rules = framework((0..<3).map { "code: i\($0), normalise: {method: goalposts, low: 0, high: 1}" })
    let rows = [
      "a,i0,0.1,,,", "a,i1,0.2,,,", "a,i2,0.3,,,", "b,i0,0.3,,,", "b,i1,0.2,,,", "b,i2,0.1,,,", "c,i0,0,,,",
      "c,i1,0,,,", "c,i2,0,,,",
    ]
    let result = try await run(rules, rows.joined(separator: "\n"))
    #expect([0, 1, 2].map { result.score($0).rank } == [1, 1, 3])
  }

  @Test("a required value that is missing counts as the worst, and the score without the penalty stands beside it")
  func required() async throws {
    let result = try await run(framework(["code: i, required: true", "code: j"]), "a,i,,0,1,missing\na,j,0.8,0,1,")
    #expect(agree(result.score(0).score, 0.4) && agree(result.score(0).lenient, 0.8))
  }

  @Test("an unverified gain counts for less, an unverified loss in full; the bounds count it not at all and in full")
  func unverified() async throws {
    let rules = framework(["code: i, normalise: {method: achievement, cap: [-1, 1.2]}"])
    let result = try await run(rules, "a,i,0.5,0,1,unverified\nb,i,-0.5,0,1,unverified")
    #expect([result.score(0).lowerBound, result.score(0).score, result.score(0).upperBound] == [0, 0.4, 0.5])
    #expect([result.score(1).lowerBound, result.score(1).score, result.score(1).upperBound] == [-0.5, -0.5, -0.5])
  }

  @Test("an actor whose earlier claims were sent back is trusted less, where the framework remembers")
  func memory() async throws {
    let rules = framework(["code: i"], more: "verification: {unverified: 0.8, rejected: 0, remembers: true}\n")
    let rows = """
      actor,indicator,period,value,baseline,target,state
      a,i,2024,1,0,1,rejected
      a,i,2025,1,0,1,unverified
      b,i,2025,1,0,1,unverified
      """
    try await EvaluationFixture.with { fixture in
      let result = try await fixture.evaluate(rules, rows).run
      #expect(result.score(0).score == 0)
      #expect(agree(result.score(1).score, 0.8))
    }
  }

  @Test("Copeland does not depend on the order of rows where values are missing")
  func copeland() async throws {
    let rules = framework((1...3).map { "code: i\($0), normalise: {method: rank}" }, root: ", aggregate: copeland")
    let rows = ["a,i1,1,,,", "a,i3,5,,,", "b,i1,2,,,", "b,i2,3,,,", "b,i3,4,,,"]
    let result = try await run(rules, rows.joined(separator: "\n"))
    let swapped = try await run(rules, rows.reversed().joined(separator: "\n"))
    #expect([0, 1].map { result.score($0).score } == [0, 0])
    #expect([0, 1].map { swapped.score($0).score } == [0, 0])
  }

  @Test("no number that is not finite reaches a file, whatever is fed", arguments: 0..<40)
  func fuzz(seed: Int) async throws {
    var key = RandomKey(seed: UInt64(seed), factor: 1)
    let next = { (count: Int) -> Int in
      key.replicate += 1
      return key.index(below: count)
    }
    let methods = [
      "minmax", "zscore", "percentile_rank", "rank", "borda", "distance_to_max", "achievement",
      "distance_to_target, target: 0", "goalposts, low: -1, high: 1", "log_goalposts, low: 0.1, high: 10",
    ]
    let means = [
      "arithmetic", "geometric, floor: 0.01", "harmonic, floor: 0.01", "power, p: -7, floor: 0.001", "mazziotta_pareto",
      "copeland",
    ]
    let numbers = ["", "0", "-0", "1e-300", "1e15", "-1e15", "0.1", "7", "7", "-3", "5e-324", "123456.789"]
    let policies = ["drop", "zero", "group_mean"]
    let leaves = (0..<4).map { leaf in
      "code: i\(leaf), weight: \(1 + next(9)), normalise: {method: \(methods[next(methods.count)])}"
    }
    let rules = framework(
      leaves, root: ", aggregate: \(means[next(means.count)])", more: "missing: {policy: \(policies[next(3)])}\n")
    var rows = "actor,indicator,value,baseline,target,state\n"
    for actor in 0..<(1 + next(7)) {
      for leaf in 0..<4 {
        let value = numbers[next(numbers.count)]
        let state = value.isEmpty ? "missing" : ["", "unverified"][next(2)]
        rows += "a\(actor),i\(leaf),\(value),0,\(1 + next(3)),\(state)\n"
      }
    }
    try await EvaluationFixture.with { fixture in
      try await fixture.evaluate(rules, rows, replicates: 12, seed: 1)
      for name in try FileManager.default.contentsOfDirectory(atPath: fixture.output) {
        let text = try fixture.text(name).lowercased()
        let words = text.split { !$0.isLetter && !$0.isNumber }
        #expect(!words.contains { $0 == "nan" || $0 == "inf" || $0 == "infinity" }, "\(name): \(rules)\(rows)")
      }
    }
  }

  @Test("beside every score stand its interval and the grade of its evidence once replicates ran")
  func certainty() async throws {
    let rules = framework(
      ["code: i", "code: j"], more: "uncertainty: {replicates: 50, seed: 1, weights: 0.25, verification: [0, 1]}\n")
    let rows = """
      actor,indicator,value,baseline,target,state
      a,i,0.9,0,1,
      a,j,0.1,0,1,
      b,i,0.2,0,1,unverified
      b,j,,0,1,missing
      """
    try await EvaluationFixture.with { fixture in
      try await fixture.evaluate(rules, rows)
      let scores = PlainTable(try fixture.text("scores.csv")).rows
      #expect(scores.map { $0["evidence_grade"] } == ["A", "D"])
      #expect(scores.allSatisfy { Double($0["p5"] ?? "") ?? 2 <= Double($0["p95"] ?? "") ?? -1 })
      try await fixture.evaluate(rules, rows, replicates: 0)
      #expect(PlainTable(try fixture.text("scores.csv")).columns.last == "status")
      #expect(!FileManager.default.fileExists(atPath: fixture.output + "/intervals.csv"))
    }
  }

  @Test("a domain's score has its interval and its grade too, in scores.csv and in intervals.csv")
  func certaintyOfDomains() async throws {
    let rules = """
      framework: t
      version: 1
      coverage: {minimum: 0.5}
      indicators:
        - {code: i, parent: work}
        - {code: j, parent: skills}
      tree:
        - {code: score}
        - {code: work, parent: score}
        - {code: skills, parent: score}
      uncertainty: {replicates: 50, seed: 1, weights: 0.25, verification: [0, 1]}

      """
    let rows = """
      actor,indicator,value,baseline,target,state
      a,i,0.9,0,1,
      a,j,0.1,0,1,unverified
      b,i,0.2,0,1,unverified
      b,j,,0,1,missing
      """
    try await EvaluationFixture.with { fixture in
      let evaluation = try await fixture.evaluate(rules, rows)
      let scores = PlainTable(try fixture.text("scores.csv")).rows
      #expect(
        scores.map { "\($0["actor"] ?? "") \($0["node"] ?? "") \($0["evidence_grade"] ?? "")" } == [
          "a score C", "a work A", "a skills D", "b score D", "b work D", "b skills ",
        ])
      let intervals = PlainTable(try fixture.text("intervals.csv")).rows
      #expect(intervals.map { $0["node"] } == scores.map { $0["node"] })
      for (row, interval) in zip(scores, intervals) {
        #expect((row["p5"], row["p50"], row["p95"]) == (interval["p5"], interval["p50"], interval["p95"]))
        #expect((row["rank"] ?? "").isEmpty == (interval["rank_p50"] ?? "").isEmpty)
      }
      // All is verified: nothing varies at work, of which there is one indicator.
      #expect(intervals[1]["p5"] == intervals[1]["p95"] && intervals[1]["rank_p95"] == "1")
      #expect(evaluation.uncertainty?.rankedCounts == [2, 2, 1])
    }
  }

  @Test("an explanation names what lifts a score, what holds it down, and exactly what a reached target would bring")
  func explanation() async throws {
    let rules = framework(["code: i", "code: j", "code: k, weight: 2"], root: ", aggregate: geometric, floor: 0.01")
    let result = try await run(rules, "a,i,1,0,1,\na,j,0,0,1,\na,k,0.5,0,1,")
    let explanation = try #require(result.explanation(0))
    #expect(explanation.strongest.map(\.indicator) == [2, 0])
    #expect(explanation.weakest.first?.indicator == 1)
    #expect(explanation.raises.map(\.indicator) == [1, 2])
    let score = try #require(result.score(0).score)
    #expect(agree(score + explanation.raises[0].gain, 0.5.squareRoot()))
    #expect(agree(result.parts(0).reduce(0) { $0 + $1.contribution }, score))
  }

  @Test("a wide file may name its actors in any column")
  func wideColumns() async throws {
    let rules = framework(["code: i, normalise: {method: goalposts, low: 0, high: 1}"])
    try await EvaluationFixture.with { fixture in
      let evaluation = try await fixture.evaluate(rules, "uName,i,uCode\nFirst,0.25,A\n", isWide: true)
      #expect(evaluation.run.actors == ["A"] && evaluation.run.score(0).score == 0.25)
      #expect(evaluation.warnings.count == 1)
    }
  }

  @Test("a band changes only where the median of the interval crosses too")
  func bands() {
    let rule = BandRule()
    #expect([0.8, 0.79, 0.2, 0.19].map { rule.band(of: $0) } == [.a, .b, .d, .e])
    #expect(rule.band(of: 0.79, previous: .a, median: 0.81) == .a)
    #expect(rule.band(of: 0.79, previous: .a, median: 0.78) == .b)
  }
}
