import Domain

/// Means of actors drawn towards their common mean, with known sampling variances (stage S5): James and Stein's
/// estimator, positive part.
///
/// Equal variances V: each deviation from the mean keeps the share `max(0, 1 − (k−3)V / S)`, S being the sum of squared
/// deviations (B. Efron and C. Morris, “Stein's Paradox in Statistics”, 1977). Unequal ones: the share
/// `1 − (k−3)/(k−1) · V_i / (V_i + A)`, where A ≥ 0, the variance between actors, solves
/// `Σ (y_i − μ)² / (V_i + A) = k − 1` (C. Morris, “Parametric Empirical Bayes Inference”, 1983), which is the same where
/// the variances are equal.
public enum JamesStein {
  /// What the actors have in common, and how much of it each one takes.
  struct Fit: Equatable {
    /// What means are drawn towards.
    let centre: Double
    /// The variance between actors; nil where sampling variances are equal, and all are drawn by one share.
    let between: Double?
    /// The share of its deviation that an actor loses whose own mean says nothing; of every actor where variances are
    /// equal.
    let share: Double

    /// The share of its deviation that an actor of this sampling variance loses, in [0, 1].
    func drawn(_ variance: Double) -> Double { share * (between.map { variance / (variance + $0) } ?? 1) }
  }

  /// The shrunk means, in the order given. Below four actors nothing is shrunk.
  ///
  /// - Throws: `variance_invalid` where there is not one positive variance for each value.
  public static func shrink(_ values: [Double], variances: [Double]) throws(Problem) -> [Double] {
    guard let fit = try fit(values, variances: variances) else { return values }
    return zip(values, variances).map { $0 - fit.drawn($1) * ($0 - fit.centre) }
  }

  /// Nil below four actors, and where no two means differ.
  ///
  /// - Throws: as ``shrink(_:variances:)``.
  static func fit(_ values: [Double], variances: [Double]) throws(Problem) -> Fit? {
    guard values.count == variances.count, variances.allSatisfy({ $0 > 0 && $0.isFinite }) else {
      throw Problem("variance_invalid", "Shrinkage needs one positive sampling variance for each mean.")
    }
    guard values.count > 3, let first = variances.first else { return nil }
    return variances.allSatisfy { $0 == first } ? fit(values, variance: first) : fitUnequal(values, variances)
  }

  private static func fit(_ values: [Double], variance: Double) -> Fit? {
    let count = Double(values.count)
    let mean = ExactSum(values).value / count
    let deviations = ExactSum(values.lazy.map { ($0 - mean) * ($0 - mean) }).value
    guard deviations > 0 else { return nil }
    return Fit(centre: mean, between: nil, share: min(1, (count - 3) * variance / deviations))
  }

  private static func fitUnequal(_ values: [Double], _ variances: [Double]) -> Fit {
    let count = Double(values.count)
    let between = varianceBetween(values, variances)
    return Fit(
      centre: weightedMean(values, variances, between), between: between, share: (count - 3) / (count - 1))
  }

  /// A, by bisection: the left side of its equation falls as A grows.
  private static func varianceBetween(_ values: [Double], _ variances: [Double]) -> Double {
    let excess = { (between: Double) in
      let mean = weightedMean(values, variances, between)
      let terms = zip(values, variances).lazy.map { ($0 - mean) * ($0 - mean) / ($1 + between) }
      return ExactSum(terms).value - Double(values.count - 1)
    }
    guard excess(0) > 0 else { return 0 }
    var low = 0.0
    var high = variances.max() ?? 1
    while excess(high) > 0 { high *= 2 }
    for _ in 0..<200 {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { break }
      if excess(middle) > 0 { low = middle } else { high = middle }
    }
    return high
  }

  private static func weightedMean(_ values: [Double], _ variances: [Double], _ between: Double) -> Double {
    let sum = ExactSum(zip(values, variances).lazy.map { $0 / ($1 + between) }).value
    return sum / ExactSum(variances.lazy.map { 1 / ($0 + between) }).value
  }
}
