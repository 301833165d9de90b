/// Where a quantile of type 7 lies among numbers in ascending order: at one of them, or on the way to the next.
struct QuantilePlace: Sendable {
  /// Counts from 0.
  let lower: Int
  /// How far the quantile is on the way from ``lower`` to the number after it, from 0 on and below 1.
  let fraction: Double

  /// - Parameters:
  ///   - probability: from 0 (the minimum) to 1 (the maximum); what lies outside counts as the nearer end.
  ///   - count: of the numbers, 1 or more.
  init(_ probability: Double, of count: Int) {
    let position = Double(count - 1) * min(max(probability, 0), 1)
    lower = Int(position)
    fraction = position - Double(lower)
  }

  /// - Parameters:
  ///   - low: the number at ``lower``.
  ///   - high: the one after it; any where the fraction is 0.
  func value(_ low: Double, _ high: Double) -> Double {
    // Equal neighbours give themselves: an interpolation could be off by a rounding.
    if fraction == 0 || low == high { return low }
    let step = high - low
    // The way between two huge numbers of opposite sign is past all numbers.
    return step.isFinite ? low + step * fraction : low * (1 - fraction) + high * fraction
  }
}
