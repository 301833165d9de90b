import Domain
import Foundation
import Interchange
import Scoring
import Testing

@Suite("Every rule of money, from files")
struct PaymentRuleTests {
  private static let scores = """
    actor,node,score,rank,coverage,status,lower_bound
    a,score,0.6,1,1,ok,0.5
    b,score,0.3,2,1,ok,0.1
    c,score,0.1,3,1,ok,0.1
    d,score,,,0,no_data,
    e,score,0.9,,0.2,insufficient_coverage,0.9
    """

  /// The amounts that a rule gives, with reasons, by actor.
  private static func propose(_ rule: String, files: [String: String] = [:]) throws -> [String: String] {
    let fixture = try EvaluationFixture()
    defer { fixture.remove() }
    let path = { (name: String) in fixture.folder.appendingPathComponent(name).path }
    let framework = """
      framework: f
      version: 1
      indicators: [{code: jobs, parent: score, weight: 3}, {code: hours, parent: score}]
      tree: [{code: score}]
      proposal: {currency: MAD, \(rule)}
      """
    let all = ["f.yml": framework, "scores.csv": scores].merging(files) { $1 }
    for (name, text) in all { try Data(text.utf8).write(to: fixture.folder.appendingPathComponent(name)) }
    let given = { (name: String) in files[name] == nil ? nil : path(name) }
    try PaymentProposal.write(
      PaymentProposal.Request(
        framework: path("f.yml"), scores: path("scores.csv"), intervals: given("intervals.csv"),
        parts: given("parts.csv"),
        contributions: given("contributions.csv"), groups: given("groups.csv")), to: path("out.csv"))
    let table = PlainTable(try String(contentsOfFile: path("out.csv"), encoding: .utf8))
    return Dictionary(
      uniqueKeysWithValues: table.rows.map { ($0["actor"] ?? "", "\($0["amount_minor"] ?? "") \($0["reason"] ?? "")") })
  }

  private static func code(_ body: () throws -> Void) -> ProblemCode? {
    do { try body() } catch let problem as Problem { return problem.code } catch let problems as Problems {
      return problems.list.first?.code
    } catch { return nil }
    return nil
  }

  @Test("water-filling, with eligibility by the lower bound")
  func waterFilling() throws {
    let paid = try Self.propose("budget_minor: 1000, eligible_from: 0.1")
    #expect(paid["a"] == "600 shared" && paid["b"] == "300 shared" && paid["c"] == "100 shared")
    #expect(paid["d"] == "0 no_score" && paid["e"] == "0 ineligible: insufficient_coverage")
    let strict = try Self.propose("budget_minor: 1000, eligible_from: 0.4")
    #expect(strict["a"] == "1000 shared" && strict["b"] == "0 ineligible: lower_bound_below 0.4")
    let flat = Self.scores.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).dropLast().joined(separator: ",")
    }
    let without = Self.code {
      _ = try Self.propose(
        "budget_minor: 1000, eligible_from: 0.4", files: ["scores.csv": flat.joined(separator: "\n")])
    }
    #expect(without == "lower_bound_missing")
  }

  @Test("once replicates ran, eligibility reads the 5th percentile and not what is verified alone")
  func intervals() throws {
    // a is sure of its evidence and not of its rank; b the other way round.
    let intervals =
      "actor,node,score,p5,p95\na,score,0.6,0.35,0.8\nb,score,0.3,0.45,0.5\nb,other,1,1,1\nc,score,0.1,0,1\n"
    let paid = try Self.propose("budget_minor: 1000, eligible_from: 0.4", files: ["intervals.csv": intervals])
    #expect(paid["b"] == "1000 shared" && paid["a"] == "0 ineligible: interval_below 0.4")
    #expect(paid["c"] == "0 ineligible: interval_below 0.4" && paid["d"] == "0 no_score")
    let twice = Self.code {
      _ = try Self.propose("budget_minor: 1, eligible_from: 0", files: ["intervals.csv": intervals + "a,score,0,0,0\n"])
    }
    #expect(twice == "duplicate_actor")
    // Nobody who has no interval is taken by the other bound unseen: each reason names what was read.
    let some = try Self.propose(
      "budget_minor: 1000, eligible_from: 0.4", files: ["intervals.csv": "actor,node,p5\na,score,0.5\n"])
    #expect(some["a"] == "1000 shared" && some["b"] == "0 ineligible: lower_bound_below 0.4")
  }

  @Test("proportional by group: each group has its part, and who is in none has nothing")
  func proportional() throws {
    let rule = "method: proportional, budget_minor: 1000, groups: {coop: 3, union: 1, other: 1}"
    let paid = try Self.propose(rule, files: ["groups.csv": "actor,group\na,coop\nb,coop\nc,union\nd,union\n"])
    #expect(paid["a"] == "400 shared" && paid["b"] == "200 shared" && paid["c"] == "200 shared")
    let alone = try Self.propose(rule, files: ["groups.csv": "actor,group\na,coop\n"])
    #expect(alone["a"] == "600 shared" && alone["b"] == "0 ineligible: group_without_part")
    #expect(Self.code { _ = try Self.propose(rule) } == "proposal_input_missing")
  }

  @Test("threshold and cap: targets that were reached, each no further than its cap, earn a part of the budget")
  func thresholdAndCap() throws {
    let parts = """
      actor,group,indicator,normalised,evidence,status
      a,all,jobs,1.2,1,ok
      a,all,hours,0.7,1,ok
      b,all,jobs,1,0.8,ok
      b,all,hours,,0,missing
      c,all,jobs,1,1,ok
      c,all,hours,,0,not_due
      """
    let paid = try Self.propose(
      "method: threshold_and_cap, budget_minor: 4000, threshold: 0.75, cap: 1", files: ["parts.csv": parts])
    // Five actors with 800 each to earn: 3 of 4; then 0.8 × 3 of 4; then all that was due; then nothing. What the fifth
    // may not earn is nobody else's.
    #expect(paid["a"] == "600 earned" && paid["b"] == "480 earned" && paid["c"] == "800 earned")
    #expect(paid["d"] == "0 nothing_earned" && paid["e"] == "0 ineligible: insufficient_coverage")
    let bad = Self.code {
      _ = try Self.propose(
        "method: threshold_and_cap, budget_minor: 4000",
        files: ["parts.csv": parts.replacing("all,jobs", with: "all,x")])
    }
    #expect(bad == "indicator_unknown")
  }

  @Test("quadratic match: the round of 25 × 100, 1 × 2,500 and 4 × 400 shares 10,000 as 9,259.26, 0 and 740.74")
  func quadraticMatch() throws {
    var gifts = "actor,person,amount_minor\n"
    for person in 1...25 { gifts += "a,p\(person),10000\n" }
    // One person's gift in 25 pieces is one gift.
    for _ in 1...25 { gifts += "b,one,10000\n" }
    for person in 1...4 { gifts += "c,q\(person),40000\n" }
    let rule = "method: quadratic_match, budget_minor: 1000000"
    let paid = try Self.propose(rule, files: ["contributions.csv": gifts])
    #expect(paid["a"] == "925926 matched" && paid["b"] == "0 nothing_to_match" && paid["c"] == "74074 matched")
    let capped = try Self.propose("\(rule), cap_minor: 500000", files: ["contributions.csv": gifts])
    #expect(capped["a"] == "500000 capped")
  }

  @Test("a key that the method does not read is refused at its place")
  func unusedKeys() {
    for key in ["threshold: 0.5", "groups: {a: 1}", "cap_minor: 5", "spend_all: true"] {
      #expect(Self.code { _ = try Self.propose("budget_minor: 1, \(key)") } == "key_unused", "\(key)")
    }
    #expect(
      Self.code { _ = try Self.propose("budget_minor: 1, method: quadratic_match, floor: cliff") } == "key_unused")
    #expect(
      Self.code { _ = try Self.propose("budget_minor: 1, method: proportional, groups: {a: 0}") }
        == "weight_not_positive")
  }
}
