import Domain

extension ProposalRule {
  /// Turns claims into a proposal by the rule's method. The same claims in any order give the same proposal.
  ///
  /// Eligibility comes first: what a claim says against itself, and a lower end of the score under ``eligibleFrom``.
  ///
  /// - Parameter budgetMinor: nil for the rule's own budget.
  /// - Throws: what ``AllocationRule/propose(_:budgetMinor:overrides:)`` and the rule of the method refuse;
  ///   `lower_bound_missing` where eligibility reads a bound that nobody gave.
  public func propose(_ claims: [PaymentClaim], budgetMinor: Int64? = nil) throws(Problems) -> Proposal {
    let budget = budgetMinor ?? self.budgetMinor
    let judged = try judge(claims)
    switch method {
    case .waterFilling:
      let rule = try Problems.of { () throws(Problem) in
        try WaterFilling(capShare: capShare, floorMinor: floorMinor, floor: floor == .cliff ? .cliff : .phaseIn)
      }
      return try rule.propose(judged.map(ProposalRule.candidate), budgetMinor: budget)
    case .proportional:
      let rule = try Problems.of { () throws(Problem) in try ProportionalByGroup(groupWeights: groups) }
      return try rule.propose(judged.map(grouped), budgetMinor: budget)
    case .thresholdAndCap:
      let rule = try Problems.of { () throws(Problem) in
        try ThresholdAndCap(threshold: threshold, bonus: try bonus.map { bonus throws(Problem) in try bonus.rule() })
      }
      let performances = judged.map { claim in
        // A score that a gate set to nothing earns nothing, whatever was reached.
        PerformanceClaim(
          actor: claim.actor, achievements: claim.score.map { $0 <= 0 } == true ? [] : claim.achievements,
          quality: claim.quality, ineligibility: claim.ineligibility)
      }
      return try rule.propose(performances, budgetMinor: budget)
    case .quadraticMatch:
      let rule = try Problems.of { () throws(Problem) in
        try QuadraticMatch(capMinor: capMinor, spendsWholePool: spendsAll)
      }
      var matches: [MatchClaim] = []
      for claim in judged { matches.append(try Problems.of { () throws(Problem) in try ProposalRule.match(claim) }) }
      return try rule.propose(matches, budgetMinor: budget)
    }
  }

  /// The lower end of a score is the 5th percentile of its interval where replicates ran, else what is verified alone
  /// gives; the reason names which of them it was.
  private func judge(_ claims: [PaymentClaim]) throws(Problems) -> [PaymentClaim] {
    guard let eligibleFrom else { return claims }
    var judged = claims
    for (index, claim) in claims.enumerated() where claim.ineligibility == nil {
      guard let bound = claim.intervalLow ?? claim.lowerBound else {
        if claim.score == nil { continue }
        throw Problems([
          Problem(
            "lower_bound_missing",
            "“\(claim.actor)” has a score with neither an interval nor a lower bound, which eligibility reads.",
            at: Place(field: "lower_bound"))
        ])
      }
      if Quantised.billionths(bound) < Quantised.billionths(eligibleFrom) {
        let read = claim.intervalLow == nil ? "lower_bound_below" : "interval_below"
        judged[index].ineligibility = "\(read) \(eligibleFrom)"
      }
    }
    return judged
  }

  private static func candidate(_ claim: PaymentClaim) -> Candidate {
    Candidate(actor: claim.actor, score: claim.score, ineligibility: claim.ineligibility)
  }

  /// Somebody of a group that has no part of the budget is not among those it is for.
  private func grouped(_ claim: PaymentClaim) -> Candidate {
    guard !groups.isEmpty else { return ProposalRule.candidate(claim) }
    let isKnown = claim.group.map { groups[$0] != nil } ?? false
    return Candidate(
      actor: claim.actor, score: claim.score, group: claim.group,
      ineligibility: claim.ineligibility ?? (isKnown ? nil : "group_without_part"))
  }

  private static func match(_ claim: PaymentClaim) throws(Problem) -> MatchClaim {
    let people = claim.contributionsMinor.sorted().enumerated().map {
      (person: "\($0.offset)", amountMinor: $0.element)
    }
    return try MatchClaim(actor: claim.actor, contributions: people, ineligibility: claim.ineligibility)
  }
}

extension Problems {
  /// A single problem of `body` as several.
  static func of<Value>(_ body: () throws(Problem) -> Value) throws(Problems) -> Value {
    do { return try body() } catch { throw Problems([error]) }
  }
}
