import Domain
import Foundation
import Interchange
import Scoring
import Testing

/// Every row of the table of edge cases in `edge_cases_proposal.json`, and those that the design page adds to it.
@Suite("The table of edge cases, row by row")
struct EdgeCaseTableTests {
  private struct Golden: Decodable {
    struct Case: Decodable { let id: String }
    let cases: [Case]
  }

  /// Rows that the page has and the file has not.
  private static let more = ["regress_and_overshoot", "threshold_equality", "poisoned_cell", "all_groups_empty"]

  @Test("every row of the table has a test here")
  func complete() throws {
    let golden = try EvaluationFixture.golden("edge_cases_proposal.json", as: Golden.self)
    #expect(Set(golden.cases.map(\.id) + Self.more) == Set(Self.rows.keys))
  }

  @Test("the row holds", arguments: rows.keys.sorted())
  func row(_ id: String) async throws {
    let holds = try #require(Self.rows[id])
    try await holds()
  }

  private static let rows: [String: @Sendable () async throws -> Void] = [
    "missing_value": missingValue, "all_missing": allMissing, "all_groups_empty": allGroupsEmpty,
    "baseline_equals_target": baselineEqualsTarget, "zero_target": zeroTarget,
    "negative_direction": negativeDirection, "regress_and_overshoot": regressAndOvershoot,
    "constant_indicator_minmax": constantIndicator, "single_actor": singleActor, "nan_inf": notFinite,
    "zero_in_geometric": zeroInGeometric, "zero_total_weight": zeroTotalWeight, "negative_weight": negativeWeight,
    "late_or_corrected_report": lateReport, "unverified": unverified, "duplicate_report": duplicateReport,
    "small_n": smallNumbers, "tie": tie, "overflow": overflow, "weights_not_sum_1": weightsNotSummingToOne,
    "threshold_equality": thresholdEquality, "poisoned_cell": poisonedCell,
  ]

  // MARK: What a row needs

  private static func rules(
    _ leaves: [String], root: String = "", more: String = "", groups: String = ""
  ) -> String {
    """
    framework: edge
    version: 1
    \(groups)
    coverage: {minimum: 0.65}
    \(more)
    indicators:
    \(leaves.map { "  - {parent: score, \($0)}" }.joined(separator: "\n"))
    tree: [{code: score\(root)}]
    """
  }

  private static func run(_ framework: String, _ rows: [String], columns: String = "baseline,target,state") async throws
    -> Run
  {
    try await EvaluationFixture.with { fixture in
      try await fixture.evaluate(framework, "actor,indicator,value,\(columns)\n\(rows.joined(separator: "\n"))\n").run
    }
  }

  private static func codes(_ framework: String) -> [String] {
    do { _ = try FrameworkFile(bytes: Array(framework.utf8)) } catch { return error.list.map(\.code.rawValue) }
    return []
  }

  private static func refusals(_ framework: String, _ rows: [String]) async throws -> [String] {
    do { _ = try await run(framework, rows) } catch { return (error as? Problems)?.list.map(\.code.rawValue) ?? [] }
    return []
  }

  private static let posts = "normalise: {method: goalposts, low: 0, high: 10, scale: 10}"

  // MARK: Rows

  private static func missingValue() async throws {
    // (1 + 2 × 3) / 3, as COINr's a_amean(c(1, NA, 3), c(1, 1, 2)).
    let framework = rules(["code: i0, \(posts)", "code: i1, \(posts)", "code: i2, weight: 2, \(posts)"])
    let score = try await run(framework, ["a,i0,1,,,", "a,i1,,,,missing", "a,i2,3,,,"]).score(0)
    #expect(agree(score.score, 2.3333333333333335) && agree(score.coverage, 0.75) && score.status == .ok)
  }

  private static func allMissing() async throws {
    // One group has nothing: it leaves the mean, and coverage says so.
    let framework = rules(["code: i, \(posts)"], groups: "groups: {women: {weight: 1}, men: {weight: 1}}")
    let rows = ["a,i,4,,,,women", "a,i,,,,missing,men"]
    let score = try await run(framework, rows, columns: "baseline,target,state,group").score(0)
    #expect(score.score == 4 && score.coverage == 0.5 && score.status == .insufficientCoverage && score.rank == nil)
  }

  private static func allGroupsEmpty() async throws {
    let result = try await run(rules(["code: i, \(posts)"]), ["a,i,,,,missing", "b,i,4,,,"])
    let empty = result.score(0)
    #expect(empty.score == nil && empty.status == .noData && empty.rank == nil && empty.coverage == 0)
    #expect(result.actors == ["a", "b"] && result.score(1).rank == 1)
  }

  private static func baselineEqualsTarget() async throws {
    let equal = try await run(rules(["code: i", "code: j"]), ["a,i,5,3,3,", "a,j,1,0,2,"])
    #expect(equal.parts(0).map(\.status) == [.undefinedTarget, .ok] && equal.score(0).score == 0.5)
    let held = rules(["code: i, normalise: {method: achievement, maintain: true, tolerance: 4}"])
    #expect(try await run(held, ["a,i,5,3,3,"]).score(0).score == 1)
  }

  private static func zeroTarget() async throws {
    let result = try await run(rules(["code: i, direction: down"]), ["a,i,5,20,0,", "b,i,0,20,0,"])
    #expect([0, 1].map { result.score($0).score } == [0.75, 1])
  }

  private static func negativeDirection() async throws {
    let down = rules(["code: i, direction: down"])
    #expect(try await run(down, ["a,i,7,10,5,"]).score(0).score == 0.6)
    #expect(try await refusals(down, ["a,i,7,5,10,"]) == ["direction_conflict"])
    #expect(
      codes(rules(["code: i, normalise: {method: achievement, baseline: 1, target: 0}"])) == ["direction_conflict"])
  }

  private static func regressAndOvershoot() async throws {
    let result = try await run(rules(["code: i"]), ["a,i,30,0,10,", "b,i,-10,0,10,"])
    #expect([0, 1].map { result.score($0).score } == [1.2, 0])
    #expect([0, 1].map { result.parts($0)[0].achievement } == [3, -1])
    #expect([0, 1].allSatisfy { result.parts($0)[0].isCapped })
  }

  private static func constantIndicator() async throws {
    // 0.1 summed six times has a variance that is not 0; the values themselves are equal.
    let framework = rules(["code: i, weight: 3, normalise: {method: minmax}", "code: j, \(posts)"])
    let rows = (0..<6).flatMap { ["a\($0),i,0.1,,,", "a\($0),j,\($0),,,"] }
    let result = try await run(framework, rows)
    #expect(result.parts(2).map(\.status) == [.noVariation, .ok])
    #expect((0..<6).map { result.score($0).score } == [0, 1, 2, 3, 4, 5])
    #expect(result.score(2).coverage == 1)
  }

  private static func singleActor() async throws {
    let methods = ["minmax", "zscore", "percentile_rank", "distance_to_max"]
    let leaves = methods.enumerated().map { "code: i\($0.offset), normalise: {method: \($0.element)}" }
    let rows = (0..<4).map { "a,i\($0),3,,," } + ["a,t,4,0,8,"]
    let result = try await run(rules(leaves + ["code: t"]), rows)
    #expect(result.parts(0).map(\.status) == [.tooSmall, .tooSmall, .tooSmall, .tooSmall, .ok])
    #expect(result.score(0).score == 0.5 && result.score(0).rank == 1)
  }

  private static func notFinite() async throws {
    for text in ["NaN", "inf", "-Infinity", "1e999"] {
      let found = try await refusals(rules(["code: i, \(posts)"]), ["a,i,\(text),,,"])
      #expect(found == [text == "1e999" ? "number_out_of_range" : "number_malformed"], "\(text)")
    }
    // And again in the engine, where a caller feeds what no file lets through.
    let plan = try Plan(FrameworkFile(bytes: Array(rules(["code: i, normalise: {method: minmax}"]).utf8)).framework)
    var intake = Intake(plan)
    for (actor, value) in [("a", Double.infinity), ("b", .nan), ("c", 1), ("d", 2)] {
      intake.add(ObservationCell(indicator: 0, value: value))
      try intake.finishActor(actor)
    }
    let result = try await Scorer(plan).score([intake.finish()])
    #expect((0..<4).map { result.score($0).score } == [nil, nil, 0, 1])
    #expect(result.parts(0).map(\.status) == [.rejected])
  }

  private static func zeroInGeometric() async throws {
    let leaves = ["code: i, \(posts)", "code: j, \(posts)"]
    #expect(codes(rules(leaves, root: ", aggregate: geometric")) == ["floor_missing"])
    let rows = ["a,i,0,,,", "a,j,4,,,", "b,i,9,,,", "b,j,4,,,"]
    let result = try await run(rules(leaves, root: ", aggregate: geometric, floor: 0.01"), rows)
    #expect(agree(result.score(0).score, 0.2) && agree(result.score(1).score, 6))
    #expect(result.factors(0).map(\.isFloored) == [true, false] && result.factors(1).allSatisfy { !$0.isFloored })
  }

  private static func zeroTotalWeight() async throws {
    #expect(
      codes(rules(["code: i, weight: 0", "code: j, weight: 0"])) == ["weight_not_positive", "weight_not_positive"])
  }

  private static func negativeWeight() async throws {
    // COINr's a_amean(c(1, 2), c(2, -1)) is 0.
    #expect(codes(rules(["code: i, weight: 2", "code: j, weight: -1"])) == ["weight_not_positive"])
  }

  private static func lateReport() async throws {
    // Over files a late value is another file: another fingerprint, and the earlier results stay as they were. Stored
    // runs are told apart in ActionsTests.
    let framework = rules(["code: i, \(posts)"])
    try await EvaluationFixture.with { fixture in
      let first = try await fixture.evaluate(framework, "actor,indicator,value\na,i,4\n", into: "first")
      let before = try fixture.text("scores.csv", in: "first")
      let second = try await fixture.evaluate(framework, "actor,indicator,value\na,i,6\n", into: "second")
      #expect(first.inputsSHA256 != second.inputsSHA256)
      #expect([first, second].map { $0.run.score(0).score } == [4, 6])
      #expect(try fixture.text("scores.csv", in: "first") == before)
    }
  }

  private static func unverified() async throws {
    let score = try await run(rules(["code: i"]), ["a,i,0.5,0,1,unverified"]).score(0)
    #expect(score.lowerBound == 0 && score.score == 0.4 && score.upperBound == 0.5)
  }

  private static func duplicateReport() async throws {
    #expect(try await refusals(rules(["code: i, \(posts)"]), ["a,i,1,,,", "a,i,1,,,"]) == ["cell_duplicate"])
    // A correction says which of the two it supersedes.
    let corrected = try await run(rules(["code: i, \(posts)"]), ["a,i,1,,,superseded", "a,i,3,,,"])
    #expect(corrected.score(0).score == 3)
  }

  private static func smallNumbers() async throws {
    let golden = PlainTable(try EvaluationFixture.golden("eb_beta_binomial.csv")).rows
    let framework = rules(
      ["code: i, kind: ratio, shrink: beta_binomial, normalise: {method: goalposts, low: 0, high: 1}"],
      more: "uncertainty: {replicates: 400, seed: 3, weights: 0, verification: null}")
    let rows = golden.map { "\($0["actor"] ?? ""),i,,\($0["x"] ?? ""),\($0["n"] ?? "")" }
    try await EvaluationFixture.with { fixture in
      let evaluation = try await fixture.evaluate(
        framework, "actor,indicator,value,numerator,denominator\n\(rows.joined(separator: "\n"))\n")
      let run = evaluation.run
      for row in golden {
        let actor = try #require(run.actors.firstIndex(of: row["actor"] ?? ""))
        #expect(agree(run.score(actor).score, Double(row["eb"] ?? "")))
      }
      // Five of five is drawn in, and by the lower end of its interval it does not lead 170 of 200.
      let low = try ["coop-01", "coop-03"].map { code in
        let actor = try #require(run.actors.firstIndex(of: code))
        return try #require(evaluation.uncertainty?.intervals[actor]).score.low
      }
      #expect(low[0] < low[1])
    }
  }

  private static func tie() async throws {
    let framework = rules((0..<3).map { "code: i\($0), normalise: {method: goalposts, low: 0, high: 1}" })
    let rows = ["a,i0,0.1,,,", "a,i1,0.2,,,", "a,i2,0.3,,,", "b,i0,0.3,,,", "b,i1,0.2,,,", "b,i2,0.1,,,", "c,i0,0,,,"]
    let result = try await run(framework, rows + ["c,i1,0,,,", "c,i2,0,,,"])
    #expect((0..<3).map { result.score($0).rank } == [1, 1, 3])
  }

  private static func overflow() async throws {
    let framework = rules(["code: i, normalise: {method: minmax}"])
    #expect(
      try await refusals(framework, ["a,i,1e308,,,", "b,i,-1e308,,,"]) == ["value_out_of_range", "value_out_of_range"])
    let widest = try await run(framework, ["a,i,1e15,,,", "b,i,-1e15,,,"])
    #expect([0, 1].map { widest.score($0).score } == [1, 0])
  }

  private static func weightsNotSummingToOne() async throws {
    let framework = rules(["code: i, weight: 3, \(posts)", "code: j, weight: 9, \(posts)"])
    try await EvaluationFixture.with { fixture in
      let result = try await fixture.evaluate(framework, "actor,indicator,value\na,i,4\na,j,8\n")
      #expect(result.run.score(0).score == 7)
      #expect(try fixture.text("run.json").contains("\"i\": 0.25"))
    }
  }

  private static func thresholdEquality() async throws {
    // One of three deprivations at a third: poor, whatever a third is in binary.
    let leaves = (0..<3).map { "code: d\($0), weight: 0.1, normalise: {method: goalposts, low: 0, high: 1}" }
    let framework = rules(leaves, root: ", aggregate: alkire_foster, cutoff: 1/3")
    let result = try await run(
      framework, ["a,d0,1,,,", "a,d1,0,,,", "a,d2,0,,,", "b,d0,0,,,", "b,d1,0,,,", "b,d2,0,,,"])
    #expect(agree(result.score(0).score, 1.0 / 3) && result.score(1).score == 0)
  }

  private static func poisonedCell() async throws {
    let framework = rules(["code: i, normalise: {method: log_goalposts, low: 1, high: 100}", "code: j, \(posts)"])
    let clean = ["b,i,10,,,", "b,j,5,,,", "c,i,100,,,", "c,j,5,,,"]
    let result = try await run(framework, ["a,i,0,,,", "a,j,5,,,"] + clean)
    let without = try await run(framework, clean)
    #expect(result.parts(0).map(\.status) == [.rejected, .ok] && result.score(0).status == .insufficientCoverage)
    #expect([1, 2].map { result.score($0).score } == [0, 1].map { without.score($0).score })
  }
}
