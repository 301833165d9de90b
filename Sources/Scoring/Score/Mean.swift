/// The means of stage S8 over the observed children of a node. Absent children are NaN and leave the mean; sums run in
/// the order of the children.
struct Mean: Sendable {
  let aggregation: Aggregation
  let headcount: Headcount?

  /// The mean, or NaN where fewer than `minimum` children are there.
  @inline(__always)
  func value(_ values: UnsafeBufferPointer<Double>, _ weights: UnsafeBufferPointer<Double>, minimum: Int) -> Double {
    var count = 0
    var total = 0.0
    for index in 0..<values.count where !values[index].isNaN {
      count += 1
      total += weights[index]
    }
    guard count >= max(minimum, 1), total > 0 else { return .nan }
    switch aggregation {
    case .arithmetic: return sum(values, weights) { $0 } / total
    case .geometric(let floor): return geometric(values, weights, total, floor)
    case .harmonic(let floor): return power(values, weights, total, -1, floor)
    case .power(let exponent, let floor):
      if exponent == 0 { return geometric(values, weights, total, floor) }
      if exponent == 1 { return sum(values, weights) { $0 } / total }
      return power(values, weights, total, exponent, floor)
    case .mazziottaPareto:
      let mean = sum(values, weights) { $0 } / total
      return mean * penalty(values, weights, total, mean)
    case .product: return product(values, weights)
    case .alkireFoster: return isPoor(values) ? sum(values, weights) { $0 > 0 ? 1 : 0 } / total : 0
    case .copeland: return .nan
    }
  }

  @inline(__always)
  private func sum(
    _ values: UnsafeBufferPointer<Double>, _ weights: UnsafeBufferPointer<Double>, _ term: (Double) -> Double
  ) -> Double {
    var sum = 0.0
    for index in 0..<values.count where !values[index].isNaN { sum += weights[index] * term(values[index]) }
    return sum
  }

  private func geometric(
    _ values: UnsafeBufferPointer<Double>, _ weights: UnsafeBufferPointer<Double>, _ total: Double, _ floor: Double?
  ) -> Double {
    let least = floor ?? .leastNormalMagnitude
    return Elementary.exp(sum(values, weights) { Elementary.log(max($0, least)) } / total)
  }

  private func power(
    _ values: UnsafeBufferPointer<Double>, _ weights: UnsafeBufferPointer<Double>, _ total: Double,
    _ exponent: Double, _ floor: Double?
  ) -> Double {
    let least = floor ?? (exponent < 0 ? .leastNormalMagnitude : 0)
    // Powers are taken of shares of the largest child, so that none overflows.
    var largest = 0.0
    for value in values where !value.isNaN { largest = max(largest, max(value, least)) }
    guard largest > 0 else { return 0 }
    if exponent == 2 {
      let squares = sum(values, weights) { max($0, least) / largest * (max($0, least) / largest) }
      return largest * (squares / total).squareRoot()
    }
    if exponent == -1 { return largest / (sum(values, weights) { largest / max($0, least) } / total) }
    let mean = sum(values, weights) { Elementary.pow(max($0, least) / largest, exponent) } / total
    return largest * Elementary.pow(mean, 1 / exponent)
  }

  /// 1 − cv² over the population of children.
  func penalty(
    _ values: UnsafeBufferPointer<Double>, _ weights: UnsafeBufferPointer<Double>, _ total: Double, _ mean: Double
  ) -> Double {
    guard mean > 0 else { return 1 }
    return 1 - sum(values, weights) { ($0 / mean - 1) * ($0 / mean - 1) } / total
  }

  private func product(_ values: UnsafeBufferPointer<Double>, _ weights: UnsafeBufferPointer<Double>) -> Double {
    var product = 1.0
    for index in 0..<values.count where !values[index].isNaN {
      product *= weights[index] == 1 ? values[index] : Elementary.pow(max(values[index], 0), weights[index])
    }
    return product
  }

  private func isPoor(_ values: UnsafeBufferPointer<Double>) -> Bool {
    guard let headcount else { return false }
    var (deprived, total) = (0, 0)
    for index in 0..<values.count where !values[index].isNaN {
      total += headcount.weights[index]
      if values[index] > 0 { deprived += headcount.weights[index] }
    }
    return headcount.isPoor(deprived: deprived, of: total)
  }
}
