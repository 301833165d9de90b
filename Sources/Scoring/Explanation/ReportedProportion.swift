import Domain

/// What is known of a reported proportion of one actor: itself, and drawn towards what its peers have in common
/// (stage S5).
public struct ReportedProportion: Sendable, Equatable {
  /// Of both intervals: from the 5th to the 95th percentile, as all intervals of scores.
  public static let confidence = 0.9

  /// The index in ``Plan/groups``.
  public let group: Int
  /// The index in ``Plan/indicators``.
  public let indicator: Int
  public let successes: Double
  public let trials: Double
  /// The rate as reported, with Wilson's interval.
  public let wilson: RateInterval
  /// The rate as it is scored, with the interval of what is known of it; nil where nothing is shrunk.
  public let shrunk: RateInterval?

  /// Nil where the part is not a part of the whole: such a ratio is no proportion.
  init?(_ rolled: Series.Rolled, group: Int, indicator: Int, prior: ShrinkagePrior?) {
    guard !rolled.value.isNaN, rolled.size > 0 else { return nil }
    let part = rolled.successes.isNaN ? rolled.value * rolled.size : rolled.successes
    guard let own = try? Proportion(successes: part, trials: rolled.size) else { return nil }
    self.group = group
    self.indicator = indicator
    successes = own.successes
    trials = own.trials
    wilson = own.wilson(confidence: ReportedProportion.confidence)
    shrunk = prior.map { prior in
      let estimate = prior.shrunk(own.successes, of: own.trials)
      let interval = SampledValue(prior, success: own.successes, size: own.trials)?
        .interval(confidence: ReportedProportion.confidence)
      return RateInterval(
        estimate: estimate, lower: interval?.lower ?? estimate, upper: interval?.upper ?? estimate)
    }
  }
}

extension Plan {
  /// Whether some indicator may be a proportion.
  public var hasRatios: Bool { leaves.contains { $0.kind == .ratio && $0.gap == nil } }

  /// The proportions that one actor reported, group after group in the order of the framework.
  ///
  /// - Parameters:
  ///   - cells: all that the actor reported, in the order of ``ObservationCell/isBefore(_:_:)``.
  ///   - periods: of the run.
  ///   - scale: that the run used.
  public func proportions(of cells: [ObservationCell], periods: Int, _ scale: Scale) -> [ReportedProportion] {
    // Of two cells of one place the later one counts.
    let kept = cells.indices.filter { index in
      index + 1 == cells.count || !cells[index + 1].isOfSamePlace(as: cells[index])
    }.map { cells[$0] }
    var found: [ReportedProportion] = []
    var start = 0
    while start < kept.count {
      let first = kept[start]
      let end = kept[start...].firstIndex { $0.indicator != first.indicator || $0.group != first.group } ?? kept.count
      if first.group < groupCount {
        kept[start..<end].withUnsafeBufferPointer { found += proportions($0, first, periods: periods, scale) }
      }
      start = end
    }
    return found.sorted { ($0.group, $0.indicator) < ($1.group, $1.indicator) }
  }

  private func proportions(
    _ cells: UnsafeBufferPointer<ObservationCell>, _ first: ObservationCell, periods: Int, _ scale: Scale
  ) -> [ReportedProportion] {
    let series = Series(cells: cells, lastPeriod: Int32(periods - 1), missingIsZero: framework.missing == .zero)
    return uses[Int(first.indicator)].compactMap { use in
      guard case .leaf(let leaf) = use.destination, use.kind == .ratio, leaves[leaf].gap == nil else { return nil }
      return ReportedProportion(
        series.rolled(use), group: Int(first.group), indicator: leaf,
        prior: framework.indicators[leaf].shrinkage?.isOfProportions == true
          ? scale.pairs[Int(first.group) * leafCount + leaf].prior : nil)
    }
  }
}
