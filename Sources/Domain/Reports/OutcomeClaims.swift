/// What programmes claim of one outcome of an actor: at the actor itself, and at the unions that it belongs to, whose
/// figure it is a part of.
///
/// A claim holds of the days of its period; of a day that several of a programme's claims are about, the one that was
/// recorded last. What is claimed at the actor itself comes first. A programme that claims nothing there claims what it
/// claims at a union, the smallest where it claims at several, and as far as the claims at the actor leave it: where
/// several programmes do and together claim more than is left, each gets its part of what is left. So all shares of what
/// one actor reported add up to one at most, at whatever level they were claimed.
public struct OutcomeClaims: Sendable {
  public struct Claim: Sendable {
    public let programme: Int64
    public let days: DateSpan
    /// In basis points.
    public let shareBP: Int

    public init(programme: Int64, days: DateSpan, shareBP: Int) {
      self.programme = programme
      self.days = days
      self.shareBP = shareBP
    }
  }

  /// In the order in which they were recorded.
  private let own: [Claim]
  /// The same of each union.
  private let above: [[Claim]]

  public init(own: [Claim], above: [[Claim]] = []) {
    self.own = own
    self.above = above
  }

  /// What a programme claims on a day, 0 to 1; nil where it said nothing of it, here or above.
  public func share(of programme: Int64, on day: CalendarDate) -> Double? {
    let claimed = OutcomeClaims.shares(own, on: day)
    if let share = claimed[programme] { return Double(share) / 10_000 }
    var inherited: [Int64: Int] = [:]
    for union in above {
      for (other, share) in OutcomeClaims.shares(union, on: day) where claimed[other] == nil {
        inherited[other] = min(inherited[other] ?? share, share)
      }
    }
    guard let share = inherited[programme] else { return nil }
    let left = max(10_000 - claimed.values.reduce(0, +), 0)
    let asked = inherited.values.reduce(0, +)
    if asked <= left { return Double(share) / 10_000 }
    return Double(share) * Double(left) / Double(asked) / 10_000
  }

  /// What a programme claims over the days of a period, each day alike; days that it said nothing of it claims whole.
  public func share(of programme: Int64, over period: DateSpan) -> Double {
    var days: Set<CalendarDate> = [period.first]
    for claim in own + above.flatMap(\.self) {
      for day in [claim.days.first, claim.days.last.adding(days: 1)] where period.contains(day) { days.insert(day) }
    }
    let starts = days.sorted()
    let shares = starts.map { share(of: programme, on: $0) ?? 1 }
    if shares.allSatisfy({ $0 == shares[0] }) { return shares[0] }
    let ends = starts.dropFirst() + [period.last.adding(days: 1)]
    let sum = zip(zip(starts, ends), shares).reduce(0) { $0 + Double($1.0.0.days(to: $1.0.1)) * $1.1 }
    return sum / Double(period.first.days(to: period.last) + 1)
  }

  /// Of each programme that says something of a day, in basis points.
  private static func shares(_ claims: [Claim], on day: CalendarDate) -> [Int64: Int] {
    var shares: [Int64: Int] = [:]
    for claim in claims where claim.days.contains(day) { shares[claim.programme] = claim.shareBP }
    return shares
  }
}
