import Domain
import Foundation
import Interchange
import Scoring
import Testing

/// Nobody gains by leaving a number out, by having one rejected, or by saying less than was found.
@Suite("Reporting honestly never scores worse")
struct HonestReportingTests {
  private static func framework(_ rules: String, missing: String = "drop", verification: String = "unverified: 0.5")
    -> String
  {
    """
    framework: honest
    version: 1
    title: {en: "t"}
    missing: {policy: \(missing)}
    coverage: {minimum: 0.5}
    verification: {\(verification), rejected: 0}
    indicators:
    \(rules)
    tree:
      - {code: score}
    """
  }

  /// What stands in a column of `bounds.csv` or `scores.csv` at the root, by actor.
  private static func roots(_ framework: String, _ values: String, _ column: String = "score", node: String = "score")
    async throws -> [String: Double]
  {
    try await EvaluationFixture.with { fixture in
      try await fixture.evaluate(framework, values)
      let file = ["score", "rank", "status"].contains(column) ? "scores.csv" : "bounds.csv"
      let rows = PlainTable(try fixture.text(file)).rows.filter { $0["node"] == node }
      return Dictionary(
        uniqueKeysWithValues: rows.compactMap { row in
          row[column].flatMap(Double.init).map { (row["actor"] ?? "", $0) }
        })
    }
  }

  private static func near(_ value: Double?, _ expected: Double) -> Bool {
    value.map { ($0 - expected).magnitude < 1e-12 } ?? false
  }

  @Test("a period of a required flow that is missing counts as the worst, with its target")
  func requiredPeriods() async throws {
    let rules =
      "  - {code: jobs, parent: score, kind: flow, required: true, normalise: {method: achievement, baseline: 0}}"
    var values = "actor,indicator,period,value,baseline,target,state\n"
    for actor in ["honest", "hides", "refuses"] {
      for quarter in 1...3 { values += "\(actor),jobs,2025-Q\(quarter),100,,100,verified\n" }
    }
    values += "honest,jobs,2025-Q4,0,,100,verified\nhides,jobs,2025-Q4,,,100,missing\n"
    values += "refuses,jobs,2025-Q4,,,100,refused\n"
    let scores = try await Self.roots(Self.framework(rules), values)
    for actor in ["honest", "hides", "refuses"] { #expect(Self.near(scores[actor], 0.75), "\(actor)") }
    // Where less is better a missing period adds what it was before.
    let down =
      "  - {code: accidents, parent: score, kind: flow, direction: down, required: true, normalise: {method: achievement}}"
    let accidents = """
      actor,indicator,period,value,baseline,target,state
      a,accidents,2025-Q1,0,10,0,verified
      a,accidents,2025-Q2,,10,0,missing
      b,accidents,2025-Q1,0,,,verified
      b,accidents,2025-Q2,,,,missing
      """
    let fallen = try await Self.roots(Self.framework(down), accidents)
    #expect(Self.near(fallen["a"], 0.5) && Self.near(fallen["b"], 0))
  }

  @Test("rejected zeros of what should be small are not laundered by one that was verified")
  func evidenceOfSmallValues() async throws {
    let rules = "  - {code: accidents, parent: score, kind: flow, direction: down, normalise: {method: achievement}}"
    var values = "actor,indicator,period,value,baseline,target,state\n"
    for (actor, last) in [("a", 1), ("b", 0)] {
      for quarter in 1...3 { values += "\(actor),accidents,2025-Q\(quarter),0,10,0,rejected\n" }
      values += "\(actor),accidents,2025-Q4,\(last),10,0,verified\n"
    }
    let scores = try await Self.roots(Self.framework(rules), values)
    #expect(Self.near(scores["a"], 0.975 / 4) && Self.near(scores["b"], 0.25))
  }

  @Test(
    "what fills in for a missing value is measured by what was agreed, is the worst where less is better, unverified")
  func filledIn() async throws {
    let agreed = """
        - {code: jobs, parent: score, kind: flow, normalise: {method: achievement}}
        - {code: hours, parent: score, kind: flow, normalise: {method: achievement}}
      """
    let goals = """
      actor,indicator,value,baseline,target,state
      a,jobs,100,0,100,verified
      a,hours,0,0,100,verified
      b,jobs,100,0,100,verified
      b,hours,,0,100,missing
      """
    let zero = try await Self.roots(Self.framework(agreed, missing: "zero"), goals)
    #expect(Self.near(zero["a"], 0.5) && Self.near(zero["b"], 0.5))
    let posts = "normalise: {method: goalposts, low: 0, high: 100}}"
    let down = """
        - {code: x, parent: score, kind: stock, \(posts)
        - {code: accidents, parent: score, kind: stock, direction: down, \(posts)
      """
    let silent = "actor,indicator,value,state\na,x,100,verified\na,accidents,,missing\n"
    #expect(Self.near(try await Self.roots(Self.framework(down, missing: "zero"), silent)["a"], 0.5))
    let two = """
        - {code: x, parent: score, kind: stock, \(posts)
        - {code: y, parent: score, kind: stock, \(posts)
      """
    let mean = """
      actor,indicator,value,state
      a,x,80,verified
      a,y,80,unverified
      silent,x,80,verified
      silent,y,,missing
      """
    let framework = Self.framework(two, missing: "group_mean")
    for (column, expected) in [("score", 0.6), ("lower", 0.4)] {
      let found = try await Self.roots(framework, mean, column)
      #expect(Self.near(found["a"], expected) && Self.near(found["silent"], expected), "\(column)")
    }
  }

  @Test("what is not the actor's doing is taken off the gain, whatever the method and the direction")
  func adjusted() async throws {
    let posts = "normalise: {method: goalposts, low: 0, high: 100}, adjust: {deadweight: 0.5}}"
    let values = "actor,indicator,value\na,v,80\n"
    for (direction, expected) in [("up", 0.4), ("down", 0.1)] {
      let rules = "  - {code: v, parent: score, kind: stock, direction: \(direction), \(posts)"
      #expect(Self.near(try await Self.roots(Self.framework(rules), values)["a"], expected), "\(direction)")
    }
    let high =
      "  - {code: v, parent: score, kind: stock, normalise: {method: goalposts, low: 50, high: 100}, adjust: {deadweight: 0.5}}"
    #expect(Self.near(try await Self.roots(Self.framework(high), "actor,indicator,value\na,v,100\n")["a"], 0.5))
  }

  @Test("growth is attested as well as the worse of its two ends")
  func growth() async throws {
    let rules =
      "  - {code: g, parent: score, kind: flow, variant: growth, normalise: {method: goalposts, low: 0, high: 100}}"
    let values = """
      actor,indicator,period,value,state
      a,g,2025,0,rejected
      a,g,2026,100,verified
      b,g,2025,90,verified
      b,g,2026,100,verified
      """
    let scores = try await Self.roots(Self.framework(rules), values)
    #expect(Self.near(scores["a"], 0) && Self.near(scores["b"], 0.1))
  }

  @Test("who said fewer accidents than were found is trusted less")
  func trackRecord() async throws {
    let rules =
      "  - {code: acc, parent: score, kind: stock, direction: down, normalise: {method: goalposts, low: 0, high: 100}}"
    var values = "actor,indicator,period,value,verified,state\n"
    for year in 2001...2020 { values += "liar,acc,\(year),10,90,verified\nhonest,acc,\(year),90,90,verified\n" }
    values += "liar,acc,2021,0,,unverified\nhonest,acc,2021,0,,unverified\n"
    let framework = Self.framework(rules, verification: "unverified: 0.8, remembers: true")
    let scores = try await Self.roots(framework, values)
    let (liar, honest) = try (#require(scores["liar"]), #require(scores["honest"]))
    #expect(liar < 0.5 && honest > 0.75)
  }

  @Test("children that are equal but for their last bits win no pair")
  func equalChildren() async throws {
    let framework = """
      framework: pairs
      version: 1
      title: {en: "t"}
      indicators:
        - {code: a, parent: n, kind: stock, normalise: {method: goalposts, low: 0, high: 1}}
        - {code: b, parent: n, kind: stock, normalise: {method: goalposts, low: 0, high: 1}}
        - {code: c, parent: n, kind: stock, normalise: {method: goalposts, low: 0, high: 1}}
      tree:
        - {code: score, aggregate: copeland}
        - {code: n, parent: score}
      """
    let values = "actor,indicator,value\nx,a,0.1\nx,b,0.2\nx,c,0.3\ny,a,0.3\ny,b,0.2\ny,c,0.1\n"
    #expect(try await Self.roots(framework, values) == ["x": 0, "y": 0])
  }

  @Test("a gate that is closed to what is not known is not passed by silence, a refusal or a rejected number")
  func closedGate() async throws {
    let rules = "  - {code: v, parent: score, kind: stock, normalise: {method: goalposts, low: 0, high: 100}}"
    let values = """
      actor,indicator,value,state
      small,v,100,verified
      small,members,3,verified
      silent,v,100,verified
      refuses,v,100,verified
      refuses,members,,refused
      lied,v,100,verified
      lied,members,50,rejected
      large,v,100,verified
      large,members,50,unverified
      """
    for (unknown, expected) in [("closed", 0.0), ("open", 1.0)] {
      let gates = "\ngates:\n  - {indicator: members, below: 5, node: score, value: 0, unknown: \(unknown)}\n"
      let scores = try await Self.roots(Self.framework(rules) + gates, values)
      #expect(Self.near(scores["small"], 0))
      for actor in ["silent", "refuses", "lied"] { #expect(Self.near(scores[actor], expected), "\(actor) \(unknown)") }
      #expect(scores["large"].map { $0 > 0 } == true)
    }
  }

  @Test("actors that do not differ beyond chance have one rate, which is as uncertain as all their trials")
  func commonRate() async throws {
    let framework = """
      framework: pooled
      version: 1
      title: {en: "t"}
      indicators:
        - {code: r, parent: score, kind: ratio, shrink: beta_binomial, normalise: {method: goalposts, low: 0, high: 1}}
      tree:
        - {code: score}
      uncertainty: {replicates: 400, seed: 1, weights: 0}
      """
    let values = "actor,indicator,value,numerator,denominator\na,r,,5,10\nb,r,,6,10\nc,r,,4,10\nd,r,,1,1\n"
    try await EvaluationFixture.with { fixture in
      try await fixture.evaluate(framework, values)
      let rows = PlainTable(try fixture.text("intervals.csv")).rows.filter { $0["node"] == "score" }
      let ends = try rows.map { row in
        try ["p5", "p95"].map { try #require(row[$0].flatMap(Double.init)) }
      }
      #expect(ends.count == 4 && Set(ends).count == 1)
      let (low, high) = (ends[0][0], ends[0][1])
      // Beta(16, 15): its 5th and 95th percentiles are 0.371 and 0.661.
      #expect((low - 0.371).magnitude < 0.02 && (high - 0.661).magnitude < 0.02)
    }
  }
}
