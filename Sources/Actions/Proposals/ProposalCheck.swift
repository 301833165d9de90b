import Domain
import Postgres
import Scoring
import Store

/// What recomputing a stored proposal found.
public struct ProposalCheck: Hashable, Sendable {
  public let proposal: Int64
  /// A sentence each; empty where every line is the same. At most 100.
  public let differences: [String]

  public var isSame: Bool { differences.isEmpty }
}

extension Tadamun {
  /// Recomputes every line of a proposal from its run and the rule of the framework that ran. It changes nothing.
  ///
  /// Scores are read from the run again; who may not have the money, groups and gifts are those the proposal kept.
  /// - Throws: `proposal_unknown`.
  public func verify(proposal id: Int64, of programme: Code? = nil) async throws -> ProposalCheck {
    try await reading { transaction in
      let proposal = try await knownProposal(id, of: programme, in: transaction)
      guard let run = try await Runs.find(proposal.run, in: transaction) else {
        return ProposalCheck(proposal: id, differences: ["its run is not stored"])
      }
      let desk = try await ProposalDesk(run, in: transaction)
      let stored = try await Proposals.lines(of: id, .byCode(after: nil), limit: Int(Int32.max), in: transaction)
      var differences: [String] = []
      if desk.node != proposal.node || desk.rule.method.rawValue != proposal.method {
        differences.append("the framework's rule is not the one it was made by")
      }
      let scores = try await Runs.scores(of: run.id, node: desk.node, limit: Int(Int32.max), in: transaction)
      let scoreOf = Dictionary(scores.map { ($0.actor, $0.score) }) { first, _ in first }
      // A proposal made before intervals were read is judged as it was then.
      let intervals = stored.contains { $0.readInterval != nil } ? ProposalDesk.intervals(scores) : [:]
      if Set(scoreOf.keys) != Set(stored.map(\.actor)) { differences.append("its actors are not those of the run") }
      let claimed = PaidClaims(shares: try await Proposals.claimShares(of: id, in: transaction))
      let achieved = try await desk.achievements(paying: claimed, in: transaction)
      let qualities = try await desk.qualities(in: transaction)
      let claims = stored.map { line in
        PaymentClaim(
          actor: line.actor.text, score: scoreOf[line.actor]?.score, lowerBound: scoreOf[line.actor]?.lowerBound,
          intervalLow: intervals[line.actor]?.low, group: line.group, achievements: achieved[line.actor.text] ?? [],
          quality: qualities[line.actor], contributionsMinor: line.contributionsMinor, ineligibility: line.ineligibility
        )
      }
      let read = ProposalDesk.Claims(claims: claims, intervals: intervals)
      let (lines, leftovers) = try desk.share(read, paying: claimed, budgetMinor: proposal.budget.minor)
      differences += ProposalCheck.differences(stored, lines)
      if leftovers != proposal.leftovers { differences.append("what is left over is another amount") }
      let total = stored.reduce(0) { $0 + $1.payableMinor }
      if total != proposal.total.minor { differences.append("its lines add up to \(total)") }
      return ProposalCheck(proposal: id, differences: Array(differences.prefix(100)))
    }
  }
}

extension ProposalCheck {
  fileprivate static func differences(_ stored: [ProposalLine], _ computed: [ProposalLine]) -> [String] {
    let again = Dictionary(computed.map { ($0.actor, $0) }) { first, _ in first }
    return stored.compactMap { line in
      guard let other = again[line.actor] else { return "\(line.actor): no line is computed" }
      if line.amountMinor != other.amountMinor {
        return "\(line.actor): stored \(line.amountMinor), computed \(other.amountMinor)"
      }
      if line.score != other.score || line.lowerBound != other.lowerBound || line.readInterval != other.readInterval {
        return "\(line.actor): the score is not the run's"
      }
      if line.reason != other.reason { return "\(line.actor): stored \(line.reason), computed \(other.reason)" }
      return line.detail == other.detail ? nil : "\(line.actor): what its reason says differs"
    }
  }
}
