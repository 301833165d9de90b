/// What ``OutlierTreatment`` did to a column, as a rule that any value can be put through: the scale may be frozen and
/// meet values it was not made of (stage S4).
public struct ColumnTreatment: Sendable, Hashable, Codable {
  /// Values below are taken for it; nil where none is.
  public let low: Double?
  public let high: Double?
  /// Distinct values that were pulled in.
  public let moves: Int
  /// Where the logarithm was taken: x becomes ln(x − origin + margin).
  public let origin: Double?
  public let margin: Double?

  /// Looks at a column in ascending order.
  init(sorted values: [Double]) {
    let treatment = OutlierTreatment(values)
    switch treatment.outcome {
    case .untouched: (low, high, moves, origin, margin) = (nil, nil, 0, nil, nil)
    case .winsorised(let count):
      (moves, origin, margin) = (count, nil, nil)
      low = treatment.values.first.flatMap(\.self)
      high = treatment.values.last.flatMap(\.self)
    case .logarithm:
      (low, high, moves) = (nil, nil, 0)
      origin = values.first
      margin = values.first.flatMap { first in values.last.map { 0.01 * ($0 - first) } }
    }
  }

  /// What the value becomes; nil where a frozen scale has no logarithm for it.
  func treated(_ value: Double) -> Double? {
    if let origin, let margin {
      let shifted = value - origin + margin
      return shifted > 0 ? Elementary.log(shifted) : nil
    }
    return min(max(value, low ?? value), high ?? value)
  }
}
