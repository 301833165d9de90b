import Domain

/// Results-based financing: each actor can earn its part of the budget, and earns the share that its achievements make.
/// Parts are those of all who claim: what somebody who is not eligible could have earned is nobody else's.
///
/// The performance score is `Σ weight · payable / Σ weight`, where a payable achievement is nothing below the threshold
/// and no more than its cap; a bonus for quality multiplies it. What is not earned stays over; where caps above 1 and
/// bonuses would pass the budget, all amounts are scaled down alike.
/// Rule: BLSQ/orbf-rules_engine, performance package (threshold 75 %, caps 100 and 125 %).
public struct ThresholdAndCap: AllocationRule, Equatable {
  /// The part of a target below which nothing is paid.
  public let threshold: Double
  public let bonus: QualityBonus?

  /// - Throws: `threshold_out_of_range` unless it lies from 0 to 1.
  public init(threshold: Double = 0.75, bonus: QualityBonus? = nil) throws(Problem) {
    guard threshold >= 0, threshold <= 1 else {
      throw Problem(
        "threshold_out_of_range", "A threshold is a share of the target from 0 to 1, such as 0.75 for 75 %.",
        at: Place(field: "threshold"))
    }
    self.threshold = threshold
    self.bonus = bonus
  }

  /// The performance score without a bonus; nil without achievements.
  public func score(of achievements: [Achievement]) -> Double? {
    guard !achievements.isEmpty else { return nil }
    let earned = ExactSum(achievements.lazy.map { $0.weight * $0.payable(threshold: threshold) }).value
    return earned / ExactSum(achievements.lazy.map(\.weight)).value
  }

  /// - Throws: `part_invalid`, `quality_out_of_range`, or `performance_out_of_range` for a score of 16 and more.
  public func share(
    _ claims: [PerformanceClaim], beside others: [PerformanceClaim], remainingMinor: Int64, budgetMinor: Int64
  ) throws(Problems) -> Allotment {
    var problems: [Problem] = []
    var earned: [UInt128] = []
    for claim in claims {
      do throws(Problem) {
        earned.append(UInt128(claim.part) * (try fixedPoint(of: claim)))
      } catch {
        problems.append(error)
      }
    }
    for claim in others {
      do throws(Problem) { try check(part: claim) } catch { problems.append(error) }
    }
    try Problems.throwIfAny(problems)
    let whole = (claims + others).reduce(UInt128(0)) { $0 + UInt128($1.part) } * ThresholdAndCap.one
    let all = earned.reduce(0, +)
    let (budget, remaining) = (UInt128(budgetMinor), UInt128(remainingMinor))
    // Past what there is the earned parts become weights of it: everyone is scaled down alike.
    let isPast = all * budget > whole * remaining
    let shares = ExactShares(
      numerators: earned.map { $0 * (isPast ? remaining : budget) }, denominator: max(isPast ? all : whole, 1))
    let spent = isPast ? remainingMinor : Int64(all * budget / max(whole, 1))
    let amounts = shares.rounded(.largestRemainder, within: spent)
    let rows = claims.indices.map { index in
      Proposal.Row(
        actor: claims[index].actor, amountMinor: amounts[index], reason: earned[index] > 0 ? .earned : .nothingEarned)
    }
    return Allotment(
      rows: rows,
      leftovers: [.init(amountMinor: remainingMinor - spent, reason: claims.isEmpty ? .noRecipient : .notEarned)])
  }

  /// The unit of scores in fixed point, 2³²: scores count to a fifth of a billionth.
  private static let one: UInt128 = 1 << 32

  private func check(part claim: PerformanceClaim) throws(Problem) {
    guard (1...65_536).contains(claim.part) else {
      throw Problem(
        "part_invalid", "The part of “\(claim.actor)” is a whole number from 1 to 65,536; got \(claim.part).",
        at: Place(field: "part"))
    }
  }

  private func fixedPoint(of claim: PerformanceClaim) throws(Problem) -> UInt128 {
    try check(part: claim)
    var score = score(of: claim.achievements) ?? 0
    if let bonus, let quality = claim.quality { score *= 1 + (try bonus.share(quality: quality)) }
    guard score < 16 else {
      throw Problem("performance_out_of_range", "The performance of “\(claim.actor)” is \(score); check its caps.")
    }
    return UInt128((score * 0x1p32).rounded(.toNearestOrEven))
  }
}
