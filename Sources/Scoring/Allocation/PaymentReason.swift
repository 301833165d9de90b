/// Why a row has its amount.
public enum PaymentReason: Sendable, Hashable {
  /// In proportion to the score.
  case shared
  /// Held at the largest amount for one recipient.
  case capped
  /// Between half the floor and the floor, where payments rise twice as fast.
  case phasedIn
  /// Too small to be paid.
  case belowFloor
  /// The score is zero.
  case zeroScore
  /// There is no score to share by.
  case noScore
  /// Not eligible for this money, and why.
  case ineligible(String)
  /// Decided by a person, who gave a reason, and approved by another.
  case overridden(reason: String, approver: String)
  /// Earned by reaching targets.
  case earned
  /// No target reached its threshold.
  case nothingEarned
  /// Matched contributions.
  case matched
  /// Fewer than two people contributed.
  case nothingToMatch

  /// A stable word for programs.
  public var code: String {
    switch self {
    case .shared: "shared"
    case .capped: "capped"
    case .phasedIn: "phased_in"
    case .belowFloor: "below_floor"
    case .zeroScore: "zero_score"
    case .noScore: "no_score"
    case .ineligible: "ineligible"
    case .overridden: "override"
    case .earned: "earned"
    case .nothingEarned: "nothing_earned"
    case .matched: "matched"
    case .nothingToMatch: "nothing_to_match"
    }
  }

  /// What people wrote: the reason of an exclusion, or of an override with its approver.
  public var detail: String? {
    switch self {
    case .ineligible(let why): why
    case .overridden(let reason, let approver): "\(reason) (approved by \(approver))"
    default: nil
    }
  }
}

extension PaymentReason: CustomStringConvertible {
  /// The code, and after a colon what people wrote.
  public var description: String { detail.map { "\(code): \($0)" } ?? code }
}

/// Why money stays with the funder.
public enum LeftoverReason: String, Sendable, Hashable, CaseIterable {
  /// Everyone who could be paid has reached the cap.
  case everyoneCapped = "everyone_capped"
  /// Every remaining amount would be below the floor.
  case everyoneBelowFloor = "everyone_below_floor"
  /// Nobody is eligible with a score above zero.
  case noRecipient = "no_recipient"
  /// Fractions of the minor unit that the rule of rounding does not hand out.
  case rounding
  /// Targets that were not reached.
  case notEarned = "not_earned"
  /// The matches need less than the pool.
  case poolExceedsMatches = "pool_exceeds_matches"
}
