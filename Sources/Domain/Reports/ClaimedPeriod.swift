/// What an actor reported of an outcome in one period, and how much of it one programme claims.
public struct ClaimedPeriod: Hashable, Sendable {
  /// As verified where it was, else as declared.
  public let value: Double
  /// Of a ratio; nil where it is not known.
  public let denominator: Double?
  /// In basis points; the whole where the programme said nothing of this period.
  public let shareBP: Int

  public init(value: Double, denominator: Double?, shareBP: Int) {
    self.value = value
    self.denominator = denominator
    self.shareBP = shareBP
  }
}

extension Indicator.Kind {
  /// How much of an outcome a programme claims over several periods, in their order, 0 to 1. It follows how their values
  /// become one: shares of a flow weigh as much as the values, of a ratio as much as the denominators, and of a stock the
  /// last one counts, as it does of a ratio without denominators. Where nothing weighs anything the smallest counts.
  public func claimedShare(_ periods: [ClaimedPeriod]) -> Double {
    guard let last = periods.last else { return 1 }
    let weights: [Double]
    switch self {
    case .flow: weights = periods.map(\.value.magnitude)
    case .stock: weights = periods.dropLast().map { _ in 0 } + [1]
    case .ratio:
      let denominators = periods.compactMap(\.denominator)
      weights = denominators.count == periods.count ? denominators : periods.dropLast().map { _ in 0 } + [1]
    }
    let whole = weights.reduce(0, +)
    guard whole > 0 else { return Double(periods.map(\.shareBP).min() ?? last.shareBP) / 10_000 }
    // Equal shares are themselves, to the last bit.
    if periods.allSatisfy({ $0.shareBP == last.shareBP }) { return Double(last.shareBP) / 10_000 }
    let claimed = zip(weights, periods).reduce(0) { $0 + $1.0 * Double($1.1.shareBP) }
    return min(claimed / whole / 10_000, 1)
  }
}
