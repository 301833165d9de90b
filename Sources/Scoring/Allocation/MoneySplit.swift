/// How exact shares of money become whole minor units.
public enum Rounding: String, Sendable, Hashable, CaseIterable {
  /// Every share is rounded down, and the units that are left go one each to the largest fractions: all is spent.
  case largestRemainder = "largest_remainder"
  /// Every share is rounded on its own, ties to even; where that would pass the amount, the smallest fractions that were
  /// rounded up give a unit back. A few units may stay over.
  case nearest
  /// Every share is rounded down. A unit for each share may stay over.
  case down
}

/// Splits of whole amounts in exact arithmetic. No floating point touches them.
public enum MoneySplit {
  /// Splits an amount in proportion to weights by largest remainder; equal fractions favour the earlier place.
  /// The parts add up to the amount: 100.00 in three are 33.34, 33.33 and 33.33.
  ///
  /// - Parameters:
  ///   - amountMinor: zero or more.
  ///   - weights: none negative; all zero where nobody has a part, and then every part is zero.
  public static func split(_ amountMinor: Int64, by weights: [Int64]) -> [Int64] {
    precondition(amountMinor >= 0 && weights.allSatisfy { $0 >= 0 }, "amounts and weights are not negative")
    let total = weights.reduce(UInt128(0)) { $0 + UInt128($1) }
    guard total > 0 else { return weights.map { _ in 0 } }
    let shares = ExactShares(
      numerators: weights.map { UInt128($0) * UInt128(amountMinor) }, denominator: total)
    return shares.rounded(.largestRemainder, within: amountMinor)
  }
}

/// Exact amounts over one denominator.
struct ExactShares {
  var numerators: [UInt128]
  /// Positive.
  var denominator: UInt128

  /// Whole amounts that add up to `amount` at most; the shares themselves must.
  func rounded(_ rounding: Rounding, within amount: Int64) -> [Int64] {
    var amounts = numerators.map { Int64($0 / denominator) }
    let left = amount - amounts.reduce(0, +)
    switch rounding {
    case .down: break
    case .largestRemainder:
      for index in byFraction().prefix(Int(left)) where fraction(index) > 0 { amounts[index] += 1 }
    case .nearest:
      let up = byFraction().filter { index in
        let twice = 2 * fraction(index)
        return twice > denominator || (twice == denominator && amounts[index] % 2 == 1)
      }
      for index in up.prefix(Int(left)) { amounts[index] += 1 }
    }
    return amounts
  }

  private func fraction(_ index: Int) -> UInt128 { numerators[index] % denominator }

  /// Places by falling fraction; equal ones in their order.
  private func byFraction() -> [Int] {
    let fractions = numerators.map { $0 % denominator }
    return fractions.indices.sorted { (fractions[$1], $0) < (fractions[$0], $1) }
  }
}
