import Domain
import Scoring
import Store

/// How much of each outcome a programme claims, where that is less than the whole: of the rest nothing is paid, since
/// another programme may claim it.
struct PaidClaims: Sendable {
  /// By actor, the framework's indicator and the target group; each below one.
  let shares: [ClaimShares.Outcome: Double]

  static let none = PaidClaims(shares: [:])

  init(shares: [ClaimShares.Outcome: Double]) { self.shares = shares }

  /// What claimed `outcomes` come to under a framework's indicators.
  init(_ outcomes: ClaimedOutcomes, under framework: Framework) {
    var shares: [ClaimShares.Outcome: Double] = [:]
    for (outcome, told) in outcomes.units {
      for rule in framework.indicators where rule.reported == outcome.indicator {
        let share = rule.kind.claimedShare(told)
        guard share < 1 else { continue }
        shares[.init(actor: outcome.actor, indicator: rule.code, group: outcome.group)] = share
      }
    }
    self.shares = shares
  }

  /// An achievement as two: what is claimed, with its part of the weight, and the rest, which earns nothing. The weight
  /// and the threshold are those of the whole outcome.
  func parts(of whole: Achievement, _ actor: Code, group: String) throws(Problem) -> [Achievement] {
    guard let share = shares[.init(actor: actor, indicator: whole.indicator, group: group)] else { return [whole] }
    let rest = try Achievement(
      indicator: whole.indicator, achieved: nil, target: whole.target, weight: whole.weight * (1 - share),
      cap: whole.cap)
    guard share > 0 else { return [rest] }
    let claimed = try Achievement(
      indicator: whole.indicator, achieved: whole.achieved, target: whole.target, weight: whole.weight * share,
      cap: whole.cap)
    return [claimed, rest]
  }

  /// The shares of each actor's outcomes as a line of a proposal gives them: `claimed jobs/all 0.5`, several apart by
  /// semicolons.
  var details: [Code: String] {
    Dictionary(grouping: shares, by: \.key.actor).mapValues { own in
      own.sorted { ($0.key.indicator, $0.key.group) < ($1.key.indicator, $1.key.group) }
        .map { "claimed \($0.key.indicator)/\($0.key.group) \(PaidClaims.rounded($0.value))" }.joined(separator: "; ")
    }
  }

  /// To a hundredth of a per cent.
  private static func rounded(_ share: Double) -> String { "\((share * 10_000).rounded() / 10_000)" }
}
