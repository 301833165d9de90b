import Domain

/// The quadratic match: an actor's claim on the pool is `(Σ √c)² − Σ c` over the people who gave to it, so that many
/// small gifts weigh more than one large one, and one person alone brings no match.
///
/// Where the matches exceed the pool they are scaled down alike; a cap holds an actor back and its rest is shared again.
/// Source: V. Buterin, Z. Hitzig, E. G. Weyl, “A Flexible Design for Funding Public Goods”, 2019; saturation and cap as
/// in gitcoinco/pluralistic.js. Roots are taken in integers with 26 binary places.
public struct QuadraticMatch: AllocationRule, Equatable {
  /// The largest match of one actor; nil for none.
  public let capMinor: Int64?
  /// Whether matches smaller than the pool are scaled up until it is spent.
  public let spendsWholePool: Bool
  public let rounding: Rounding

  /// - Throws: `match_cap_out_of_range` unless the cap is positive.
  public init(
    capMinor: Int64? = nil, spendsWholePool: Bool = false, rounding: Rounding = .largestRemainder
  ) throws(Problem) {
    guard (1...Money.limit).contains(capMinor ?? 1) else {
      throw Problem(
        "match_cap_out_of_range", "A cap on a match is a positive number of minor units.", at: Place(field: "cap_minor")
      )
    }
    self.capMinor = capMinor
    self.spendsWholePool = spendsWholePool
    self.rounding = rounding
  }

  /// - Throws: `match_out_of_range` where a match is larger than this service books.
  public func share(
    _ claims: [MatchClaim], beside _: [MatchClaim], remainingMinor: Int64, budgetMinor: Int64
  ) throws(Problems) -> Allotment {
    var matches: [UInt128] = []
    for claim in claims {
      guard let match = QuadraticMatch.fixedPoint(of: claim.contributionsMinor) else {
        throw Problems([
          Problem("match_out_of_range", "The match of “\(claim.actor)” is larger than this service books.")
        ])
      }
      matches.append(match)
    }
    let cap = capMinor ?? Money.limit
    let limited = matches.map { min($0, UInt128(cap) * QuadraticMatch.one) }
    let wanted = limited.reduce(0, +)
    if !spendsWholePool, wanted <= UInt128(remainingMinor) * QuadraticMatch.one {
      let spent = Int64(wanted / QuadraticMatch.one)
      let shares = ExactShares(numerators: limited, denominator: QuadraticMatch.one)
      return allotment(claims, matches, shares, spent, remainingMinor, .poolExceedsMatches)
    }
    let filling = CappedFilling(
      weights: QuadraticMatch.weights(of: matches), amountMinor: remainingMinor, capMinor: cap)
    let cause: LeftoverReason = matches.contains { $0 > 0 } ? .everyoneCapped : .noRecipient
    return allotment(
      claims, matches, filling.shares, remainingMinor - filling.leftMinor, remainingMinor, cause)
  }

  private func allotment(
    _ claims: [MatchClaim], _ matches: [UInt128], _ shares: ExactShares, _ spendable: Int64, _ remaining: Int64,
    _ cause: LeftoverReason
  ) -> Allotment {
    let amounts = shares.rounded(rounding, within: spendable)
    let rows = claims.indices.map { index in
      let reason: PaymentReason =
        matches[index] == 0 ? .nothingToMatch : amounts[index] == capMinor ? .capped : .matched
      return Proposal.Row(actor: claims[index].actor, amountMinor: amounts[index], reason: reason)
    }
    return Allotment(
      rows: rows,
      leftovers: [
        .init(amountMinor: remaining - spendable, reason: cause),
        .init(amountMinor: spendable - amounts.reduce(0, +), reason: .rounding),
      ])
  }

  /// One minor unit in fixed point: 2 · 26 binary places.
  private static let one: UInt128 = 1 << 52

  /// Up to how many different amounts every pair of them is multiplied out.
  private static let pairedAmounts = 64

  /// `(Σ √c)² − Σ c` in fixed point; nil past what is booked.
  ///
  /// Written as `Σ n²c + 2 Σ nₐnᵦ √(cₐcᵦ) − Σ nc` over the amounts `c` that `n` people gave each, so that equal gifts, and
  /// gifts whose product is a square, lose nothing to a root: two of 30.00 are matched by 60.00, not by 59.99.
  private static func fixedPoint(of contributions: [Int64]) -> UInt128? {
    guard contributions.count > 1 else { return 0 }
    let counts = Dictionary(contributions.map { (UInt128($0), UInt128(1)) }, uniquingKeysWith: +)
    let gifts = counts.sorted { $0.key < $1.key }.map { (amount: $0.key, count: $0.value) }
    guard gifts.count <= pairedAmounts else { return sumOfRoots(contributions) }
    let roots = gifts.map { squareRoot($0.amount * one) }
    var match: UInt128 = 0
    let limit = UInt128(Money.limit) * one
    for (index, gift) in gifts.enumerated() {
      let (own, isLarge) = gift.amount.multipliedReportingOverflow(by: gift.count * (gift.count - 1))
      guard !isLarge, own <= UInt128(Money.limit) else { return nil }
      match += own * one
      for other in gifts.indices.dropFirst(index + 1) {
        let pairs = 2 * gift.count * gifts[other].count
        let product = gift.amount * gifts[other].amount
        let whole = squareRoot(product)
        let root = whole * whole == product ? whole * one : roots[index] * roots[other]
        let (both, isLarger) = root.multipliedReportingOverflow(by: pairs)
        guard !isLarger, both <= limit else { return nil }
        match += both
      }
      guard match <= limit else { return nil }
    }
    return match
  }

  /// The same by one sum of roots, for gifts of very many different amounts.
  private static func sumOfRoots(_ contributions: [Int64]) -> UInt128? {
    var roots: UInt128 = 0
    var sum: UInt128 = 0
    for contribution in contributions {
      roots += squareRoot(UInt128(contribution) * one)
      sum += UInt128(contribution) * one
    }
    let (square, overflow) = roots.multipliedReportingOverflow(by: roots)
    guard !overflow, square <= sum || square - sum <= UInt128(Money.limit) * one else { return nil }
    return square > sum ? square - sum : 0
  }

  /// The matches as weights below 2⁵², all cut by one power of two.
  private static func weights(of matches: [UInt128]) -> [UInt64] {
    let largest = matches.max() ?? 0
    let shift = max(0, 128 - largest.leadingZeroBitCount - 52)
    return matches.map { UInt64($0 >> UInt128(shift)) }
  }

  /// The whole part of a square root, by Newton's method from above.
  private static func squareRoot(_ value: UInt128) -> UInt128 {
    guard value > 1 else { return value }
    var root: UInt128 = 1 << UInt128((128 - value.leadingZeroBitCount + 1) / 2)
    while true {
      let next = (root + value / root) / 2
      if next >= root { return root }
      root = next
    }
  }
}
