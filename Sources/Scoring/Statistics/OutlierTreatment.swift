/// Outliers of a column that is to be normalised relative to its peers, treated as COINr does (stage S4 of the methods).
///
/// A column fails where `|G1| ≥ 2` and `G2 ≥ 3.5`. The most extreme distinct value on the side of the skew is moved to
/// the next one, up to five times; where the column still fails, the moves are discarded and every value becomes
/// `ln(x − min + 0.01 (max − min))`. Source: W. Becker et al., COINr, `Treat`; OECD/JRC Handbook on Constructing Composite
/// Indicators, 2008, step 4.
public struct OutlierTreatment: Sendable, Equatable {
  public enum Outcome: Sendable, Equatable {
    /// The column passed, or is too short or constant.
    case untouched
    /// The number of distinct values that were moved.
    case winsorised(Int)
    case logarithm
  }

  public struct Limits: Sendable, Equatable {
    public var skewness: Double
    public var excessKurtosis: Double
    /// How many distinct values may be moved.
    public var moves: Int

    public init(skewness: Double = 2, excessKurtosis: Double = 3.5, moves: Int = 5) {
      self.skewness = skewness
      self.excessKurtosis = excessKurtosis
      self.moves = moves
    }
  }

  /// A value that the treatment changed; `index` is its place in the column.
  public struct Change: Sendable, Equatable {
    public let index: Int
    public let from: Double
    public let to: Double
  }

  public let outcome: Outcome
  /// The column after treatment; a missing value stays missing.
  public let values: [Double?]
  /// The shape before and after; nil where it is undefined.
  public let before: Shape?
  public let after: Shape?

  private let original: [Double?]

  public init(_ column: [Double?], limits: Limits = Limits()) {
    original = column
    before = Shape(column.compactMap(\.self))
    guard OutlierTreatment.fails(before, limits) else {
      (outcome, values, after) = (.untouched, column, before)
      return
    }
    var treated = column
    var shape = before
    var moves = 0
    while moves < limits.moves, let current = shape, OutlierTreatment.fails(current, limits) {
      treated = OutlierTreatment.movingExtreme(of: treated, above: current.skewness > 0)
      shape = Shape(treated.compactMap(\.self))
      moves += 1
    }
    if OutlierTreatment.fails(shape, limits) {
      outcome = .logarithm
      values = OutlierTreatment.logarithms(of: column)
      after = Shape(values.compactMap(\.self))
    } else {
      (outcome, values, after) = (.winsorised(moves), treated, shape)
    }
  }

  /// The values that differ from those given, in the order of the column.
  public var changes: [Change] {
    zip(original, values).enumerated().compactMap { index, pair in
      guard let from = pair.0, let to = pair.1, from != to else { return nil }
      return Change(index: index, from: from, to: to)
    }
  }

  private static func fails(_ shape: Shape?, _ limits: Limits) -> Bool {
    guard let shape else { return false }
    return abs(shape.skewness) >= limits.skewness && shape.excessKurtosis >= limits.excessKurtosis
  }

  private static func movingExtreme(of column: [Double?], above: Bool) -> [Double?] {
    let present = column.compactMap(\.self)
    guard let extreme = above ? present.max() : present.min() else { return column }
    let inner = present.filter { $0 != extreme }
    guard let next = above ? inner.max() : inner.min() else { return column }
    return column.map { $0 == extreme ? next : $0 }
  }

  private static func logarithms(of column: [Double?]) -> [Double?] {
    let present = column.compactMap(\.self)
    guard let low = present.min(), let high = present.max() else { return column }
    return column.map { value in value.map { Elementary.log($0 - low + 0.01 * (high - low)) } }
  }
}
