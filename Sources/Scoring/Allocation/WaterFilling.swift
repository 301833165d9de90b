import Domain

/// Shares a budget by score, with a cap for one recipient and a floor below which a payment is not worth making.
///
/// The cap is a share of the whole budget, rounded to the nearest minor unit. What the cap or the floor keeps from some
/// is shared again among the others, until nothing changes.
///
/// The floor is one of two:
/// - `cliff`: whoever would have less than the floor has nothing. A hair's breadth of score can be worth the floor.
/// - `phaseIn`: a share e becomes 0 up to half the floor, `2e − floor` between half the floor and the floor, and stays e
///   from the floor on. All shares rise with one common level, which is where they spend the budget. An amount is
///   continuous in the actor's score and never falls as it rises, so that nobody gains by standing just above a line.
///   All of the budget is paid unless everyone is at the cap, even where the amounts are small.
///
/// Under a cliff, amounts are rounded as Retro Funding (Optimism, season 7) did, each to its nearest unit, and under a
/// phase-in by largest remainder, unless `rounding` says which.
public struct WaterFilling: AllocationRule, Equatable {
  public enum Floor: String, Sendable, Hashable, CaseIterable {
    case cliff
    case phaseIn = "phase_in"
  }

  /// The largest part of the budget for one recipient, above 0 and up to 1; read to a billionth.
  public let capShare: Double
  /// Zero for no floor.
  public let floorMinor: Int64
  public let floor: Floor
  public let rounding: Rounding

  /// - Throws: `cap_share_out_of_range` or `floor_out_of_range`.
  public init(
    capShare: Double = 1, floorMinor: Int64 = 0, floor: Floor = .phaseIn, rounding: Rounding? = nil
  ) throws(Problem) {
    guard capShare > 0, capShare <= 1 else {
      throw Problem(
        "cap_share_out_of_range", "A cap is a share of the budget above 0 and up to 1, such as 0.05 for 5 %.",
        at: Place(field: "cap_share"))
    }
    guard (0...Money.limit).contains(floorMinor) else {
      throw Problem(
        "floor_out_of_range", "A floor is zero or more minor units and no larger than this service books.",
        at: Place(field: "floor_minor"))
    }
    self.capShare = capShare
    self.floorMinor = floorMinor
    self.floor = floor
    self.rounding = rounding ?? (floor == .cliff ? .nearest : .largestRemainder)
  }

  /// The largest amount for one recipient, in minor units: `capShare · budget`, rounded to the nearest, ties to even.
  public func capMinor(ofBudget budgetMinor: Int64) -> Int64 {
    let billionths = UInt128((capShare * 1e9).rounded(.toNearestOrEven))
    let shares = ExactShares(numerators: [billionths * UInt128(budgetMinor)], denominator: 1_000_000_000)
    return shares.rounded(.nearest, within: budgetMinor)[0]
  }

  /// - Throws: `score_invalid` for a score that is negative or not finite, `floor_above_cap` where nobody could be paid.
  public func share(
    _ claims: [Candidate], beside _: [Candidate], remainingMinor: Int64, budgetMinor: Int64
  ) throws(Problems) -> Allotment {
    try Problems.throwIfAny(claims.compactMap(\.scoreProblem))
    let cap = capMinor(ofBudget: budgetMinor)
    guard floorMinor <= cap || budgetMinor == 0 else {
      throw Problems([
        Problem(
          "floor_above_cap",
          "The floor of \(floorMinor) minor units is above the cap of \(cap) for one recipient; nobody could be paid.",
          at: Place(field: "floor_minor"))
      ])
    }
    let weights = ScoreWeights.of(claims.map { $0.score ?? 0 })
    let filled =
      floor == .cliff
      ? CliffFilling(weights: weights, amountMinor: remainingMinor, capMinor: cap, floorMinor: floorMinor).filled
      : PhasedFilling(weights: weights, amountMinor: remainingMinor, capMinor: cap, floorMinor: floorMinor).filled
    return allotment(claims, weights, filled, remainingMinor)
  }

  private func allotment(
    _ claims: [Candidate], _ weights: [UInt64], _ filled: FilledShares, _ remainingMinor: Int64
  ) -> Allotment {
    let amounts = filled.shares.rounded(rounding, within: remainingMinor - filled.leftMinor)
    let rows = claims.indices.map { index in
      let reason = weights[index] > 0 ? filled.reasons[index] : claims[index].score == nil ? .noScore : .zeroScore
      return Proposal.Row(actor: claims[index].actor, amountMinor: amounts[index], reason: reason)
    }
    let cause: LeftoverReason =
      weights.allSatisfy { $0 == 0 }
      ? .noRecipient : filled.reasons.contains(.capped) ? .everyoneCapped : .everyoneBelowFloor
    let rest = remainingMinor - filled.leftMinor - amounts.reduce(0, +)
    return Allotment(
      rows: rows,
      leftovers: [
        .init(amountMinor: filled.leftMinor, reason: cause), .init(amountMinor: rest, reason: .rounding),
      ])
  }
}
