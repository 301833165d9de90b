import Domain

/// Takes observations in, actor after actor, and keeps what scoring needs of each (stages S0 to S2).
///
/// Feed all cells of an actor with ``add(_:)``, in any order, then close it with ``finishActor(_:)``. Actors come in any
/// order, each once. A cell costs no allocation, and memory grows with actors, not with cells.
public struct Intake: Sendable {
  public let plan: Plan
  /// Periods of the run: cells number them from 0, and the last one is the present.
  public let periods: Int
  private var shard = Shard()
  private var cells: [ObservationCell] = []
  private var isSorted = true
  private var order = CellOrder()
  private var row: ActorRow

  /// - Parameter periods: at least 1.
  public init(_ plan: Plan, periods: Int = 1) {
    self.plan = plan
    self.periods = max(periods, 1)
    row = ActorRow(plan)
  }

  /// - Precondition: the cell's numbers come from ``plan`` and ``periods``.
  @inline(__always)
  public mutating func add(_ cell: ObservationCell) {
    if isSorted, let last = cells.last, !ObservationCell.isBefore(last, cell) { isSorted = false }
    cells.append(cell)
  }

  /// Closes the actor whose cells were added since the last one was closed; without any, an actor that reported nothing.
  /// A union's cells are its own and those of its members, each with its ``ObservationCell/unit``.
  ///
  /// - Throws: `cell_out_of_plan` for a number the plan does not have; `cell_duplicate` for two cells of one indicator,
  ///   group and period of which neither supersedes the other. The actor is then left out.
  ///
  /// - Parameter record: claims of the actor that were looked at before, and how many of them were upheld; nil takes the
  ///   cells of the earlier periods. Read where the framework's verification remembers.
  public mutating func finishActor(_ code: String, record: Proportion? = nil) throws(Problem) {
    defer {
      cells.removeAll(keepingCapacity: true)
      isSorted = true
    }
    if !isSorted { order.sort(&cells) }
    try check(code)
    row.clear()
    var (start, upheld, checked) = (0, 0.0, 0.0)
    while start < cells.count {
      let (end, length) = run(from: start)
      let first = cells[start]
      row.serve(Int(first.group))
      if plan.framework.verification.remembers { remember(cells[start..<(start + length)], &upheld, &checked) }
      cells.withUnsafeBufferPointer { buffer in
        let series = Series(
          cells: UnsafeBufferPointer(rebasing: buffer[start..<(start + length)]), lastPeriod: Int32(periods - 1),
          missingIsZero: plan.framework.missing == .zero,
          gate: plan.framework.verification.discrepancy.map { DiscrepancyGate(tolerance: $0) })
        row.read(series, indicator: Int(first.indicator), group: Int(first.group), plan)
      }
      start = end
    }
    row.close(plan)
    // What a union's members gave is counted with them.
    shard.observationCount += cells.count { $0.unit == 0 }
    shard.append(row, code, plan)
    let rule = plan.framework.verification
    if rule.remembers {
      shard.trust.append(rule.trust(in: record ?? (try? Proportion(successes: upheld, trials: checked))))
    }
  }

  /// Adds the claims of earlier periods that a verifier looked at, each upheld by the share of it that was found; where
  /// less is better, by the share that the claim was of what was found.
  private func remember(_ kept: ArraySlice<ObservationCell>, _ upheld: inout Double, _ checked: inout Double) {
    for cell in kept where cell.period < periods - 1 && cell.state == .reported {
      switch cell.verdict {
      case .none, .returned: continue
      case .rejected: checked += 1
      case .verified:
        checked += 1
        upheld +=
          plan.isUp(ofReported: cell.indicator)
          ? Intake.share(of: cell.value, that: cell.verifiedValue)
          : Intake.share(of: cell.verifiedValue, that: cell.value)
      }
    }
  }

  /// How much of a number another one is, in [0, 1]; all of it where either is not known, or it is zero.
  private static func share(of whole: Double, that part: Double) -> Double {
    let share = part.isNaN || whole.isNaN || whole == 0 ? 1 : part / whole
    return min(max(share.isNaN ? 1 : share, 0), 1)
  }

  /// What was taken in; the intake is empty afterwards.
  public mutating func finish() -> Shard {
    defer { shard = Shard() }
    return shard
  }

  private func check(_ code: String) throws(Problem) {
    for index in cells.indices {
      let cell = cells[index]
      let isKnown =
        (0..<plan.reported.count).contains(Int(cell.indicator))
        && ((0..<plan.groupCount).contains(Int(cell.group))
          || cell.group == plan.wholeGroup(ofReported: cell.indicator))
        && (0..<periods).contains(Int(cell.period))
      guard isKnown else {
        throw Problem("cell_out_of_plan", "A cell of \(code) has a number that the framework does not have.")
      }
      guard index > 0 else { continue }
      let before = cells[index - 1]
      if before.isOfSamePlace(as: cell), before.sequence == cell.sequence {
        let indicator = plan.reported[Int(cell.indicator)]
        throw Problem(
          "cell_duplicate", "\(code) reports \(indicator) twice for one group and period; a correction supersedes.")
      }
    }
  }

  /// The cells of one indicator and group, up to `end`: those that count are moved to the first `length` places.
  private mutating func run(from start: Int) -> (end: Int, length: Int) {
    let first = cells[start]
    var kept = start
    var index = start + 1
    while index < cells.count, cells[index].indicator == first.indicator, cells[index].group == first.group {
      if !cells[index].isOfSamePlace(as: cells[kept]) {
        kept += 1
      } else if cells[index].unit == 0 {
        shard.supersededCount += 1
      }
      if kept != index { cells[kept] = cells[index] }
      index += 1
    }
    return (index, kept - start + 1)
  }
}
