import Domain

/// How much of the variance of a model's output each uncertain factor explains, alone and with all its interactions.
///
/// `A` and `B` are two independent samples of all factors and `AB_i` is `A` with factor i taken from `B`; `V` is the
/// variance of the outputs of `A` and `B` together.
/// First order: `S_i = mean(f_B (f_ABi − f_A)) / V` (A. Saltelli et al., “Variance based sensitivity analysis of model
/// output”, 2010); total: `ST_i = mean((f_A − f_ABi)²) / 2V` (M. J. W. Jansen, “Analysis of variance designs for model
/// output”, 1999). Both are COINr's.
public struct SobolIndices: Sendable, Equatable {
  public struct Factor: Sendable, Equatable {
    public let first: RateInterval
    public let total: RateInterval
  }

  /// One for each factor, in the order of `fromAB`.
  public let factors: [Factor]

  /// - Parameters:
  ///   - fromA: the n outputs of sample `A`; `fromB`: those of `B`; `fromAB`: n outputs for each factor.
  ///   - resamples: bootstrap resamples for the intervals; 0 gives intervals of no width.
  ///   - confidence: of the percentile interval.
  ///   - key: seed and factor of the bootstrap's random numbers; its replicate and actor are set here.
  /// - Throws: `sensitivity_sample_invalid` where the lengths differ or are below two, `sensitivity_no_variation` where
  ///   every output is the same.
  public init(
    fromA: [Double], fromB: [Double], fromAB: [[Double]], resamples: Int, confidence: Double = 0.9, key: RandomKey
  ) throws(Problem) {
    guard fromA.count > 1, fromB.count == fromA.count, fromAB.allSatisfy({ $0.count == fromA.count }) else {
      throw Problem(
        "sensitivity_sample_invalid", "Sensitivity needs as many outputs of B and of each AB as of A, at least two.")
    }
    guard let variance = Moments(fromA + fromB).variance, variance > 0 else {
      throw Problem("sensitivity_no_variation", "Every output is the same: there is no variance to explain.")
    }
    let samples = Samples(a: fromA, b: fromB)
    let whole = Array(fromA.indices)
    let draws = (0..<resamples).map { SobolIndices.resample(whole.count, number: $0, key: key) }
    factors = fromAB.map { changed in
      let point = samples.indices(changed, at: whole)
      let replicas = draws.map { samples.indices(changed, at: $0) }
      return Factor(
        first: SobolIndices.interval(point.first, replicas.map(\.first), confidence),
        total: SobolIndices.interval(point.total, replicas.map(\.total), confidence))
    }
  }

  private static func resample(_ count: Int, number: Int, key: RandomKey) -> [Int] {
    var key = key
    key.replicate = number
    return (0..<count).map { place in
      key.actor = UInt64(place)
      return key.index(below: count)
    }
  }

  private static func interval(_ estimate: Double, _ replicas: [Double], _ confidence: Double) -> RateInterval {
    let sorted = replicas.filter(\.isFinite).sorted()
    let tail = (1 - confidence) / 2
    return RateInterval(
      estimate: estimate, lower: Quantile.ofSorted(sorted, tail) ?? estimate,
      upper: Quantile.ofSorted(sorted, 1 - tail) ?? estimate)
  }
}

private struct Samples {
  let a: [Double]
  let b: [Double]

  /// First and total index from the rows at `places`; NaN where a resample has no variance.
  func indices(_ changed: [Double], at places: [Int]) -> (first: Double, total: Double) {
    var outputs = Moments()
    var first = ExactSum()
    var total = ExactSum()
    for place in places {
      outputs.add(a[place])
      outputs.add(b[place])
      let difference = changed[place] - a[place]
      first.add(b[place] * difference)
      total.add(difference * difference)
    }
    let scale = (outputs.variance ?? 0) * Double(places.count)
    return scale > 0 ? (first.value / scale, total.value / (2 * scale)) : (.nan, .nan)
  }
}
