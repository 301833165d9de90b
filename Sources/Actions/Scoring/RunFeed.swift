import Domain
import Scoring
import Store

/// Is shown the cells of an actor as the engine takes them, with the codes of a union's members by unit from 1.
typealias CellReader =
  @Sendable (_ actor: RunActor, _ members: [Code], _ cells: [ObservationCell], _ dictionary: RunDictionary) throws ->
  Void

/// Is handed actors that were read, a stretch at a time, while the others are still being read.
typealias PartReader = @Sendable (RunPart) -> Void

/// A stretch of the actors of a run.
struct RunPart: Sendable {
  let shard: Shard
  let findings: ActorFindings
}

/// Gives observations to the engine, actor after actor, and takes their fingerprint on the way.
struct RunFeed: Sendable {
  private let dictionary: RunDictionary
  private let agreed: [ID<Actor>: [RunAgreement]]
  private let onCells: CellReader?
  private let onPart: PartReader?
  private var intake: Intake
  private var cells: [ObservationCell] = []
  private var order = CellOrder()
  /// Of the union that is being read: its own cells and its members'.
  private var together: [ObservationCell] = []
  private var places: PlaceTable
  private var own: OwnReports
  private var digest = CellDigest()
  private var integrity: CellIntegrity
  private(set) var found = ActorFindings()
  /// Shards that were handed over already, and how many actors are in them.
  private var handedOver: [Shard] = []
  private var handedOverCount = 0

  init(
    plan: Plan, dictionary: RunDictionary, agreed: [ID<Actor>: [RunAgreement]], own: OwnReports,
    onCells: CellReader? = nil, onPart: PartReader? = nil
  ) {
    self.own = own
    self.onCells = onCells
    self.onPart = onPart
    self.dictionary = dictionary
    self.agreed = agreed
    places = PlaceTable(plan, periods: dictionary.periodCount)
    integrity = CellIntegrity(periods: dictionary.periodCount, moves: plan.movingIndicators)
    intake = Intake(plan, periods: dictionary.periodCount)
  }

  @inline(__always)
  mutating func add(_ observation: Observations.Observation) {
    guard
      let place = dictionary.place(
        indicator: observation.indicator, group: observation.group, period: observation.period)
    else { return }
    cells.append(
      ObservationCell(
        indicator: place.indicator, group: place.group, period: place.period, state: observation.state.cellState,
        verdict: observation.verdict.cellVerdict, value: observation.declared,
        // A value that was found is known with its verdict only.
        verifiedValue: observation.verdict == .verified ? observation.verified : .nan,
        numerator: observation.numerator, denominator: observation.denominator, size: observation.beneficiaries,
        baseline: observation.baseline, target: observation.target, sequence: observation.report))
    if !own.isAlone { own.note(version: observation.indicator) }
  }

  mutating func finish(_ actor: RunActor) throws {
    if !own.isAlone { own.settle(&cells) }
    if let agreements = agreed[actor.id] { agree(agreements) }
    try take(actor, members: [])
  }

  /// Closes one unit of a union, whose cells were added since the last one was closed.
  ///
  /// - Parameter number: 0 for the union itself. What it agreed to is about its members' work, so that nothing is missing
  ///   where it has not reported itself.
  mutating func finish(_ unit: RunUnions.Unit, number: UInt16) {
    if !own.isAlone { own.settle(&cells) }
    if let agreements = agreed[unit.actor] { agree(agreements, whereSilent: number == 0 ? .notDue : .missing) }
    for cell in cells {
      guard let period = dictionary.span(ofPeriod: cell.period), unit.belongs(in: period) else { continue }
      var cell = cell
      cell.unit = number
      together.append(cell)
    }
    cells.removeAll(keepingCapacity: true)
  }

  /// Closes a union whose units were closed before.
  mutating func finishUnion(_ actor: RunActor, _ units: [RunUnions.Unit]) throws {
    swap(&cells, &together)
    try take(actor, members: units.dropFirst().map(\.code))
  }

  private mutating func take(_ actor: RunActor, members: [Code]) throws {
    order.sort(&cells)
    try onCells?(actor, members, cells, dictionary)
    digest.append(cells, to: &found.cellsSHA256)
    for warning in integrity.warnings(of: cells) {
      found.warnings.append(RunWarnings.Stored(warning, actor: actor.id, isOwn: true))
    }
    found.spreads.append(integrity.spread)
    found.actors.append(actor)
    // What a union's members gave is counted with them.
    found.observationCounts.append(Int32(cells.count { $0.unit == 0 }))
    found.supersededCounts.append(Int32(superseded))
    for cell in cells { intake.add(cell) }
    cells.removeAll(keepingCapacity: true)
    try intake.finishActor(actor.code.text)
    if onPart != nil, found.actors.count - handedOverCount == RunFeed.partLength { handOver() }
  }

  /// Actors that are handed over together.
  private static let partLength = 1_024

  private mutating func handOver() {
    let shard = intake.finish()
    handedOver.append(shard)
    onPart?(RunPart(shard: shard, findings: found.suffix(from: handedOverCount)))
    handedOverCount = found.actors.count
  }

  /// What the engine keeps of the actors that were finished.
  mutating func end() -> [Shard] {
    if onPart == nil { return [intake.finish()] }
    if found.actors.count > handedOverCount { handOver() }
    return handedOver
  }

  /// Cells that a later version of the same report took the place of.
  private var superseded: Int {
    var count = 0
    for index in cells.indices.dropFirst()
    where cells[index].unit == 0 && cells[index].isOfSamePlace(as: cells[index - 1]) {
      count += 1
    }
    return count
  }

  /// Puts baselines and targets to the cells they were agreed on for. One for a single period goes to its cell; one for
  /// more goes to the last cell it holds, since those of a flow add up. Where a period was agreed on and asked for, and
  /// no row speaks of it, it is missing.
  private mutating func agree(_ agreements: [RunAgreement], whereSilent: ObservationCell.State = .missing) {
    places.clear()
    for (index, cell) in cells.enumerated() {
      // Of several versions the last recorded is the one that counts.
      if let earlier = places[cell], cells[earlier].sequence > cell.sequence { continue }
      places[cell] = index
    }
    // The shortest span comes last and so has the word.
    for agreement in agreements.sorted(by: { $0.days > $1.days }) {
      var last: Int?
      for period in agreement.firstPeriod...agreement.lastPeriod {
        let missing = ObservationCell(
          indicator: agreement.indicator, group: agreement.group, period: period, state: whereSilent, verdict: .none,
          sequence: 0)
        if let index = places[missing] {
          last = index
        } else if dictionary.asksEveryPeriod {
          places[missing] = cells.count
          cells.append(missing)
        }
      }
      if let last { cells[last].agree(baseline: agreement.baseline, target: agreement.target) }
    }
    if dictionary.asksEveryPeriod { markUnasked(agreements) }
  }

  /// A programme with a calendar asks an actor for what it agreed on: anything else is not due from it.
  private mutating func markUnasked(_ agreements: [RunAgreement]) {
    let groups = Set(agreements.map(\.group)).union(cells.map(\.group)).sorted()
    let width = dictionary.indicatorNumbers.count
    var isAsked = [Bool](repeating: false, count: (1 + Int(groups.last ?? 0)) * width)
    let place = { (indicator: Int32, group: Int32) in Int(group) * width + Int(indicator) }
    for agreement in agreements { isAsked[place(agreement.indicator, agreement.group)] = true }
    for cell in cells { isAsked[place(cell.indicator, cell.group)] = true }
    for group in groups {
      for indicator in dictionary.indicatorNumbers where !isAsked[place(indicator, group)] {
        cells.append(
          ObservationCell(
            indicator: indicator, group: group, period: Int32(dictionary.periodCount - 1), state: .notDue,
            verdict: .none, sequence: 0))
      }
    }
  }
}

/// Where the cells of one actor are, by indicator, group and period; cleared for the next actor at no cost.
private struct PlaceTable {
  private let groups: Int
  private let periods: Int
  /// An index in the low half; in the high half the actor it is of.
  private var entries: [UInt64]
  private var actor: UInt64 = 0

  init(_ plan: Plan, periods: Int) {
    // The last group stands for an actor as a whole.
    groups = plan.groups.count + 1
    self.periods = periods
    entries = Array(repeating: 0, count: plan.reported.count * groups * periods)
  }

  mutating func clear() { actor += 1 }

  subscript(cell: ObservationCell) -> Int? {
    get {
      let entry = entries[place(cell)]
      return entry >> 32 == actor ? Int(entry & 0xFFFF_FFFF) : nil
    }
    set { entries[place(cell)] = actor << 32 | UInt64(newValue ?? 0) }
  }

  private func place(_ cell: ObservationCell) -> Int {
    (Int(cell.indicator) * groups + Int(cell.group)) * periods + Int(cell.period)
  }
}

extension ValueState {
  fileprivate var cellState: ObservationCell.State {
    switch self {
    case .reported: .reported
    case .missing: .missing
    case .refused: .refused
    case .notDue: .notDue
    }
  }
}

extension Verdict.Word? {
  fileprivate var cellVerdict: ObservationCell.Verdict {
    switch self {
    case .verified: .verified
    case .rejected: .rejected
    case .returned: .returned
    case nil: .none
    }
  }
}
