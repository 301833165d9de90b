import Domain
import Foundation
import Interchange
import Scoring
import Testing

@Suite("Every key of a framework file")
struct FrameworkKeyTests {
  @Test("a file with every key there is, also several on one indicator, is read whole and can be run")
  func everyKey() throws {
    let text = try EvaluationFixture.framework("every-key")
    let framework = try FrameworkFile(bytes: Array(text.utf8)).framework
    let income = framework.indicators[0]
    #expect(income.treatment == .winsorise && income.shrinkage == .betaBinomial && income.capPercentile == 97)
    #expect(income.denominator?.indicator == "members" && income.adjustment?.deadweight == 0.1)
    #expect(Set(framework.indicators.map { "\($0.normalisation)".prefix { $0 != "(" } }).count == 10)
    #expect(framework.uncertainty?.methods == [.minmax(.unit), .percentileRank])
    #expect(framework.proposal?.floor == .phaseIn && framework.gates.count == 1)
    let poverty = try #require(framework.indicators.last?.headcount)
    #expect(
      poverty.measure == .incidence && poverty.cutoff == .init(1, 3) && poverty.dimensions.map(\.weight) == [2, 1, 1])
    #expect(poverty.dimensions.map(\.cutoff) == [.below(6), .above(30), .flag])
    #expect(
      framework.verification.discrepancy == 0.05 && framework.verification.overDeclared.map(\.keeps) == [0.9]
        && framework.socialReturn?.outcomes.count == 2)
    #expect(framework.socialReturn?.investment == .indicator("spent"))
    #expect(framework.proposal?.payers.map(\.parts) == [3, 1] && framework.proposal?.payersWhole == 4)
    _ = try Plan(framework)
  }

  private static func rules(_ indicator: String) -> String {
    """
    framework: f
    version: 1
    coverage: {minimum: 0}
    indicators: [{code: x, parent: score, \(indicator)}]
    tree: [{code: score}]
    """
  }

  private static let values = (1...12).map { actor in
    "a\(actor),x,\(actor == 12 ? 1_000 : actor),0,20\n"
  }.reduce("actor,indicator,value,baseline,target\n", +)

  private func scores(_ indicator: String, _ values: String) async throws -> [Double?] {
    try await EvaluationFixture.with { fixture in
      let run = try await fixture.evaluate(Self.rules(indicator), values).run
      return run.actors.indices.map { run.score($0).score }
    }
  }

  @Test("outliers are treated for methods that compare actors, and achievement reads values as they are")
  func treatment() async throws {
    let plain = try await scores("normalise: achievement", Self.values)
    #expect(try await scores("normalise: achievement, treat: winsorise", Self.values) == plain)
    #expect(plain.compactMap(\.self).max() == 1.2)
    let compared = try await scores("normalise: minmax", Self.values)
    let treated = try await scores("normalise: minmax, treat: winsorise", Self.values)
    #expect(agree(compared[1], 9.0 / 999) && agree(treated[1], 0.9))
  }

  @Test("a shrunk rate is divided afterwards: its sampling error knows nothing of the divisor")
  func shrunkAndDivided() async throws {
    var plain = "actor,indicator,value,numerator,denominator\n"
    for (actor, (successes, trials)) in [(5, 5), (170, 200), (3, 20), (40, 50)].enumerated() {
      plain += "a\(actor),x,,\(successes),\(trials)\n"
    }
    let divided = plain + (0..<4).map { "a\($0),size,\(2 + $0),,\n" }.joined()
    let posts = "kind: ratio, shrink: beta_binomial, normalise: {method: goalposts, low: 0, high: 1, truncate: false}"
    let rates = try await scores(posts, plain)
    let quotients = try await scores("\(posts), denominator: size, scale: 3", divided)
    #expect(rates.compactMap(\.self).count == 4 && rates[0] != 1)
    for actor in 0..<4 {
      #expect(agree(quotients[actor], rates[actor].map { $0 * (3 / Double(2 + actor)) }))
    }
  }
}
