import Domain
import Foundation
import Interchange
import Scoring
import Testing

@Suite("Over-declaring costs more the further it goes")
struct OverDeclarationTests {
  private static let rules = """
    framework: bands
    version: 1
    coverage: {minimum: 0}
    verification:
      unverified: 0.8
      over_declared:
        - {above: 0.05, keeps: 0.9}
        - {above: 0.1, keeps: 0.5}
        - {above: 0.2, keeps: 0}
    indicators:
      - {code: visits, parent: score, kind: flow, normalise: {method: goalposts, low: 0, high: 200, truncate: false}}
      - {code: deaths, parent: score, direction: down, kind: flow, normalise: {method: goalposts, low: 0, high: 100, truncate: false}}
    tree: [{code: score}]

    """

  private func worth(_ rows: [String]) async throws -> [String: Double] {
    try await EvaluationFixture.with { fixture in
      let text = (["actor,indicator,period,value,verified"] + rows).joined(separator: "\n") + "\n"
      try await fixture.evaluate(Self.rules, text)
      let parts = PlainTable(try fixture.text("parts.csv")).rows
      return Dictionary(
        uniqueKeysWithValues: parts.compactMap { row in
          guard let actor = row["actor"], let indicator = row["indicator"], let evidence = Double(row["evidence"] ?? "")
          else { return nil }
          return ("\(actor) \(indicator)", evidence)
        })
    }
  }

  @Test("5, 10 and 20 per cent are the last that their bands let through")
  func bands() async throws {
    let claims: [(claimed: Double, keeps: Double)] = [
      (90, 1), (100, 1), (105, 1), (105.1, 0.9), (110, 0.9), (110.1, 0.5), (120, 0.5), (120.1, 0), (200, 0),
    ]
    let found = try await worth(claims.enumerated().map { "a\($0.offset),visits,2026-01,\($0.element.claimed),100" })
    for (number, claim) in claims.enumerated() {
      #expect(abs((found["a\(number) visits"] ?? -1) - claim.keeps) < 1e-12, "\(claim.claimed)")
    }
  }

  @Test(
    "the boldest claim of the run decides, for its indicator alone, and where less is better too little is too much")
  func boldest() async throws {
    let found = try await worth([
      "a,visits,2026-01,100,100", "a,visits,2026-02,115,100", "a,deaths,2026-01,10,10",
      "b,deaths,2026-01,8,10", "b,visits,2026-01,100,100", "c,deaths,2026-01,12,10", "d,visits,2026-01,3,0",
    ])
    #expect(found["a visits"] == 0.5 && found["a deaths"] == 1)
    #expect(found["b deaths"] == 0.5 && found["b visits"] == 1)
    #expect(found["c deaths"] == 1, "who declares more deaths than were found gains nothing by it")
    #expect(found["d visits"] == 0, "a claim of what was found to be nothing")
  }

  @Test("what nobody verified, and a verdict without another number, is not over-declared")
  func unverified() async throws {
    try await EvaluationFixture.with { fixture in
      let run = try await fixture.evaluate(
        Self.rules, "actor,indicator,value,state\na,visits,150,unverified\nb,visits,150,\n"
      ).run
      #expect(run.parts(0).first?.evidence == 0.8 && run.parts(1).first?.evidence == 1)
    }
  }

  @Test("bands rise and keep less and less, each a share")
  func refused() async throws {
    for (given, code) in [
      ("{above: 0.1, keeps: 0.5}", "over_declared_not_rising"),
      ("{above: 0.2, keeps: 0.95}", "over_declared_not_rising"),
      ("{above: 0.2, keeps: 1.5}", "value_out_of_range"), ("{above: -1, keeps: 0}", "value_out_of_range"),
    ] {
      let text = Self.rules.replacing("{above: 0.1, keeps: 0.5}", with: "{above: 0.1, keeps: 0.5}\n    - \(given)")
      let refused = #expect(throws: Problems.self) { try FrameworkFile(bytes: Array(text.utf8), name: "f.yml") }
      #expect(refused?.list.contains { $0.code.rawValue == code } ?? false, "\(given): \(String(describing: refused))")
    }
  }
}
