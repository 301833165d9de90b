/// What a shard knows of one indicator for one group, as far as the framework needs it; merges in any order to the same
/// bits.
struct PairTally: Sendable {
  /// Whether some actor has a row for it.
  var isReported = false
  /// Actors that serve the group and have no value although one was due.
  var absent = 0
  /// Actors that serve the group and have a value.
  var count = 0
  var minimum = Double.infinity
  var maximum = -Double.infinity
  /// Kept where sums are needed.
  var moments: Moments?
  /// Kept where the order of the values is needed; unsorted.
  var values: [Double] = []
  /// Successes and trials, or values and sizes, kept where values are shrunk.
  var trials: [Trial] = []

  struct Trial: Hashable, Sendable, Comparable {
    let success: Double
    let size: Double
    /// What the shrunk rate is multiplied by: the scale over the denominator, 1 without one.
    var unit = 1.0

    static func < (left: Trial, right: Trial) -> Bool {
      left.size != right.size ? left.size < right.size : left.success < right.success
    }
  }

  mutating func add(_ value: Double, keepsValues: Bool) {
    count += 1
    minimum = min(minimum, value)
    maximum = max(maximum, value)
    moments?.add(value)
    if keepsValues { values.append(value) }
  }

  mutating func add(_ extremes: ScaleTally.Extremes) {
    isReported = true
    count += extremes.count
    minimum = min(minimum, extremes.minimum)
    maximum = max(maximum, extremes.maximum)
  }

  mutating func merge(_ other: PairTally) {
    isReported = isReported || other.isReported
    absent += other.absent
    count += other.count
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
    if let more = other.moments { moments?.merge(more) }
    values += other.values
    trials += other.trials
  }
}
