import Domain
import Postgres
import Store

extension Tadamun {
  /// Turns the lines of an approved proposal into grants with signed agreements and tranches, all or none, each once.
  ///
  /// - Returns: The grants' codes, in the order of grantees.
  /// - Throws: `proposal_unknown`, `proposal_not_approved`, `nothing_to_award`, `already_awarded`, `actor_ineligible`; and what
  ///   ``apply(for:key:by:source:)`` and signing throw.
  @discardableResult
  public func award(proposal: Int64, as award: ProposalAward, by person: Person, source: Source) async throws -> [Code]
  {
    try await transaction { transaction in
      guard let awardable = try await Grants.awardable(proposal, in: transaction) else {
        throw Problem("proposal_unknown", "There is no proposal \(proposal).")
      }
      guard awardable.state == "approved" else {
        throw Problem("proposal_not_approved", "The proposal \(proposal) is \(awardable.state), not approved.")
      }
      guard !awardable.lines.isEmpty else {
        throw Problem("nothing_to_award", "The proposal \(proposal) gives nobody anything.")
      }
      try await requireEligible(awardable, on: award.on, in: transaction)
      let names = try await names(of: awardable, in: transaction)
      var codes: [Code] = []
      for line in awardable.lines {
        guard let known = names[line.grantee] else { continue }
        let grant = try award.grant(of: line.amount, to: line.grantee, awardable)
        let id = try await Grants.insert(grant, known, in: transaction)
        for (index, state) in [GrantState.pipeline, .awarded].enumerated() {
          try await Grants.step(
            id, number: index + 1, from: index == 0 ? nil : .pipeline, to: state, on: award.on,
            reason: "proposal \(proposal)", by: person, in: transaction)
        }
        try await Grants.link(id, to: proposal, of: known.grantee, by: person, in: transaction)
        let desk = try await desk(for: grant.code, by: person, source: source, in: transaction)
        try await desk.sign(award.agreement(on: line.amount))
        codes.append(grant.code)
      }
      let body = JSONText.object(["grants": .integer(Int64(codes.count)), "by": .text(person.name)])
      try await Events.append(
        "proposal_awarded", about: "proposal:\(proposal)", body: body, by: source.name, in: transaction)
      return codes
    }
  }

  private func names(of awardable: Grants.Awardable, in transaction: Transaction) async throws -> [Code: Grants.Names] {
    let actors = try await knownActors(awardable.lines.map(\.grantee) + [awardable.funder], in: transaction)
    guard let fund = try await Funds.find([awardable.fund], in: transaction)[awardable.fund],
      let funder = actors[awardable.funder]
    else { throw Problem("fund_unknown", "There is no fund “\(awardable.fund)”.") }
    let programme = try await knownProgramme(awardable.programme, in: transaction).id
    return actors.mapValues {
      Grants.Names(fund: fund.id, grantee: $0, funder: funder, programme: programme, policy: nil)
    }
  }
}

extension ProposalAward {
  /// A line as a grant: what was proposed is what is asked for, and the whole cost as far as it is known.
  fileprivate func grant(of amount: Money, to grantee: Code, _ awardable: Grants.Awardable) throws -> Grant {
    let nothing = try Money(minor: 0, amount.currency)
    let plan = try GrantPlan(requested: amount, ownCash: nothing, ownInKind: nothing, others: nothing, cost: amount)
    return try Grant(
      Code("\(prefix)-\(grantee)"), fund: awardable.fund, grantee: grantee, funder: awardable.funder,
      programme: awardable.programme, names: names, purpose: purpose, isRestricted: isRestricted, span: span,
      submittedOn: on, plan: plan)
  }
}
