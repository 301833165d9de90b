import Domain

/// The cells of the actor that is being read, before they join a shard.
struct ActorRow: Sendable {
  private let groupCount: Int
  private let leafCount: Int
  private(set) var cells: [Series.Rolled]
  private(set) var baselines: [Double]
  private(set) var targets: [Double]
  private(set) var serves: [Bool]
  /// What denominators and gates read: series after series, group after group, and last the actor as a whole.
  private var auxiliaries: [Double]
  /// Values of leaves that are gaps: leaf after leaf, group after group.
  private var gapCells: [Series.Rolled]
  private var gapBaselines: [Double]
  private(set) var wholeValues: [Double]

  init(_ plan: Plan) {
    groupCount = plan.groupCount
    leafCount = plan.leafCount
    cells = Array(repeating: Series.Rolled(), count: plan.stride)
    baselines = Array(repeating: .nan, count: plan.stride)
    targets = baselines
    serves = Array(repeating: false, count: plan.groupCount)
    auxiliaries = Array(repeating: .nan, count: plan.auxiliaryCount * (plan.groupCount + 1))
    let hasGaps = plan.leaves.contains { $0.gap != nil }
    gapCells = hasGaps ? cells : []
    gapBaselines = hasGaps ? baselines : []
    wholeValues = Array(repeating: .nan, count: plan.wholeSeries.count)
  }

  mutating func clear() {
    for index in cells.indices {
      cells[index] = Series.Rolled()
      baselines[index] = .nan
      targets[index] = .nan
    }
    for index in serves.indices { serves[index] = false }
    for index in auxiliaries.indices { auxiliaries[index] = .nan }
    for index in gapCells.indices {
      gapCells[index] = Series.Rolled()
      gapBaselines[index] = .nan
    }
  }

  /// A cell about the actor as a whole serves no group.
  mutating func serve(_ group: Int) { if group < groupCount { serves[group] = true } }

  mutating func read(_ series: Series, indicator: Int, group: Int, _ plan: Plan) {
    for use in plan.uses[indicator] {
      let isAgreed = use.needsAgreement(plan)
      var rolled = series.rolled(use)
      if case .leaf(let leaf) = use.destination, !plan.framework.verification.overDeclared.isEmpty {
        let kept = plan.framework.verification.kept(
          overDeclared: series.overDeclaration(isUp: plan.leaves[leaf].isUp))
        rolled.verified *= kept
        rolled.unverified *= kept
      }
      take(
        rolled, baseline: isAgreed ? series.agreed(\.baseline, use) : .nan,
        target: isAgreed ? series.agreed(\.target, use) : .nan, for: use, group: group, plan)
    }
  }

  /// Puts a rolled-up number where it is used.
  mutating func take(
    _ rolled: Series.Rolled, baseline: Double, target: Double, for use: SeriesUse, group: Int, _ plan: Plan
  ) {
    switch use.destination {
    case .auxiliary(let number):
      // What verifiers rejected altogether is not known, neither to a denominator nor to a gate.
      let upheld = rolled.verified + rolled.unverified
      let value = use.isUpheldOnly ? rolled.value * upheld : upheld > 0 ? rolled.value : .nan
      auxiliaries[number * (groupCount + 1) + group] = value
    case .leaf(let leaf):
      let index = group * leafCount + leaf
      if plan.leaves[leaf].gap != nil {
        gapCells[index] = rolled
        gapBaselines[index] = baseline
      } else {
        cells[index] = rolled
        baselines[index] = baseline
        targets[index] = target
      }
    }
  }

  /// Denominators, gaps and gates, once all series are there.
  mutating func close(_ plan: Plan) {
    for (leaf, rule) in plan.leaves.enumerated() {
      if let denominator = rule.denominator { divide(leaf, by: denominator, rule.scale) }
      if let gap = rule.gap { narrow(leaf, gap) }
    }
    for (index, series) in plan.wholeSeries.enumerated() { wholeValues[index] = wholeValue(series) }
  }

  /// Stage S2. The baseline and target stay: they are agreed on for the quotient.
  private mutating func divide(_ leaf: Int, by denominator: Int, _ scale: Double) {
    for group in 0..<groupCount {
      let index = group * leafCount + leaf
      guard !cells[index].value.isNaN else { continue }
      let divisor = auxiliary(denominator, of: group)
      // A rate is shrunk as it was reported and divided afterwards: its sampling error knows nothing of the divisor.
      if cells[index].size > 0, cells[index].successes.isNaN {
        cells[index].successes = cells[index].value * cells[index].size
      }
      cells[index].unit = scale / divisor
      let quotient = divisor > 0 ? cells[index].value / divisor * scale : .nan
      // A shrunk rate takes the unit without the value that would have told how large it is.
      let isKept = !(cells[index].size > 0) || cells[index].unit.magnitude <= ReportCell.limit
      if quotient.magnitude <= ReportCell.limit, isKept {
        cells[index].value = quotient
      } else {
        cells[index] = Series.Rolled(status: divisor > 0 ? .rejected : .missing)
      }
    }
  }

  /// What was said of the group, else of the actor as a whole.
  private func auxiliary(_ number: Int, of group: Int) -> Double {
    let own = auxiliaries[number * (groupCount + 1) + group]
    return own.isNaN ? auxiliaries[number * (groupCount + 1) + groupCount] : own
  }

  private mutating func narrow(_ leaf: Int, _ gap: Leaf.Gap) {
    let own = gap.group * leafCount + leaf
    let now = distance(leaf, gap) { gapCells[$0].value }
    let before = distance(leaf, gap) { gapBaselines[$0] }
    cells[own] = gapCells[own]
    cells[own].value = now
    if !now.isNaN { attest(own, leaf, gap) }
    if now.isNaN, cells[own].status == .ok { cells[own].status = .missing }
    baselines[own] = before
    targets[own] = 0
  }

  /// A distance is attested as well as the worse attested of its two ends.
  private mutating func attest(_ own: Int, _ leaf: Int, _ gap: Leaf.Gap) {
    let ends = (gap.reference.map { [$0] } ?? Array(0..<groupCount)).map { gapCells[$0 * leafCount + leaf] }
    for end in ends where !end.value.isNaN { cells[own].attest(by: end) }
  }

  private func distance(_ leaf: Int, _ gap: Leaf.Gap, _ value: (Int) -> Double) -> Double {
    let own = value(gap.group * leafCount + leaf)
    let reference = gap.reference.map { value($0 * leafCount + leaf) } ?? mean(leaf, value)
    switch gap.measure {
    case .difference: return (own - reference).magnitude
    case .ratio:
      let distance = reference == 0 ? .nan : (1 - own / reference).magnitude
      return distance.isFinite ? distance : .nan
    }
  }

  private func mean(_ leaf: Int, _ value: (Int) -> Double) -> Double {
    let indexes = (0..<groupCount).map { $0 * leafCount + leaf }.filter { !value($0).isNaN }
    let isWeighed = indexes.allSatisfy { gapCells[$0].size > 0 }
    var (total, weight) = (0.0, 0.0)
    for index in indexes {
      let own = isWeighed ? gapCells[index].size : 1
      total += own * value(index)
      weight += own
    }
    return weight > 0 ? total / weight : .nan
  }

  /// What was said of the actor as a whole, else the groups together.
  private func wholeValue(_ series: WholeSeries) -> Double {
    let start = series.auxiliary * (groupCount + 1)
    if !auxiliaries[start + groupCount].isNaN { return auxiliaries[start + groupCount] }
    var (total, count) = (0.0, 0)
    for group in 0..<groupCount {
      let value = auxiliaries[start + group]
      guard !value.isNaN else { continue }
      total += value
      count += 1
    }
    if count == 0 { return .nan }
    return series.isRatio ? total / Double(count) : total
  }
}

extension Shard {
  mutating func append(_ row: ActorRow, _ code: String, _ plan: Plan) {
    actors.append(code)
    var isPlain = true
    for cell in row.cells {
      let kept = Shard.Cell(
        verified: cell.verified, unverified: cell.unverified, reportedShare: cell.reportedShare)
      raws.append(cell.value)
      statuses.append(cell.status)
      cells.append(kept)
      isPlain = isPlain && kept.isPlain(cell.value, cell.status)
      if plan.needsSizes {
        units.append(cell.unit)
        sizes.append(cell.size)
        successes.append(cell.successes)
      }
    }
    plain.append(isPlain)
    if plan.needsTargets {
      baselines += row.baselines
      targets += row.targets
    }
    serves += row.serves
    wholeValues += row.wholeValues
  }
}
