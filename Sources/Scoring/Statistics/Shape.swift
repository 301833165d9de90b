/// The adjusted skewness G1 and excess kurtosis G2 of a sample (type 2 of D. N. Joanes and C. A. Gill, “Comparing
/// measures of sample skewness and kurtosis”, 1998; what SAS, SPSS and COINr compute).
public struct Shape: Sendable, Equatable {
  /// `√(n(n−1)) / (n−2) · m3 / m2^1.5`.
  public let skewness: Double
  /// `(n−1) / ((n−2)(n−3)) · ((n+1)(m4/m2² − 3) + 6)`.
  public let excessKurtosis: Double

  /// Nil below four values and where all values are equal: neither measure is defined there.
  ///
  /// The powers are added exactly, so that the order of the values does not matter.
  public init?(_ values: [Double]) {
    guard values.count > 3, let low = values.min(), let high = values.max(), low < high else { return nil }
    let n = Double(values.count)
    let mean = ExactSum(values).value / n
    var sums = (ExactSum(), ExactSum(), ExactSum())
    for value in values {
      let deviation = value - mean
      let square = deviation * deviation
      sums.0.add(square)
      sums.1.add(square * deviation)
      sums.2.add(square * square)
    }
    let second = sums.0.value / n
    guard second > 0 else { return nil }
    let third = sums.1.value / n
    let fourth = sums.2.value / n
    skewness = (n * (n - 1)).squareRoot() / (n - 2) * third / (second * second.squareRoot())
    excessKurtosis = (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (fourth / (second * second) - 3) + 6)
  }
}
