import Numerics

/// Outliers of one indicator: pulled in one distinct extreme at a time, and where that is not enough, a logarithm
/// (stage S4).
///
/// Source: W. Becker, G. Caperna, M. Del Sorbo et al., COINr 1.1.14 (2022), `Treat`, `check_SkewKurt`, `winsorise` and
/// `log_CT`: a column fails while abs(skewness) ≥ 2 and kurtosis ≥ 3.5 (the sample statistics G1 and G2).
public struct ColumnTreatment: Sendable, Hashable, Codable {
  /// Points that may be pulled in.
  public static let pointLimit = 5
  /// Values below are taken for it; nil where none is.
  public private(set) var low: Double?
  public private(set) var high: Double?
  /// Points that were pulled in.
  public private(set) var points = 0
  /// Where the logarithm was taken: x becomes ln(x + shift).
  public private(set) var shift: Double?

  /// Looks at a column in ascending order.
  init(sorted values: [Double]) {
    guard let first = values.first, let last = values.last, first < last else { return }
    var treated = values
    var (lower, upper) = (0, values.count - 1)
    while let shape = SampleShape(treated), shape.fails, points < ColumnTreatment.pointLimit {
      if shape.skewness > 0 {
        guard let next = treated[...upper].lastIndex(where: { $0 < treated[upper] }) else { break }
        upper = next
        for index in (next + 1)..<treated.count { treated[index] = treated[next] }
        points = ColumnTreatment.pulled(values, treated)
        high = treated[next]
      } else {
        guard let next = treated[lower...].firstIndex(where: { $0 > treated[lower] }) else { break }
        lower = next
        for index in 0..<next { treated[index] = treated[next] }
        points = ColumnTreatment.pulled(values, treated)
        low = treated[next]
      }
    }
    guard SampleShape(treated)?.fails == true else { return }
    // The logarithm is of the untouched column.
    self = ColumnTreatment(shift: 0.01 * (last - first) - first)
  }

  private init(shift: Double) { self.shift = shift }

  private static func pulled(_ values: [Double], _ treated: [Double]) -> Int {
    zip(values, treated).count { $0 != $1 }
  }

  /// What the value becomes; nil where a frozen scale has no logarithm for it.
  func treated(_ value: Double) -> Double? {
    if let shift { return value + shift > 0 ? Double.log(value + shift) : nil }
    return min(max(value, low ?? value), high ?? value)
  }
}

/// Skewness and kurtosis of a sample, G1 and G2 of D. N. Joanes and C. A. Gill, “Comparing measures of sample skewness
/// and kurtosis”, The Statistician 47 (1998).
struct SampleShape {
  let skewness: Double
  let kurtosis: Double

  /// Nil below four values and for a constant column.
  init?(_ values: [Double]) {
    let count = Double(values.count)
    guard values.count > 3, let first = values.first, values.contains(where: { $0 != first }) else { return nil }
    // In ascending order the sums are the same for every order of the actors.
    let mean = values.reduce(0, +) / count
    var (second, third, fourth) = (0.0, 0.0, 0.0)
    for value in values {
      let square = (value - mean) * (value - mean)
      second += square
      third += square * (value - mean)
      fourth += square * square
    }
    (second, third, fourth) = (second / count, third / count, fourth / count)
    let skew = third / (second * second.squareRoot())
    let excess = fourth / (second * second) - 3
    skewness = skew * (count * (count - 1)).squareRoot() / (count - 2)
    kurtosis = ((count + 1) * excess + 6) * (count - 1) / ((count - 2) * (count - 3))
    guard skewness.isFinite, kurtosis.isFinite else { return nil }
  }

  var fails: Bool { skewness.magnitude >= 2 && kurtosis >= 3.5 }
}
