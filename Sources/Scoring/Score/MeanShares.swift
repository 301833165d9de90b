/// Takes a mean apart: what each child brings, so that the parts add up to the whole.
///
/// - arithmetic: w y, as in the mean itself.
/// - geometric with a floor ε: N · w ln(y/ε) / ln(N/ε): the child's share of the way from the floor to the mean,
///   measured in logarithms; a child at the floor brings nothing. The factors y^w multiply to the mean.
/// - other power means, and geometric ones without a floor: w yᵖ N^(1−p), Euler's theorem for a function that doubles
///   when all children double.
/// - Mazziotta–Pareto: w y (1 − cv²). Product: N w / Σ w. Headcount: its deprivations. Copeland: N w.
struct MeanShares {
  let mean: Mean

  /// Writes the part of each child into `parts`, and its rescaled weight into `shares`; both 0 for absent children.
  func take(
    apart whole: Double, _ values: UnsafeBufferPointer<Double>, _ weights: UnsafeBufferPointer<Double>,
    parts: UnsafeMutableBufferPointer<Double>, shares: UnsafeMutableBufferPointer<Double>
  ) {
    var total = 0.0
    for index in 0..<values.count where !values[index].isNaN { total += weights[index] }
    for index in 0..<values.count {
      shares[index] = values[index].isNaN || total <= 0 ? 0 : weights[index] / total
      parts[index] = 0
    }
    guard total > 0 else { return }
    switch mean.aggregation {
    case .arithmetic: each(values, shares, parts) { $0 }
    case .geometric(let floor): geometric(whole, floor, values, shares, parts)
    case .power(let exponent, let floor) where exponent == 0: geometric(whole, floor, values, shares, parts)
    case .harmonic(let floor): power(whole, -1, floor, values, shares, parts)
    case .power(let exponent, let floor): power(whole, exponent, floor, values, shares, parts)
    case .mazziottaPareto:
      let penalty = mean.penalty(values, weights, total, plain(values, shares))
      each(values, shares, parts) { $0 * penalty }
    case .product, .copeland: each(values, shares, parts) { _ in whole }
    case .alkireFoster: each(values, shares, parts) { whole > 0 && $0 > 0 ? 1 : 0 }
    }
  }

  @inline(__always)
  private func each(
    _ values: UnsafeBufferPointer<Double>, _ shares: UnsafeMutableBufferPointer<Double>,
    _ parts: UnsafeMutableBufferPointer<Double>, _ term: (Double) -> Double
  ) {
    for index in 0..<values.count where !values[index].isNaN { parts[index] = shares[index] * term(values[index]) }
  }

  private func plain(_ values: UnsafeBufferPointer<Double>, _ shares: UnsafeMutableBufferPointer<Double>) -> Double {
    var sum = 0.0
    for index in 0..<values.count where !values[index].isNaN { sum += shares[index] * values[index] }
    return sum
  }

  private func geometric(
    _ whole: Double, _ floor: Double?, _ values: UnsafeBufferPointer<Double>,
    _ shares: UnsafeMutableBufferPointer<Double>, _ parts: UnsafeMutableBufferPointer<Double>
  ) {
    guard let floor else { return each(values, shares, parts) { _ in whole } }
    // The same sum as in the mean, so that parts add up however close the mean is to the floor.
    var way = 0.0
    for index in 0..<values.count where values[index] > floor {
      way += shares[index] * Elementary.log(values[index] / floor)
    }
    guard way > 0 else { return each(values, shares, parts) { _ in whole } }
    each(values, shares, parts) { $0 > floor ? whole * Elementary.log($0 / floor) / way : 0 }
  }

  private func power(
    _ whole: Double, _ exponent: Double, _ floor: Double?, _ values: UnsafeBufferPointer<Double>,
    _ shares: UnsafeMutableBufferPointer<Double>, _ parts: UnsafeMutableBufferPointer<Double>
  ) {
    guard whole > 0 else { return }
    let least = floor ?? 0
    each(values, shares, parts) { value in
      let floored = max(value, least)
      return floored > 0 ? whole * Elementary.pow(floored / whole, exponent) : 0
    }
  }
}
