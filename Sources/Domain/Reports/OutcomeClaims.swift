/// What programmes claim of one outcome of an actor: at the actor itself, at the unions that it belongs to, whose figure it
/// is a part of, and of a target group's outcome also what they claim of everybody's, which it is a part of.
///
/// A claim holds of the days of its period; of a day that several of a programme's claims are about, the one that was
/// recorded last. What a programme says nearest to the outcome is what it claims: at the actor itself; else at a union, the
/// smallest where it claims at several; else of everybody, at the actor and then at its unions. What is claimed farther off
/// holds as far as the nearer claims leave it: where several programmes do and together claim more than is left, each gets
/// its part of what is left. So all shares of what one actor reported add up to one at most, wherever they were claimed.
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

  /// From the nearest to the outcome to the farthest: at each, one or several places with their claims in the order in which
  /// they were recorded.
  private let levels: [[[Claim]]]

  /// - Parameters:
  ///   - own: Claims at the actor, in the order in which they were recorded.
  ///   - above: The same of each union.
  ///   - everybody: What is claimed of everybody's outcome, where this one is a target group's.
  public init(own: [Claim], above: [[Claim]] = [], everybody: OutcomeClaims? = nil) {
    levels = [[own], above] + (everybody?.levels ?? [])
  }

  /// What a programme claims on a day, 0 to 1; nil where it said nothing of it anywhere.
  public func share(of programme: Int64, on day: CalendarDate) -> Double? {
    var left = 10_000
    var known: Set<Int64> = []
    for level in levels {
      var claimed: [Int64: Int] = [:]
      for place in level {
        for (other, share) in OutcomeClaims.shares(place, on: day) where !known.contains(other) {
          claimed[other] = min(claimed[other] ?? share, share)
        }
      }
      let asked = claimed.values.reduce(0, +)
      if let share = claimed[programme] {
        return asked <= left ? Double(share) / 10_000 : Double(share) * Double(left) / Double(asked) / 10_000
      }
      known.formUnion(claimed.keys)
      left = max(left - asked, 0)
    }
    return nil
  }

  /// What a programme claims over the days of a period, each day alike; days that it said nothing of it claims whole.
  public func share(of programme: Int64, over period: DateSpan) -> Double {
    var days: Set<CalendarDate> = [period.first]
    for claim in levels.joined().joined() {
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
