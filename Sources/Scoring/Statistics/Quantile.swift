/// Quantiles by linear interpolation between order statistics, type 7 of R. J. Hyndman and Y. Fan, “Sample Quantiles in
/// Statistical Packages”, 1996: the default of R and of NumPy.
public enum Quantile {
  /// The quantile of values already in ascending order; nil for no values.
  ///
  /// - Parameter probability: from 0 (the minimum) to 1 (the maximum); what lies outside counts as the nearer end.
  public static func ofSorted(_ values: some RandomAccessCollection<Double>, _ probability: Double) -> Double? {
    guard !values.isEmpty else { return nil }
    let position = Double(values.count - 1) * min(max(probability, 0), 1)
    let lower = Int(position)
    let fraction = position - Double(lower)
    let low = values[values.index(values.startIndex, offsetBy: lower)]
    guard fraction > 0 else { return low }
    let high = values[values.index(values.startIndex, offsetBy: lower + 1)]
    // Equal neighbours give themselves: an interpolation could be off by a rounding.
    if low == high { return low }
    let step = high - low
    // The way between two huge numbers of opposite sign is past all numbers.
    return step.isFinite ? low + step * fraction : low * (1 - fraction) + high * fraction
  }

  /// The quantile of values in any order; nil for no values.
  public static func of(_ values: some Sequence<Double>, _ probability: Double) -> Double? {
    ofSorted(values.sorted(), probability)
  }
}
