/// The cutoff of an Alkire–Foster headcount, decided in whole numbers: no rounding turns “a third of the deprivations”
/// into a little less.
struct Headcount: Sendable {
  /// Whole-number weights in the proportion of the declared ones, in the order of the children.
  let weights: [Int]
  let cutoff: Aggregation.Ratio

  init?(_ aggregation: Aggregation, weights: [Double]) {
    guard case .alkireFoster(let cutoff) = aggregation else { return nil }
    self.cutoff = cutoff
    self.weights = Headcount.whole(weights)
  }

  /// Whether deprivations that weigh `deprived` out of `total` reach the cutoff.
  func isPoor(deprived: Int, of total: Int) -> Bool {
    let (high, low) = deprived.multipliedFullWidth(by: cutoff.denominator)
    let (highLimit, lowLimit) = total.multipliedFullWidth(by: cutoff.numerator)
    return high != highLimit ? high > highLimit : low >= lowLimit
  }

  /// Decimal weights times the power of ten that makes them whole, as far as the largest keeps to thirteen digits; finer
  /// ones are rounded there.
  static func whole(_ weights: [Double]) -> [Int] {
    let largest = weights.max() ?? 0
    var scale = 1.0
    while largest * scale < 1e12, weights.contains(where: { ($0 * scale).rounded() / scale != $0 }) { scale *= 10 }
    return weights.map { Int(min(($0 * scale).rounded(), 1e15)) }
  }
}
