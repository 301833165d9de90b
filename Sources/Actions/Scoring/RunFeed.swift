import Crypto
import Domain
import Scoring
import Store

/// Gives observations to the engine, actor after actor, and takes their fingerprint on the way.
struct RunFeed {
  private let dictionary: RunDictionary
  private let agreed: [ID<Actor>: [RunAgreement]]
  private var intake: Intake
  private var cells: [ObservationCell] = []
  private var digests: [(code: Code, digest: [UInt8])] = []

  init(plan: Plan, dictionary: RunDictionary, agreed: [ID<Actor>: [RunAgreement]]) {
    self.dictionary = dictionary
    self.agreed = agreed
    intake = Intake(plan, periods: dictionary.periodCount)
  }

  mutating func add(_ observation: Observations.Observation) {
    guard
      let place = dictionary.place(
        indicator: observation.indicator, group: observation.group, period: observation.period)
    else { return }
    cells.append(
      ObservationCell(
        indicator: place.indicator, group: place.group, period: place.period, state: observation.state.cellState,
        verdict: observation.verdict.cellVerdict, value: observation.declared,
        verifiedValue: observation.verdict?.verifiedValue, numerator: observation.numerator,
        denominator: observation.denominator, size: observation.beneficiaries.map(Double.init),
        baseline: observation.baseline, target: observation.target, sequence: observation.report))
  }

  mutating func finish(_ actor: RunActor) throws {
    if let agreements = agreed[actor.id] { agree(agreements) }
    cells.sort(by: ObservationCell.isBefore)
    digests.append((actor.code, CellDigest.of(cells)))
    for cell in cells { intake.add(cell) }
    cells.removeAll(keepingCapacity: true)
    try intake.finishActor(actor.code.text)
  }

  mutating func end() -> (shard: Shard, sha256: [UInt8]) {
    digests.sort { $0.code < $1.code }
    var hasher = SHA256()
    for (code, digest) in digests {
      hasher.update(data: Array(code.text.utf8) + [0])
      hasher.update(data: digest)
    }
    return (intake.finish(), Array(hasher.finalize()))
  }

  /// Puts baselines and targets to the cells they were agreed on for. One for a single period goes to its cell; one for
  /// more goes to the last cell it holds, since those of a flow add up. Where a period was agreed on and asked for, and
  /// no row speaks of it, it is missing.
  private mutating func agree(_ agreements: [RunAgreement]) {
    var cellAt: [RunPlace: Int] = [:]
    for (index, cell) in cells.enumerated() {
      let place = RunPlace(indicator: cell.indicator, group: cell.group, period: cell.period)
      // Of several versions the last recorded is the one that counts.
      if let earlier = cellAt[place], cells[earlier].sequence > cell.sequence { continue }
      cellAt[place] = index
    }
    // The shortest span comes last and so has the word.
    for agreement in agreements.sorted(by: { $0.days > $1.days }) {
      var last: Int?
      for period in agreement.firstPeriod...agreement.lastPeriod {
        let place = RunPlace(indicator: agreement.indicator, group: agreement.group, period: period)
        if let index = cellAt[place] {
          last = index
        } else if dictionary.asksEveryPeriod {
          cellAt[place] = cells.count
          cells.append(
            ObservationCell(
              indicator: place.indicator, group: place.group, period: period, state: .missing, verdict: .none,
              sequence: 0))
        }
      }
      if let last { cells[last].agree(baseline: agreement.baseline, target: agreement.target) }
    }
    if dictionary.asksEveryPeriod { markUnasked(agreements) }
  }

  /// A programme with a calendar asks an actor for what it agreed on: anything else is not due from it.
  private mutating func markUnasked(_ agreements: [RunAgreement]) {
    var asked: Set<RunPlace> = []
    for agreement in agreements {
      asked.insert(RunPlace(indicator: agreement.indicator, group: agreement.group, period: 0))
    }
    for cell in cells { asked.insert(RunPlace(indicator: cell.indicator, group: cell.group, period: 0)) }
    for group in Set(asked.map(\.group)).sorted() {
      for indicator in dictionary.indicatorNumbers
      where !asked.contains(RunPlace(indicator: indicator, group: group, period: 0)) {
        cells.append(
          ObservationCell(
            indicator: indicator, group: group, period: Int32(dictionary.periodCount - 1), state: .notDue,
            verdict: .none, sequence: 0))
      }
    }
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

extension Verdict? {
  fileprivate var cellVerdict: ObservationCell.Verdict {
    switch self {
    case nil: .none
    case .verified: .verified
    case .rejected: .rejected
    case .returned: .returned
    }
  }
}
