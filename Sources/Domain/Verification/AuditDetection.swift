import Foundation

/// How likely a sample finds what is wrong.
public enum AuditDetection {
  /// The chance that a random sample of `sample` out of `population` has at least one of the `deviating`:
  /// 1 − C(N−D, n) / C(N, n).
  ///
  /// - Returns: 0 where nothing deviates or nobody is drawn, 1 where the sample is larger than what is right.
  public static func probability(population: Int, deviating: Int, sample: Int) -> Double {
    guard deviating > 0, sample > 0 else { return 0 }
    guard sample <= population - deviating else { return 1 }
    // The chance to miss is the product of (N − D − i) / (N − i) over the draws; as logarithms no factor is lost.
    let miss = (0..<sample).reduce(0.0) { $0 + log1p(-Double(deviating) / Double(population - $1)) }
    return -expm1(miss)
  }

  /// The smallest random sample that finds one of `deviating` with `probability` at least.
  public static func sampleSize(population: Int, deviating: Int, probability wanted: Double) -> Int {
    guard deviating > 0 else { return population }
    return (1..<max(1, population - deviating + 1)).partitioningIndex {
      probability(population: population, deviating: deviating, sample: $0) >= wanted
    }
  }
}

extension AuditSample {
  static func logarithm(_ number: Double) -> Double { log(number) }
}

/// What makes a visit more worthwhile. Weights start at 1, so that nobody is safe.
public struct AuditRisk: Hashable, Sendable {
  /// The mean discrepancy of what was verified before; nil where nothing was.
  public let pastDiscrepancy: Double?
  public let isLate: Bool
  public let isCorrection: Bool
  /// The largest ratio of a value to the one reported for the period before, above 1 for a rise; nil without one.
  public let largestRise: Double?

  public init(pastDiscrepancy: Double?, isLate: Bool, isCorrection: Bool, largestRise: Double?) {
    self.pastDiscrepancy = pastDiscrepancy
    self.isLate = isLate
    self.isCorrection = isCorrection
    self.largestRise = largestRise
  }

  /// 1, and 4 for a past discrepancy of 100 % or more (in proportion below), 2 for somebody never verified, 2 for a value
  /// that rose tenfold, 1 for a late report and 1 for a corrected one.
  public var weight: Double {
    var weight = 1.0
    weight += pastDiscrepancy.map { 4 * min(1, max(0, $0)) } ?? 2
    if let largestRise, largestRise >= 10 { weight += 2 }
    if isLate { weight += 1 }
    if isCorrection { weight += 1 }
    return weight
  }
}
