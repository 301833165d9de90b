import Domain
import Postgres
import Scoring
import Store

/// What money follows from besides scores.
struct SimulatedGifts {
  let day: CalendarDate
  let kinds: [Code: ActorKind]
  let regions: [Code: String]
  /// What the programme claims of outcomes.
  let claimed: ClaimedOutcomes
}

/// Scores and parts of all actors under one framework.
struct SimulatedSide {
  let plan: Plan
  let scores: [Code: [ActorScore]]
  let parts: [Code: [ScorePart]]

  init(_ plan: Plan, _ scores: [Code: [ActorScore]], _ parts: [Code: [ScorePart]]) {
    self.plan = plan
    self.scores = scores
    self.parts = parts
  }

  func score(_ actor: Code, node: String? = nil) -> ActorScore? {
    let node = node ?? plan.nodes[plan.root]
    return scores[actor]?.first { $0.node == node }
  }

  /// What each indicator brings to an actor's score, over all groups.
  func contributions(_ actor: Code) -> [String: Double] {
    var sums: [String: Double] = [:]
    for part in parts[actor] ?? [] { sums[part.indicator, default: 0] += part.contribution }
    return sums
  }

  /// What each group brings to an actor's score, over all indicators.
  func groupContributions(_ actor: Code) -> [String: Double] {
    var sums: [String: Double] = [:]
    for part in parts[actor] ?? [] { sums[part.group, default: 0] += part.contribution }
    return sums
  }

  /// The money of every actor by the framework's rule, whoever may have it; nil where it has none.
  func money(_ gifts: SimulatedGifts, in transaction: Transaction) async throws -> [Code: Int64]? {
    guard let rule = plan.framework.proposal else { return nil }
    var given: [Code: [Int64]] = [:]
    if rule.method == .quadraticMatch {
      given = try await Eligibility.gifts(
        Currency(rule.currency), fund: rule.contributions.map { try Code($0) }, through: gifts.day, in: transaction)
    }
    let claimed = PaidClaims(gifts.claimed, under: plan.framework)
    let claims = try scores.keys.sorted().map { actor in
      let score = score(actor, node: rule.node)
      let isProvisional = score?.status == NodeStatus.insufficientCoverage.word
      let quality = rule.bonus.flatMap { self.score(actor, node: $0.node) }
      return PaymentClaim(
        actor: actor.text, score: score?.score, lowerBound: score?.lowerBound,
        group: rule.grouping == .kind ? gifts.kinds[actor]?.rawValue : gifts.regions[actor],
        achievements: rule.method == .thresholdAndCap
          ? try ProposalDesk.achievements(of: actor, parts[actor] ?? [], plan, cap: rule.cap, paying: claimed) : [],
        quality: quality?.status == NodeStatus.insufficientCoverage.word ? nil : quality?.score,
        contributionsMinor: given[actor] ?? [], ineligibility: isProvisional ? score?.status : nil)
    }
    let rows = try rule.propose(claims).rows
    return Dictionary(rows.map { (Code(trusted: $0.actor), $0.amountMinor) }) { first, _ in first }
  }
}
