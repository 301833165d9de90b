import Domain
import Interchange
import Postgres
import Scoring
import Store

/// Makes the claims that a framework's rule of money reads, and applies the rule.
struct ProposalDesk {
  let run: ScoringRun
  let plan: Plan
  let rule: ProposalRule

  /// What the rule reads of every actor of a run, and the intervals of their scores where replicates ran.
  struct Claims {
    let claims: [PaymentClaim]
    let intervals: [Code: ScoreInterval.Percentiles]
  }

  /// - Throws: `proposal_missing` where the framework that ran has no rule of money.
  init(_ run: ScoringRun, in transaction: Transaction) async throws {
    guard let stored = try await Frameworks.find(run.identity.framework, in: transaction) else {
      throw Problem("framework_unknown", "The framework of run \(run.id) is not stored.")
    }
    plan = try RunReader.plan(stored)
    guard let rule = plan.framework.proposal else {
      throw Problem(
        "proposal_missing", "The framework \(stored.code) version \(stored.version) has no rule of money.")
    }
    self.run = run
    self.rule = rule
  }

  var node: String { rule.node ?? run.result.rootNode }

  /// How much of the outcomes of the run the programme claims; of no interest to a rule that reads no targets.
  func paidClaims(of programme: Programmes.Stored, in transaction: Transaction) async throws -> PaidClaims {
    guard rule.method == .thresholdAndCap else { return .none }
    let actors = try await Runs.actors(of: run.id, in: transaction).map { RunActor(id: $0.id, code: $0.code) }
    let scope = ClaimedOutcomes.Scope(
      programme: programme, identity: run.identity, validFrom: plan.framework.validFrom)
    let claimed = try await ClaimedOutcomes(of: actors, scope, in: transaction)
    return PaidClaims(claimed, under: plan.framework)
  }

  /// What the rule reads of every actor of the run, with who may not have money of the fund and why.
  func claims(for fund: Funds.Stored, paying claimed: PaidClaims, in transaction: Transaction) async throws -> Claims {
    let day = run.identity.asOf
    let scores = try await Runs.scores(of: run.id, node: node, limit: Int(Int32.max), in: transaction)
    let findings = try await Eligibility.findings(of: fund.id, on: day, in: transaction)
    let achieved = try await achievements(paying: claimed, in: transaction)
    let qualities = try await qualities(in: transaction)
    var gifts: [Code: [Int64]] = [:]
    if rule.method == .quadraticMatch {
      gifts = try await Eligibility.gifts(
        Currency(rule.currency), fund: rule.contributions.map { try Code($0) }, through: day, in: transaction)
    }
    var groups: [Code: String] = [:]
    if rule.method == .proportional, !rule.groups.isEmpty {
      switch rule.grouping {
      case .kind: for ranked in scores { groups[ranked.actor] = ranked.kind.rawValue }
      case .region: groups = try await Eligibility.regions(of: scores.map(\.actor), in: transaction)
      }
    }
    let claims = scores.map { ranked in
      PaymentClaim(
        actor: ranked.actor.text, score: ranked.score.score, lowerBound: ranked.score.lowerBound,
        intervalLow: ranked.interval?.score.low, group: groups[ranked.actor],
        achievements: achieved[ranked.actor.text] ?? [],
        quality: qualities[ranked.actor], contributionsMinor: gifts[ranked.actor] ?? [],
        ineligibility: ProposalDesk.ineligibility(ranked, fund.fund.instrument, findings[ranked.actor]))
    }
    return Claims(claims: claims, intervals: ProposalDesk.intervals(scores))
  }

  /// By actor, the interval of its score, where replicates ran.
  static func intervals(_ scores: [RankedActor]) -> [Code: ScoreInterval.Percentiles] {
    Dictionary(scores.compactMap { ranked in ranked.interval.map { (ranked.actor, $0.score) } }) { first, _ in first }
  }

  /// By actor, the score of the node that a bonus reads, where it is not provisional.
  func qualities(in transaction: Transaction) async throws -> [Code: Double] {
    guard let bonus = rule.bonus else { return [:] }
    let scores = try await Runs.scores(of: run.id, node: bonus.node, limit: Int(Int32.max), in: transaction)
    return Dictionary(
      scores.compactMap { ranked in
        ranked.score.status == NodeStatus.insufficientCoverage.word
          ? nil : ranked.score.score.map { (ranked.actor, $0) }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Zakat and waqf are paid to whom a finding says eligible; other money to everybody a finding does not exclude.
  private static func ineligibility(
    _ ranked: RankedActor, _ instrument: Instrument, _ finding: (isEligible: Bool, reason: String, source: String)?
  ) -> String? {
    if ranked.score.status == NodeStatus.insufficientCoverage.word { return ranked.score.status }
    if let finding { return finding.isEligible ? nil : "\(finding.reason) (\(finding.source))" }
    switch instrument {
    case .zakat: return "no_finding: zakat goes to recipients who were found eligible"
    case .waqf: return "no_finding: waqf goes where its stipulation was found to allow"
    case .grant, .crowdfunding, .operating: return nil
    }
  }

  /// The targets of every actor of the run, by code; nothing where the rule does not read them.
  func achievements(paying claimed: PaidClaims, in transaction: Transaction) async throws -> [String: [Achievement]] {
    guard rule.method == .thresholdAndCap else { return [:] }
    let parts = try await Runs.everything(of: run.id, in: transaction).parts
    var achieved: [String: [Achievement]] = [:]
    for actor in try await Runs.actors(of: run.id, in: transaction) {
      achieved[actor.code.text] = try ProposalDesk.achievements(
        of: actor.code, parts[actor.id] ?? [], plan, cap: rule.cap, paying: claimed)
    }
    return achieved
  }

  /// The targets that the cells of one actor are, in the order of groups and indicators.
  static func achievements(
    of actor: Code, _ parts: [ScorePart], _ plan: Plan, cap: Double, paying claimed: PaidClaims
  ) throws -> [Achievement] {
    let indicators = Dictionary(zip(plan.indicators, plan.effectiveWeights)) { first, _ in first }
    let groups = Dictionary(zip(plan.groups, plan.groupWeights)) { first, _ in first }
    let statuses = Dictionary(CellStatus.allCases.map { ($0.word, $0) }) { first, _ in first }
    return try parts.sorted { ($0.group, $0.indicator) < ($1.group, $1.indicator) }.flatMap { part in
      let whole = try PaymentClaim.achievement(
        part.indicator, normalised: part.normalised, evidence: part.evidence,
        weight: (indicators[part.indicator] ?? 1) * (groups[part.group] ?? 1),
        status: statuses[part.status] ?? .absent, cap: cap)
      return try whole.map { try claimed.parts(of: $0, actor, group: part.group) } ?? []
    }
  }

  /// The lines and leftovers that the rule makes of claims.
  func share(_ read: Claims, paying claimed: PaidClaims, budgetMinor: Int64) throws -> (
    lines: [ProposalLine], leftovers: [FundingProposal.Leftover]
  ) {
    let proposal = try rule.propose(read.claims, budgetMinor: budgetMinor)
    let details = claimed.details
    let byActor = Dictionary(read.claims.map { ($0.actor, $0) }) { first, _ in first }
    let lines = proposal.rows.map { row in
      let claim = byActor[row.actor]
      var ineligibility: String?
      if case .ineligible(let why) = row.reason { ineligibility = why }
      return ProposalLine(
        actor: Code(trusted: row.actor), amountMinor: row.amountMinor, reason: row.reason.code,
        detail: row.reason.detail ?? details[Code(trusted: row.actor)], score: claim?.score,
        lowerBound: claim?.lowerBound, group: claim?.group,
        contributionsMinor: claim?.contributionsMinor ?? [], ineligibility: ineligibility,
        readInterval: read.intervals[Code(trusted: row.actor)])
    }
    var leftovers: [String: Int64] = [:]
    for leftover in proposal.leftovers { leftovers[leftover.reason.rawValue, default: 0] += leftover.amountMinor }
    return (
      lines,
      leftovers.sorted { $0.key < $1.key }.map { FundingProposal.Leftover(reason: $0.key, amountMinor: $0.value) }
    )
  }
}
