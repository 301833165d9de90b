/// Count, extremes, mean and spread of the observed values of an indicator.
///
/// The sums are exact, so that moments taken shard by shard and merged in any order equal those taken at once, bit for
/// bit. A spread is read from `n·S2 − S1²` in exact arithmetic: the spread of equal values is exactly zero.
public struct Moments: Sendable, Equatable {
  public private(set) var count = 0
  /// +∞ where nothing was added.
  public private(set) var minimum = Double.infinity
  /// −∞ where nothing was added.
  public private(set) var maximum = -Double.infinity
  private var sum = ExactSum()
  private var squares = ExactSum()

  public init() {}

  public init(_ values: some Sequence<Double>) {
    for value in values { add(value) }
  }

  /// Adds a finite value; squares must neither overflow nor vanish (absolute values of 10⁻¹⁴⁵ to 10¹⁵⁴, and zero).
  public mutating func add(_ value: Double) {
    count += 1
    minimum = min(minimum, value)
    maximum = max(maximum, value)
    sum.add(value)
    squares.add(productOf: value, and: value)
  }

  public mutating func merge(_ other: Moments) {
    count += other.count
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
    sum.merge(other.sum)
    squares.merge(other.squares)
  }

  /// Whether every value is the same. Compares the values themselves, never a spread.
  public var isConstant: Bool { count > 0 && minimum == maximum }

  /// The rounded sum of the values; zero for none.
  public var total: Double { sum.value }

  /// Nil for no values. The mean of equal values is that value.
  public var mean: Double? {
    guard count > 0 else { return nil }
    return isConstant ? minimum : sum.value / Double(count)
  }

  /// The sum of squared deviations from the mean, `(n·S2 − S1²) / n`; nil for no values.
  public var squaredDeviations: Double? {
    guard count > 0 else { return nil }
    return isConstant ? 0 : spread / Double(count)
  }

  /// The sample variance, denominator n − 1; nil below two values.
  public var variance: Double? {
    guard count > 1 else { return nil }
    return isConstant ? 0 : spread / Double(count) / Double(count - 1)
  }

  /// The sample standard deviation, denominator n − 1; nil below two values.
  public var standardDeviation: Double? { variance.map { $0.squareRoot() } }

  /// The population variance, denominator n; nil for no values.
  public var populationVariance: Double? { squaredDeviations.map { $0 / Double(count) } }

  /// `n·S2 − S1²`, rounded once.
  private var spread: Double {
    let first = sum.exact
    return (squares.exact * count - first * first).rounded()
  }
}
