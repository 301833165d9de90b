/// Quantiles by linear interpolation between order statistics, type 7 of R. J. Hyndman and Y. Fan, “Sample Quantiles in
/// Statistical Packages”, 1996: the default of R and of NumPy.
public enum Quantile {
  /// The quantile of values already in ascending order; nil for no values.
  ///
  /// - Parameter probability: from 0 (the minimum) to 1 (the maximum); what lies outside counts as the nearer end.
  public static func ofSorted(_ values: some RandomAccessCollection<Double>, _ probability: Double) -> Double? {
    guard !values.isEmpty else { return nil }
    let place = QuantilePlace(probability, of: values.count)
    let index = values.index(values.startIndex, offsetBy: place.lower)
    guard place.fraction > 0 else { return values[index] }
    return place.value(values[index], values[values.index(after: index)])
  }

  /// The quantile of values in any order; nil for no values.
  public static func of(_ values: some Sequence<Double>, _ probability: Double) -> Double? {
    ofSorted(values.sorted(), probability)
  }
}
