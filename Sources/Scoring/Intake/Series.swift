import Domain

/// The cells of one indicator and group of one actor, period after period, and how they become one number. Of a union
/// they are its own and its members', unit after unit; see `Series+units.swift`.
struct Series {
  let cells: UnsafeBufferPointer<ObservationCell>
  let lastPeriod: Int32
  let missingIsZero: Bool
  /// ``VerificationRule/discrepancy`` as a gate, or nil.
  var gate: DiscrepancyGate?
  /// Whether the cells are known to be of one unit, though it may be a member.
  var isOneUnit = false

  /// A number and its circumstances.
  struct Rolled {
    var value = Double.nan
    var verified = 0.0
    var unverified = 0.0
    var reportedShare = 0.0
    var status = CellStatus.absent
    var size = Double.nan
    var successes = Double.nan
    /// What a rate is multiplied by once it is shrunk.
    var unit = 1.0

    /// A number made of two is attested as well as the worse attested of them.
    mutating func attest(by other: Rolled) {
      let rejected = max(1 - verified - unverified, 1 - other.verified - other.unverified, 0)
      verified = min(verified, other.verified, 1 - rejected)
      unverified = 1 - rejected - verified
      reportedShare = min(reportedShare, other.reportedShare)
    }
  }

  func rolled(_ use: SeriesUse) -> Rolled {
    var rolled = plainlyRolled(use)
    if let gate, !rolled.value.isNaN, cells.contains(where: { gate.isSanctioned($0.month) }) {
      (rolled.verified, rolled.unverified, rolled.status) = (0, 0, .rejected)
    }
    return rolled
  }

  private func plainlyRolled(_ use: SeriesUse) -> Rolled {
    if isOfSeveral { return together(use) }
    if use.variant != .level { return compared(use) }
    switch use.kind {
    case .flow: return added(use)
    case .stock: return last(use)
    case .ratio: return pooled(use)
    }
  }

  /// The baseline or target that goes with the rolled-up value. Those of a flow add up as its values do, over the cells
  /// that count and, where the number is required, those that were due, so that one agreed on for several periods stands
  /// in one of their cells only; of a stock or a ratio the last one given counts. A variant compares two periods, and its
  /// agreement is the last one too.
  func agreed(_ number: KeyPath<ObservationCell, Double>, _ use: SeriesUse) -> Double {
    if isOfSeveral { return agreedTogether(number, use) }
    guard use.kind == .flow, use.variant == .level else { return latest(number) }
    var (total, isGiven) = (0.0, false)
    for cell in cells where cell[keyPath: number].magnitude <= ReportCell.limit {
      let value = value(cell, use)
      let status = status(cell, value)
      guard isCounted(status, value) || use.isRequired && status != .notDue else { continue }
      total += cell[keyPath: number]
      isGiven = true
    }
    return isGiven ? total : latest(number)
  }

  private func latest(_ number: KeyPath<ObservationCell, Double>) -> Double {
    for cell in cells.reversed() where cell[keyPath: number].magnitude <= ReportCell.limit {
      return cell[keyPath: number]
    }
    return .nan
  }

  private func value(_ cell: ObservationCell, _ use: SeriesUse) -> Double {
    var value = cell.verdict == .verified && !cell.verifiedValue.isNaN ? cell.verifiedValue : cell.value
    if value.isNaN, cell.denominator > 0 { value = cell.numerator / cell.denominator }
    if let minimum = use.minimum, value < minimum { value = 0 }
    return value
  }

  /// The state of a cell whose `value` was read.
  private func status(_ cell: ObservationCell, _ value: Double) -> CellStatus {
    switch cell.state {
    case .missing: return .missing
    case .refused: return .refused
    case .notDue: return .notDue
    case .reported:
      if cell.verdict == .returned { return .returned }
      if value.magnitude <= ReportCell.limit { return cell.verdict == .rejected ? .rejected : .ok }
      return value.isNaN ? .missing : .rejected
    }
  }

  /// Whether a value is rolled up: upheld, or not upheld and still a number.
  private func isCounted(_ status: CellStatus, _ value: Double) -> Bool {
    status == .ok || (status == .rejected && value.magnitude <= ReportCell.limit)
  }

  /// Flow: the sum. Evidence is weighed by the values it attests; where less is better a small value claims more than a
  /// large one, and each attests alike.
  func added(_ use: SeriesUse) -> Rolled {
    gathered(use) { cell, value in
      (value, use.isUp ? value.magnitude : 1)
    } combine: { total, _ in
      total
    }
  }

  /// What a required number of one period counts for that was due and is not there: what it was before, and nothing
  /// where that is not known and more is better; NaN where less is better, and the worst cannot be told.
  private func worst(_ cell: ObservationCell, _ use: SeriesUse) -> Double {
    if cell.baseline.magnitude <= ReportCell.limit { return cell.baseline }
    return use.isUp ? 0 : .nan
  }

  /// Ratio: the sum of numerators over the sum of denominators. Values without both are weighed by n, and where n is
  /// not known either, the last value stands for all; those of several units cannot be put together then.
  func pooled(_ use: SeriesUse) -> Rolled {
    let known = cells.allSatisfy { cell in
      let value = value(cell, use)
      return !isCounted(status(cell, value), value) || cell.denominator > 0 || cell.size > 0
    }
    guard known else { return isOfSeveral ? Rolled(status: .missing) : last(use) }
    return gathered(use) { cell, value in
      let weight = cell.denominator > 0 ? cell.denominator : cell.size
      return (value * weight, weight)
    } combine: { total, weight in
      weight > 0 ? total / weight : .nan
    }
  }

  private func gathered(
    _ use: SeriesUse, _ term: (ObservationCell, Double) -> (amount: Double, weight: Double),
    combine: (Double, Double) -> Double
  ) -> Rolled {
    var rolled = Rolled()
    var (total, weight, verified, unverified) = (0.0, 0.0, 0.0, 0.0)
    var (counts, due, plainVerified, plainUnverified) = (0, 0, 0, 0)
    var rejections = 0
    for cell in cells {
      let value = value(cell, use)
      let status = status(cell, value)
      let counted = isCounted(status, value)
      if status != .notDue { due += 1 }
      guard counted else {
        if rolled.status == .absent || status != .notDue { rolled.status = status }
        if use.isRequired, use.kind == .flow, status != .notDue { total += worst(cell, use) }
        continue
      }
      let term = term(cell, value)
      counts += 1
      total += term.amount
      weight += term.weight
      if status == .rejected { rejections += 1 }
      if cell.verdict == .verified {
        verified += term.weight
        plainVerified += 1
      } else if cell.verdict == .none {
        unverified += term.weight
        plainUnverified += 1
      }
      if cell.denominator > 0 {
        rolled.size = (rolled.size.isNaN ? 0 : rolled.size) + cell.denominator
        rolled.successes = (rolled.successes.isNaN ? 0 : rolled.successes) + value * cell.denominator
      } else if cell.size > 0 {
        rolled.size = (rolled.size.isNaN ? 0 : rolled.size) + cell.size
      }
    }
    guard counts > 0, !total.isNaN else { return rolled }
    rolled.value = combine(total, weight)
    rolled.verified = weight > 0 ? verified / weight : Double(plainVerified) / Double(counts)
    rolled.unverified = weight > 0 ? unverified / weight : Double(plainUnverified) / Double(counts)
    rolled.reportedShare = Double(counts) / Double(due)
    rolled.status = rejections == counts ? .rejected : .ok
    return rolled
  }

  /// Stock: the value of the last period that was due. A period without a row was not due, except where missing counts
  /// as zero: there the last period of the run is meant.
  func last(_ use: SeriesUse) -> Rolled {
    for cell in cells.reversed() {
      if missingIsZero && cell.period != lastPeriod { break }
      let rolled = single(cell, use)
      if rolled.status != .notDue || cell.period == cells[0].period { return rolled }
    }
    return Rolled(status: missingIsZero ? .missing : .absent)
  }

  private func single(_ cell: ObservationCell, _ use: SeriesUse) -> Rolled {
    let value = value(cell, use)
    let status = status(cell, value)
    var rolled = Rolled(status: status)
    guard isCounted(status, value) else { return rolled }
    rolled.value = value
    rolled.verified = cell.verdict == .verified ? 1 : 0
    rolled.unverified = cell.verdict == .none ? 1 : 0
    rolled.reportedShare = 1
    rolled.size = cell.denominator > 0 ? cell.denominator : cell.size
    rolled.successes = cell.denominator > 0 ? value * cell.denominator : .nan
    return rolled
  }

  /// Growth and retention over the last two periods of the run.
  private func compared(_ use: SeriesUse) -> Rolled {
    let (now, before) = lastTwo(use)
    return Series.compared(now, before, use)
  }

  static func compared(_ now: Rolled, _ before: Rolled, _ use: SeriesUse) -> Rolled {
    var now = now
    guard !now.value.isNaN else { return now }
    guard !before.value.isNaN else { return before.status == .absent ? Rolled(status: .missing) : before }
    now.value = use.variant == .growth ? max(now.value - before.value, 0) : min(now.value, before.value)
    now.attest(by: before)
    return now
  }

  /// The last period of the run and the one before, as far as both can be compared: where the earlier one is missing,
  /// the later one has no value either.
  private func lastTwo(_ use: SeriesUse) -> (now: Rolled, before: Rolled) {
    var (now, before) = (Rolled(), Rolled())
    for cell in cells {
      if cell.period == lastPeriod { now = single(cell, use) }
      if cell.period == lastPeriod - 1 { before = single(cell, use) }
    }
    return missingIsZero ? Series.zeroForMissing(now, before) : (now, before)
  }

  static func zeroForMissing(_ now: Rolled, _ before: Rolled) -> (now: Rolled, before: Rolled) {
    var (now, before) = (now, before)
    if now.value.isNaN && before.value.isNaN { return (Rolled(status: .missing), before) }
    if now.value.isNaN { now = Rolled(value: 0, verified: 1, reportedShare: 1, status: .ok) }
    if before.value.isNaN { before = Rolled(value: 0, verified: 1, reportedShare: 1, status: .ok) }
    return (now, before)
  }
}

extension ObservationCell {
  /// The claim beside what verification found, where it found a number.
  fileprivate var month: DiscrepancyGate.Month {
    let number = { (value: Double) in value.isNaN ? nil : value }
    let claimed = value.isNaN && denominator > 0 ? numerator / denominator : value
    return DiscrepancyGate.Month(
      claimed: number(claimed), verified: verdict == .verified ? number(verifiedValue) : nil, validated: nil)
  }
}
