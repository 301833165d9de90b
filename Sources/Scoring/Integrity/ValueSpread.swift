/// How far what an actor reports moves from period to period, whatever its size: over the flows and ratios of all
/// indicators and groups. Stocks may honestly stay what they are.
public struct ValueSpread: Sendable, Hashable {
  /// Σ ((v − mean) / mean)², each value beside the mean of its series.
  public var deviations: Double
  /// Σ (n − 1) over the series.
  public var degrees: Int

  /// Fewer degrees say nothing of how much an actor varies.
  public static let leastDegrees = 4
  /// Among fewer actors none is usual.
  public static let leastActors = 10

  public init(deviations: Double = 0, degrees: Int = 0) {
    self.deviations = deviations
    self.degrees = degrees
  }

  /// Nil where too little was reported.
  public var variance: Double? { degrees >= ValueSpread.leastDegrees ? deviations / Double(degrees) : nil }
}

/// One series of an actor, value after value: sums around the first one, so that steady series lose no digits.
struct SeriesSpread {
  private var first = 0.0
  private var count = 0
  private var sum = 0.0
  private var squares = 0.0

  @inline(__always)
  mutating func add(_ value: Double) {
    if count == 0 { first = value }
    let step = value - first
    count += 1
    sum += step
    squares += step * step
  }

  /// Adds the series to what is known of the actor; a series around zero has no size to be compared with.
  mutating func close(into spread: inout ValueSpread) {
    defer { self = SeriesSpread() }
    guard count > 1 else { return }
    let mean = first + sum / Double(count)
    let relative = max(0, squares - sum * sum / Double(count)) / (mean * mean)
    guard mean != 0, relative.isFinite else { return }
    spread.deviations += relative
    spread.degrees += count - 1
  }
}
