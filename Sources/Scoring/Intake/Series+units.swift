import Domain

/// A union's figure out of its own cells and its members', each once: a flow is the sum of all, a stock the sum of each
/// unit's last, a ratio the sum of all numerators over the sum of all denominators, never an average of ratios.
extension Series {
  /// Whether cells of members stand among them.
  var isOfSeveral: Bool { !isOneUnit && (cells.last?.unit ?? 0) > 0 }

  func together(_ use: SeriesUse) -> Rolled {
    if use.variant == .level { return level(use) }
    // What grew is the union's figure, not a sum of what grew here and there.
    let periods = [lastPeriod, lastPeriod - 1].map { period in
      cells.filter { $0.period == period }.withUnsafeBufferPointer {
        Series(cells: $0, lastPeriod: period, missingIsZero: missingIsZero).level(use)
      }
    }
    let (now, before) = missingIsZero ? Series.zeroForMissing(periods[0], periods[1]) : (periods[0], periods[1])
    return Series.compared(now, before, use)
  }

  private func level(_ use: SeriesUse) -> Rolled {
    switch use.kind {
    case .flow: added(use)
    case .ratio: pooled(use)
    case .stock: Series.sum(units.map { $0.last(use) }, isUp: use.isUp)
    }
  }

  /// The baseline or target of the union: what it agreed to itself, else what its members agreed to, rolled up as their
  /// values are. It is not known where a member has a value and no agreement.
  func agreedTogether(_ number: KeyPath<ObservationCell, Double>, _ use: SeriesUse) -> Double {
    let units = units
    if let own = units.first, own.cells.first?.unit == 0 {
      let agreed = own.agreed(number, use)
      if !agreed.isNaN { return agreed }
    }
    var (total, weight) = (0.0, 0.0)
    for unit in units {
      let rolled = unit.rolled(use)
      let isDue = use.isRequired && use.kind == .flow && rolled.status != .notDue && rolled.status != .absent
      guard !rolled.value.isNaN || isDue else { continue }
      let share = use.kind == .ratio ? rolled.size : 1
      total += unit.agreed(number, use) * share
      weight += share
    }
    return use.kind == .ratio ? (weight > 0 ? total / weight : .nan) : (weight > 0 ? total : .nan)
  }

  /// The cells of each unit.
  private var units: [Series] {
    var units: [Series] = []
    var start = 0
    for index in cells.indices where index + 1 == cells.count || cells[index + 1].unit != cells[index].unit {
      units.append(
        Series(
          cells: UnsafeBufferPointer(rebasing: cells[start...index]), lastPeriod: lastPeriod,
          missingIsZero: missingIsZero, isOneUnit: true))
      start = index + 1
    }
    return units
  }

  /// Adds up what became of units. Evidence is weighed by the values it attests, and alike where less is better.
  private static func sum(_ units: [Rolled], isUp: Bool) -> Rolled {
    var sum = Rolled()
    var (verified, unverified, weight) = (0.0, 0.0, 0.0)
    let counted = units.filter { !$0.value.isNaN }
    guard !counted.isEmpty else {
      sum.status = units.last { $0.status != .absent && $0.status != .notDue }?.status ?? units.last?.status ?? .absent
      return sum
    }
    let isZero = counted.allSatisfy { $0.value == 0 }
    sum.value = 0
    for unit in counted {
      let share = isZero || !isUp ? 1 : unit.value.magnitude
      sum.value += unit.value
      verified += share * unit.verified
      unverified += share * unit.unverified
      weight += share
      if unit.size > 0 { sum.size = (sum.size.isNaN ? 0 : sum.size) + unit.size }
      if !unit.successes.isNaN { sum.successes = (sum.successes.isNaN ? 0 : sum.successes) + unit.successes }
    }
    sum.verified = verified / weight
    sum.unverified = unverified / weight
    sum.reportedShare = Double(counted.count) / Double(units.count { $0.status != .notDue && $0.status != .absent })
    sum.status = counted.allSatisfy { $0.status == .rejected } ? .rejected : .ok
    return sum
  }
}
