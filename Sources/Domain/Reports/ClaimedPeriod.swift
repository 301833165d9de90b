/// What an actor reported of an outcome in one period, and how much of it one programme claims.
public struct ClaimedPeriod: Hashable, Sendable {
  /// As verified where it was, else as declared.
  public let value: Double
  /// Of a ratio; nil where it is not known.
  public let denominator: Double?
  /// From 0 to 1, over the period's days; the whole where nothing was said of them.
  public let share: Double
  /// From 0 to 1, on the period's last day: of a stock this one counts.
  public let lastShare: Double

  public init(value: Double, denominator: Double?, share: Double, lastShare: Double) {
    self.value = value
    self.denominator = denominator
    self.share = share
    self.lastShare = lastShare
  }

  /// - Parameter shareBP: In basis points, of every day of the period.
  public init(value: Double, denominator: Double?, shareBP: Int) {
    let share = Double(shareBP) / 10_000
    self.init(value: value, denominator: denominator, share: share, lastShare: share)
  }
}

extension Indicator.Kind {
  /// How much of an outcome a programme claims, 0 to 1, over the periods of one unit after another: of an actor there is
  /// one, of a union's figure the union itself and each of its members; periods in their order.
  ///
  /// It follows how their values become one: shares of a flow weigh as much as the values, of a ratio as much as the
  /// denominators; of a stock each unit's last one counts, with its value, as it does of a ratio without denominators,
  /// each alike. Where nothing weighs anything the smallest counts.
  public func claimedShare(_ units: [[ClaimedPeriod]]) -> Double {
    let periods = units.flatMap(\.self)
    let lasts = units.compactMap(\.last)
    var parts: [(weight: Double, share: Double)]
    switch self {
    case .flow: parts = periods.map { ($0.value.magnitude, $0.share) }
    case .stock: parts = lasts.map { ($0.value.magnitude, $0.lastShare) }
    case .ratio:
      let denominators = periods.compactMap(\.denominator)
      parts =
        denominators.count == periods.count
        ? zip(denominators, periods).map { ($0, $1.share) } : lasts.map { (1, $0.share) }
    }
    guard let first = parts.first else { return 1 }
    // Equal shares are themselves, to the last bit.
    if parts.allSatisfy({ $0.share == first.share }) { return first.share }
    let whole = parts.reduce(0) { $0 + $1.weight }
    guard whole > 0 else { return parts.reduce(first.share) { min($0, $1.share) } }
    return min(parts.reduce(0) { $0 + $1.weight * $1.share } / whole, 1)
  }
}
