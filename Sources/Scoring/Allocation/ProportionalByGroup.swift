import Domain

/// Shares a budget in proportion to scores, where groups first have their declared parts of it.
///
/// The budget is split over the groups by their weights, and each part over the group's candidates by score, both by
/// largest remainder. A group without a recipient keeps its part as leftover: what was promised to one group never moves
/// to another by itself.
public struct ProportionalByGroup: AllocationRule, Equatable {
  /// A positive weight for each group; empty where all candidates share one budget.
  public let groupWeights: [String: Int64]

  /// - Throws: `group_weight_invalid` unless every weight is positive.
  public init(groupWeights: [String: Int64] = [:]) throws(Problem) {
    for (group, weight) in groupWeights.sorted(by: { $0.key < $1.key }) where weight <= 0 || weight > Money.limit {
      throw Problem(
        "group_weight_invalid", "The weight of group “\(group)” is \(weight); it must be a positive whole number.",
        at: Place(field: group))
    }
    self.groupWeights = groupWeights
  }

  /// - Throws: `score_invalid`, or `group_unknown` where a candidate's group has no weight.
  public func share(
    _ claims: [Candidate], beside _: [Candidate], remainingMinor: Int64, budgetMinor: Int64
  ) throws(Problems) -> Allotment {
    try Problems.throwIfAny(claims.compactMap(\.scoreProblem) + claims.compactMap(groupProblem))
    guard !groupWeights.isEmpty else { return split(claims, remainingMinor) }
    let groups = groupWeights.sorted { $0.key < $1.key }
    let parts = MoneySplit.split(remainingMinor, by: groups.map(\.value))
    let members = Dictionary(grouping: claims) { $0.group ?? "" }
    var result = Allotment()
    for (group, part) in zip(groups, parts) {
      let allotment = split(members[group.key] ?? [], part)
      result.rows += allotment.rows
      result.leftovers += allotment.leftovers
    }
    return result
  }

  private func split(_ claims: [Candidate], _ amountMinor: Int64) -> Allotment {
    let weights = ScoreWeights.of(claims.map { $0.score ?? 0 })
    let amounts = MoneySplit.split(amountMinor, by: weights.map { Int64($0) })
    let rows = claims.indices.map { index in
      let reason: PaymentReason =
        weights[index] > 0 ? .shared : claims[index].score == nil ? .noScore : .zeroScore
      return Proposal.Row(actor: claims[index].actor, amountMinor: amounts[index], reason: reason)
    }
    let rest = amountMinor - amounts.reduce(0, +)
    return Allotment(rows: rows, leftovers: rest > 0 ? [.init(amountMinor: rest, reason: .noRecipient)] : [])
  }

  private func groupProblem(_ candidate: Candidate) -> Problem? {
    guard !groupWeights.isEmpty else { return nil }
    if let group = candidate.group, groupWeights[group] != nil { return nil }
    return Problem(
      "group_unknown",
      "“\(candidate.actor)” is in group “\(candidate.group ?? "")”, which has no part of the budget.",
      at: Place(field: "group"))
  }
}
