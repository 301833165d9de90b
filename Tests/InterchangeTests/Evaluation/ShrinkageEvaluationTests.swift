import Domain
import Foundation
import Interchange
import Scoring
import Testing

@Suite("Small numbers are shrunk as the framework file says")
struct ShrinkageEvaluationTests {
  private static func framework(_ leaf: String, more: String = "") -> String {
    """
    framework: shrunk
    version: 1
    coverage: {minimum: 0}
    indicators: [{code: i, parent: score, \(leaf), normalise: {method: goalposts, low: 0, high: 100, scale: [0, 100]}}]
    tree: [{code: score}]
    \(more)
    """
  }

  /// The score of each actor: with these goalposts, the shrunk value itself.
  private func scores(_ framework: String, _ columns: String, _ rows: [String]) async throws -> [Double?] {
    try await EvaluationFixture.with { fixture in
      let run = try await fixture.evaluate(framework, "actor,indicator,\(columns)\n\(rows.joined(separator: "\n"))\n")
        .run
      return run.actors.indices.map { run.score($0).score }
    }
  }

  @Test("the batting averages of Efron and Morris come out of a framework file")
  func baseball() async throws {
    let golden = PlainTable(try EvaluationFixture.golden("james_stein_baseball.csv")).rows
    let rows = golden.map { "\($0["name"] ?? ""),i,,\($0["hits"] ?? ""),\($0["at_bats"] ?? "")" }
    try await EvaluationFixture.with { fixture in
      let run = try await fixture.evaluate(
        Self.framework("kind: ratio, shrink: james_stein"),
        "actor,indicator,value,numerator,denominator\n\(rows.joined(separator: "\n"))\n"
      ).run
      for row in golden {
        let actor = try #require(run.actors.firstIndex(of: row["name"] ?? ""))
        #expect(agree(run.score(actor).score, Double(row["js_estimate_exact_hits"] ?? "")), "\(row)")
      }
    }
  }

  /// Computed apart from this package, by bisection for the variance between actors: 15.1567… and 0.02437….
  @Test("means and rates of unequal numbers are drawn by what each is uncertain of")
  func unequal() async throws {
    let means = zip([10, 12, 9, 20, 15, 11], [5, 50, 2, 8, 100, 1]).enumerated()
    let ours = try await scores(
      Self.framework("kind: stock, shrink: {method: james_stein, sd: 6}"), "value,n",
      means.map { "a\($0),i,\($1.0),\($1.1)" })
    let expected = [
      10.919755492269234, 12.066284284765466, 10.792978107638362, 18.784190917885795, 14.969986823914622,
      12.22884235055521,
    ]
    #expect(zip(ours, expected).allSatisfy { agree($0, $1, within: 1e-11) }, "\(ours)")
    let rates = zip([2, 40, 9, 5, 30, 1], [5, 50, 20, 8, 100, 2]).enumerated()
    let shares = try await scores(
      Self.framework("kind: ratio, shrink: {method: james_stein}"), "value,numerator,denominator",
      rates.map { "a\($0),i,,\($1.0),\($1.1)" })
    let drawn = [
      0.4471356129913364, 0.7711766981459498, 0.46359402517362513, 0.5886441407547528, 0.31207406053926484,
      0.5085236721544102,
    ]
    #expect(zip(shares, drawn).allSatisfy { agree($0, $1, within: 1e-11) }, "\(shares)")
  }

  @Test("a mean past its whole is no mistake, below four actors nothing is drawn, and a unit comes after")
  func edges() async throws {
    let framework = Self.framework("kind: ratio, shrink: {method: james_stein, sd: 2}")
    let three = ["a,i,,50,10", "b,i,,30,10", "c,i,,90,10"]
    #expect(try await scores(framework, "value,numerator,denominator", three) == [5, 3, 9])
    let alike = three.map { $0.replacing("90", with: "30").replacing("50", with: "30") } + ["d,i,,30,10"]
    #expect(try await scores(framework, "value,numerator,denominator", alike) == [3, 3, 3, 3])
  }

  @Test("how uncertain a shrunk mean is shows in its replicates and its interval")
  func replicates() async throws {
    let framework = Self.framework(
      "kind: ratio, shrink: {method: james_stein, sd: 6}",
      more: "uncertainty: {replicates: 400, seed: 5, weights: 0, verification: null}")
    let rows = zip([10, 12, 9, 20, 15, 11], [5, 50, 2, 8, 100, 1]).enumerated().map { "a\($0),i,\($1.0),\($1.1)" }
    try await EvaluationFixture.with { fixture in
      let evaluation = try await fixture.evaluate(
        framework, "actor,indicator,value,n\n\(rows.joined(separator: "\n"))\n")
      let intervals = try #require(evaluation.uncertainty?.intervals)
      let widths = try intervals.map { interval in
        let score = try #require(interval).score
        return score.high - score.low
      }
      // The mean of a hundred is known ten times as well as that of one, and that of one is mostly its peers'.
      #expect(widths[4] < widths[3] && widths[3] < widths[5])
      #expect(abs(widths[4] - 2 * 1.6449 * 0.6) < 0.4)
    }
  }

  @Test(
    "a standard deviation that cannot be meant is refused at its place",
    arguments: [
      ("kind: ratio, shrink: {method: beta_binomial, sd: 2}", "key_unused"),
      ("kind: stock, shrink: james_stein", "shrinkage_not_ratio"),
      ("kind: flow, shrink: {method: james_stein, sd: 2}", "shrinkage_conflict"),
      ("kind: ratio, shrink: {method: james_stein, sd: -1}", "weight_not_positive"),
      ("kind: ratio, shrink: {method: stein}", "value_unknown"), ("kind: ratio, shrink: {sd: 2}", "key_missing"),
    ])
  func refused(_ leaf: String, _ code: String) {
    var found: [Problem] = []
    do { _ = try FrameworkFile(bytes: Array(Self.framework(leaf).utf8)) } catch { found = error.list }
    #expect(found.map(\.code.rawValue) == [code])
    #expect(found.first?.place?.line == 4)
  }

  @Test("every proportion has Wilson's interval beside it, and what it is scored as")
  func proportions() async throws {
    let golden = PlainTable(try EvaluationFixture.golden("eb_beta_binomial.csv")).rows
    let rows = golden.map { "\($0["actor"] ?? ""),i,,\($0["x"] ?? ""),\($0["n"] ?? "")" } + ["zz,i,,30,10"]
    for isShrunk in [true, false] {
      try await EvaluationFixture.with { fixture in
        let framework = Self.framework(isShrunk ? "kind: ratio, shrink: beta_binomial" : "kind: ratio")
        // Three per head is no proportion: it is told where it is shrunk, and left out where it is not.
        let told = isShrunk ? rows.dropLast() : rows[...]
        try await fixture.evaluate(
          framework, "actor,indicator,value,numerator,denominator\n\(told.joined(separator: "\n"))\n")
        let found = PlainTable(try fixture.text("proportions.csv")).rows
        #expect(found.map { $0["actor"] } == golden.map { $0["actor"] }.sorted { ($0 ?? "") < ($1 ?? "") })
        for row in golden {
          let own = try #require(found.first { $0["actor"] == row["actor"] })
          let proportion = try Proportion(
            successes: #require(Double(row["x"] ?? "")), trials: #require(Double(row["n"] ?? "")))
          let wilson = proportion.wilson(confidence: 0.9)
          #expect(
            agree(Double(own["wilson_p5"] ?? ""), wilson.lower) && agree(Double(own["wilson_p95"] ?? ""), wilson.upper))
          #expect(agree(Double(own["rate"] ?? ""), proportion.rate))
          guard isShrunk else {
            #expect(own["shrunk"] == "" && own["p5"] == "")
            continue
          }
          #expect(agree(Double(own["shrunk"] ?? ""), Double(row["eb"] ?? "")))
          let (low, high) = try (#require(Double(own["p5"] ?? "")), #require(Double(own["p95"] ?? "")))
          // Nine in ten reach further than the eight in ten of the golden table.
          #expect(try low < #require(Double(row["lo"] ?? "")) && high > #require(Double(row["hi"] ?? "")))
        }
      }
    }
  }

  @Test("a band holds until the median of the interval left it too")
  func bands() async throws {
    let framework = """
      framework: bands
      version: 1
      indicators: [{code: i, parent: score, normalise: {method: goalposts, low: 0, high: 1}}]
      tree: [{code: score}]
      verification: {unverified: 1}
      uncertainty: {replicates: 60, seed: 1, weights: 0, verification: [0.85, 0.95]}
      """
    try await EvaluationFixture.with { fixture in
      // Scored at 0.82 in A; the median of what it may be, with nine tenths of what is unverified, is 0.738 in B.
      let first = fixture.folder.appendingPathComponent("earlier.csv")
      try Data("actor,node,band\na,score,B\nb,score,A\n".utf8).write(to: first)
      let values = fixture.folder.appendingPathComponent("v.csv")
      try Data("actor,indicator,value,state\na,i,0.82,unverified\nb,i,0.5,unverified\n".utf8).write(to: values)
      let rules = fixture.folder.appendingPathComponent("f.yml")
      try Data(framework.utf8).write(to: rules)
      for (earlier, expected) in [(nil, ["A", "C"]), (first.path, ["B", "C"])] as [(String?, [String])] {
        try await Evaluation.run(
          EvaluationRequest(framework: rules.path, values: values.path, output: fixture.output, bands: earlier))
        let rows = PlainTable(try fixture.text("bounds.csv")).rows
        #expect(rows.map { $0["band"] } == expected)
      }
      try Data("actor,node,band\na,score,F\n".utf8).write(to: first)
      let refused = await #expect(throws: Problem.self) {
        try await Evaluation.run(
          EvaluationRequest(framework: rules.path, values: values.path, output: fixture.output, bands: first.path))
      }
      #expect(refused?.code == "band_unknown" && refused?.place?.line == 2 && refused?.place?.column == 9)
    }
  }
}
