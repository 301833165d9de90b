import Domain

/// One indicator's normalisation with the numbers of its scale put in (stage S6).
struct Normaliser: Sendable {
  enum Form: Sendable {
    case achievement(low: Double, high: Double, tolerance: Double?)
    /// from + (to − from) × (v − low) / (high − low), or (high − v) where `isFlipped`.
    case linear(low: Double, high: Double, from: Double, to: Double, isFlipped: Bool, limits: ClosedRange<Double>?)
    /// The same over logarithms.
    case logarithmic(low: Double, high: Double, from: Double, to: Double, isFlipped: Bool, limits: ClosedRange<Double>?)
    case standard(mean: Double, deviation: Double, toMean: Double, toDeviation: Double)
    /// Places among the sorted values: (place + offset) / divisor.
    case place(offset: Double, divisor: Double)
    /// The same for every value.
    case constant(Double)
    /// No value can be normalised.
    case undefined(CellStatus)
  }

  let form: Form
  /// See ``Normalisation/zeroPoint``.
  let zeroPoint: Double
  private let isUp: Bool
  private let gainFactor: Double
  private let baseline: Double?
  private let target: Double?
  private let cap: Double?
  private let treatment: ColumnTreatment?
  private let sorted: [Double]

  /// The form as plain numbers, where it is a straight line and nothing is done to values before.
  var line: NormalLine {
    guard case .linear(let low, let high, let from, let to, let isFlipped, let limits) = form, cap == nil,
      treatment == nil, gainFactor == 1, limits != nil || high - low > 1e-200
    else { return NormalLine() }
    return NormalLine(
      low: isFlipped ? high : low, span: isFlipped ? low - high : high - low, from: from, stretch: to - from,
      least: limits?.lowerBound ?? -.infinity, most: limits?.upperBound ?? .infinity, isWhole: true)
  }

  /// What one value becomes.
  struct Outcome {
    /// Before caps and truncation; NaN where there is none.
    var achievement = Double.nan
    /// NaN where the value cannot be normalised.
    var normalised = Double.nan
    var status = CellStatus.ok
  }

  init(_ rule: IndicatorRule, _ leaf: Leaf, _ column: Scale.Column, method: Normalisation) {
    isUp = leaf.isUp
    gainFactor = leaf.gainFactor
    baseline = leaf.baseline
    target = leaf.target
    cap = column.cap
    treatment = method.isRelative ? column.treatment : nil
    sorted = column.sorted
    zeroPoint = method.zeroPoint
    form = Normaliser.form(method, rule, isUp: leaf.isUp, column)
  }

  @inline(__always)
  func outcome(_ raw: Double, baseline: Double, target: Double) -> Outcome {
    var outcome = unadjusted(raw, baseline: baseline, target: target)
    if gainFactor != 1 {
      outcome.achievement = adjusted(outcome.achievement)
      outcome.normalised = adjusted(outcome.normalised)
    }
    return outcome
  }

  /// What is the actor's doing of a gain; a loss is its own. An achievement is adjusted before its cap.
  private func adjusted(_ normalised: Double) -> Double {
    if case .achievement = form { return normalised }
    let gain = normalised - zeroPoint
    return gain > 0 ? zeroPoint + gain * gainFactor : normalised
  }

  @inline(__always)
  private func unadjusted(_ raw: Double, baseline: Double, target: Double) -> Outcome {
    var value = raw
    if let cap { value = min(value, cap) }
    if let treatment {
      guard let treated = treatment.treated(value) else { return Outcome(status: .rejected) }
      value = treated
    }
    switch form {
    case .linear(let low, let high, let from, let to, let isFlipped, let limits):
      let share = (isFlipped ? high - value : value - low) / (high - low)
      return stretched(share, from, to, limits)
    case .achievement(let low, let high, let tolerance):
      return achieved(value, baseline, target, low, high, tolerance)
    case .logarithmic(let low, let high, let from, let to, let isFlipped, let limits):
      guard value > 0 else { return Outcome(status: .rejected) }
      let logarithm = Elementary.log(value)
      return stretched((isFlipped ? high - logarithm : logarithm - low) / (high - low), from, to, limits)
    case .standard(let mean, let deviation, let toMean, let toDeviation):
      let score = toMean + toDeviation * ((isUp ? value - mean : mean - value) / deviation)
      return score.isFinite ? Outcome(achievement: score, normalised: score) : Outcome(status: .rejected)
    case .place(let offset, let divisor):
      let score = min((Double(place(value)) + offset) / divisor, divisor == 1 ? .infinity : 1)
      return Outcome(achievement: score, normalised: score)
    case .constant(let score): return Outcome(achievement: score, normalised: score)
    case .undefined(let status): return Outcome(status: status)
    }
  }

  @inline(__always)
  private func stretched(_ share: Double, _ from: Double, _ to: Double, _ limits: ClosedRange<Double>?) -> Outcome {
    let plain = from + (to - from) * share
    guard let limits else {
      return plain.isFinite ? Outcome(achievement: plain, normalised: plain) : Outcome(status: .rejected)
    }
    let cut = min(max(plain, limits.lowerBound), limits.upperBound)
    // Ends that lie a hair apart put what is beyond them past all numbers.
    return Outcome(achievement: plain.isFinite ? plain : cut, normalised: cut)
  }

  private func achieved(
    _ value: Double, _ reportedBaseline: Double, _ reportedTarget: Double, _ low: Double, _ high: Double,
    _ tolerance: Double?
  ) -> Outcome {
    let target = reportedTarget.isNaN ? self.target ?? .nan : reportedTarget
    if target.isNaN { return Outcome(status: .undefinedTarget) }
    if let tolerance {
      let isGood = isUp ? value >= target : value <= target
      let held = isGood ? 1 : max(0, 1 - (value - target).magnitude / tolerance)
      return Outcome(achievement: held, normalised: held)
    }
    let baseline = reportedBaseline.isNaN ? self.baseline ?? .nan : reportedBaseline
    if baseline.isNaN || baseline == target { return Outcome(status: .undefinedTarget) }
    if (target > baseline) != isUp { return Outcome(status: .rejected) }
    let achievement = (value - baseline) / (target - baseline) * gainFactor
    // A target within rounding of the baseline would make any change infinite.
    guard achievement.magnitude <= ReportCell.limit else { return Outcome(status: .undefinedTarget) }
    return Outcome(achievement: achievement, normalised: min(max(achievement, low), high))
  }

  /// Values that are worse.
  private func place(_ value: Double) -> Int {
    isUp ? sorted.partitioningIndex { $0 >= value } : sorted.count - sorted.partitioningIndex { $0 > value }
  }
}
