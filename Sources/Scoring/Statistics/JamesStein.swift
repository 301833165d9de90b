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
  /// The shrunk means, in the order given. Below four actors nothing is shrunk.
  ///
  /// - Throws: `variance_invalid` where there is not one positive variance for each value.
  public static func shrink(_ values: [Double], variances: [Double]) throws(Problem) -> [Double] {
    guard values.count == variances.count, variances.allSatisfy({ $0 > 0 && $0.isFinite }) else {
      throw Problem("variance_invalid", "Shrinkage needs one positive sampling variance for each mean.")
    }
    guard values.count > 3, let first = variances.first else { return values }
    return variances.allSatisfy { $0 == first }
      ? shrink(values, variance: first) : shrinkUnequal(values, variances)
  }

  private static func shrink(_ values: [Double], variance: Double) -> [Double] {
    let count = Double(values.count)
    let mean = ExactSum(values).value / count
    let deviations = ExactSum(values.lazy.map { ($0 - mean) * ($0 - mean) }).value
    guard deviations > 0 else { return values }
    let kept = max(0, 1 - (count - 3) * variance / deviations)
    return values.map { mean + kept * ($0 - mean) }
  }

  private static func shrinkUnequal(_ values: [Double], _ variances: [Double]) -> [Double] {
    let count = Double(values.count)
    let between = varianceBetween(values, variances)
    let mean = weightedMean(values, variances, between)
    return zip(values, variances).map { value, variance in
      let drawn = (count - 3) / (count - 1) * variance / (variance + between)
      return value - drawn * (value - mean)
    }
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
