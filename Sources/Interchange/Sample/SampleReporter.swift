import Domain

/// Writes the reports of one actor of a sample.
struct SampleReporter {
  private let sample: Sample
  private let actor: SampleActor
  private var source: SampleGenerator
  private var series: [SampleSeries] = []
  /// The first quarter the actor has to report.
  private let start: Int

  /// What becomes of a report as a whole.
  private enum Fate { case accepted, absent, returned, corrected }

  init(sample: Sample, actor: SampleActor, index: Int) {
    self.sample = sample
    self.actor = actor
    var source = SampleGenerator(seed: sample.seed, part: "reports", index)
    start = source.chance(15) ? source.int(1...3) : 0
    let skill = source.int(15...125)
    let codes = SampleIndicator.codes(for: actor.kind)
    let people = actor.groups.map { group in (group, max(6, actor.members * source.int(30...80) / 100)) }
    for indicator in sample.indicators where codes.contains(indicator.code) {
      for (group, count) in people {
        series.append(SampleSeries(indicator, group: group, people: count, skill: skill, &source))
      }
    }
    self.source = source
  }

  /// The rows of one report, with those of its correction behind them.
  mutating func report(_ quarter: Int) -> [ReportRow] {
    let isExtended = quarter == sample.quarters.count - 1 && source.chance(4)
    guard quarter >= start, !isExtended else { return series.map { row($0, quarter, .notDue) } }
    let due = sample.quarters[quarter].last.adding(days: 31)
    let submitted = due.adding(days: source.chance(12) ? source.int(5...45) : -source.int(3...25))
    let fate = drawFate()
    guard fate != .absent, submitted <= sample.asOf else { return series.map { row($0, quarter, .missing) } }

    var first = series.map { answer($0, quarter, submitted) }
    guard fate != .accepted else { return verified(first) }
    let again = submitted.adding(days: source.int(12...35))
    if fate == .returned {
      for index in first.indices {
        first[index].verdict = .returned
        first[index].verifiedOn = min(submitted.adding(days: 7), sample.asOf)
      }
    }
    // What was returned lately is not corrected yet.
    guard again <= sample.asOf else { return first }
    return first + verified(first.map { corrected($0, again) })
  }

  private mutating func drawFate() -> Fate {
    switch source.int(0...99) {
    case 0...2: .absent
    case 3...5: .returned
    case 6...7: .corrected
    default: .accepted
    }
  }

  private func row(_ series: SampleSeries, _ quarter: Int, _ state: ValueState) -> ReportRow {
    let period = sample.quarters[quarter]
    var row = ReportRow(
      externalRef: "\(actor.code)-\(period.first.year)Q\((period.first.month + 2) / 3)", programme: sample.programme,
      actor: actor.code, indicator: series.indicator.code, group: series.group, period: period, state: state)
    row.baseline = series.baseline
    row.target = series.target(quarter)
    return row
  }

  /// What a report that was handed in says of one series: mostly a value.
  private mutating func answer(_ series: SampleSeries, _ quarter: Int, _ submitted: CalendarDate) -> ReportRow {
    let draw = source.int(0...99)
    guard draw >= 5 else {
      var silent = row(series, quarter, draw == 0 ? .refused : .missing)
      silent.missingReason = draw == 0 ? "Donnée jugée confidentielle" : source.pick(SampleReporter.reasons)
      silent.submittedOn = submitted
      return silent
    }
    var row = row(series, quarter, .reported)
    series.fill(&row, quarter, &source)
    row.submittedOn = submitted
    return row
  }

  private static let reasons = [
    "Registre non tenu pendant la période", "Enquête reportée après les récoltes", "Données en cours de collecte",
    "Absence de réunion du groupe",
  ]

  /// The same answer, handed in again with another value.
  private mutating func corrected(_ row: ReportRow, _ day: CalendarDate) -> ReportRow {
    var row = row
    row.submittedOn = day
    row.verdict = nil
    row.verifiedOn = nil
    if let numerator = row.numerator, let denominator = row.denominator {
      let lower = numerator > 1 ? numerator - 1 : numerator
      row.numerator = lower
      row.value = lower / denominator
    } else if let value = row.value, value >= 10 {
      row.value = value - Double(source.int(1...3))
    }
    return row
  }

  /// What the verifier said; the later the report, the less of it was looked at.
  private mutating func verified(_ rows: [ReportRow]) -> [ReportRow] {
    let isVisited = source.chance(72)
    let delay = source.int(20...70)
    return rows.map { row in
      guard isVisited, let value = row.value, let submitted = row.submittedOn else { return row }
      let day = submitted.adding(days: delay)
      guard day <= sample.asOf else { return row }
      var row = row
      row.verifiedOn = day
      row.verdict = source.chance(6) ? .rejected : .verified(value)
      if row.verdict != .rejected, source.chance(8) {
        row.verdict = .verified(row.denominator.map { (row.numerator ?? 0) * 0.9375 / $0 } ?? (value - value / 16))
      }
      return row
    }
  }
}
