import Domain
import Interchange
import Store

/// A report as the rows of a file make it.
struct ReportDraft: Sendable {
  /// What the rows of a report share.
  struct Key: Hashable, Sendable {
    let externalRef: String
    let submittedOn: CalendarDate?
  }

  /// What a value is of.
  private struct Cell {
    /// The places of indicator and group in the vocabulary.
    let indicator: Int
    let group: Int
    /// Among the values.
    let position: Int
    let line: Int
    let verifiedOn: CalendarDate?

    /// Its place in the order of the codes of indicators and groups.
    var rank: Int { indicator << 32 | group }
  }

  let key: Key
  /// What the first good row says; nil while there is none.
  private(set) var first: ReportRow?
  /// In the order of the file.
  private(set) var values: [Store.Reports.Value] = []
  /// Whether any value comes with a baseline or target.
  private(set) var hasGoals = false
  private var cells: [Cell] = []
  /// Whether any value is of a group that adds up with others.
  private var hasAxis = false
  /// Why groups do not add up, by the indicator.
  private var differenceReasons: [Code: String] = [:]
  /// What the report says of axes that do not add up; known once it is closed.
  private(set) var differences: [Disaggregation.Statement] = []
  private var lastVerdictOn: CalendarDate?
  /// The lines its rows start on.
  private(set) var lines: [Int] = []
  /// Whether any row was refused, and the report with it.
  private(set) var isRefused = false

  init(_ key: Key) { self.key = key }

  /// The line of its first row.
  var line: Int { lines.first ?? 0 }

  /// Refuses the report for what stands beside it.
  mutating func refuse() { isRefused = true }

  /// Counts a row that was refused as one of this report's.
  mutating func addRefused(line: Int) {
    lines.append(line)
    isRefused = true
  }

  /// Makes a row this report's.
  /// - Returns: What is wrong with it here.
  mutating func add(_ row: ReportRow, line: Int, _ vocabulary: ReportVocabulary) -> Problem? {
    lines.append(line)
    let problem = place(row, vocabulary, line)
    if problem != nil { isRefused = true }
    return problem
  }

  private mutating func place(_ row: ReportRow, _ vocabulary: ReportVocabulary, _ line: Int) -> Problem? {
    if let first {
      if let problem = difference(of: row, from: first) { return problem }
    } else {
      first = row
      if row.submittedOn == nil {
        let sentence = "The day the report was handed in is needed: a later one corrects an earlier one."
        return Problem("submitted_on_missing", sentence, at: Place(field: "submitted_on"))
      }
    }
    guard let place = vocabulary.place(ofIndicator: row.indicator) else {
      return ReportRegister.unknown("indicator", Code(trusted: row.indicator))
    }
    guard let group = vocabulary.place(ofGroup: row.group ?? TargetGroup.everybody.text) else {
      return ReportRegister.unknown("group", Code(trusted: row.group ?? ""))
    }
    let indicator = vocabulary.indicators[place]
    let cell = ReportCell(
      indicator.code, for: vocabulary.groups[group].code, row.content, beneficiaries: row.n.map(Int64.init),
      unit: row.unit)
    do { try row.check(cell, against: indicator.definition) } catch { return error }
    if let reason = row.differenceReason { differenceReasons[cell.indicator] = reason }
    append(
      cell.content, of: (place, group), line: line, beneficiaries: cell.beneficiaries, baseline: row.baseline,
      target: row.target, verdict: row.state == .reported ? row.verdict : nil, verifiedOn: row.verifiedOn, vocabulary)
    return nil
  }

  /// Makes a plain row this report's, where nothing is wrong with it here.
  mutating func add(_ row: PlainReportRow, _ vocabulary: ReportVocabulary) -> Bool {
    let content = ReportCell.Content.value(row.value, numerator: row.numerator, denominator: row.denominator)
    let beneficiaries = row.n.map(Int64.init)
    let fault = ReportCell.fault(
      in: content, beneficiaries: beneficiaries, minimum: vocabulary.indicators[row.indicator].definition.minimum,
      maximum: vocabulary.indicators[row.indicator].definition.maximum)
    guard fault == nil, ReportCell.isRecordable(row.verdict?.verifiedValue ?? 0),
      ReportCell.isRecordable(row.baseline ?? 0), ReportCell.isRecordable(row.target ?? 0)
    else { return false }
    lines.append(row.line)
    append(
      content, of: (row.indicator, row.group), line: row.line, beneficiaries: beneficiaries, baseline: row.baseline,
      target: row.target, verdict: row.verdict, verifiedOn: row.verifiedOn, vocabulary)
    return true
  }

  private mutating func append(
    _ content: ReportCell.Content, of name: (indicator: Int, group: Int), line: Int, beneficiaries: Int64?,
    baseline: Double?, target: Double?, verdict: Verdict?, verifiedOn: CalendarDate?, _ vocabulary: ReportVocabulary
  ) {
    hasAxis = hasAxis || vocabulary.groups[name.group].isOnAxis
    hasGoals = hasGoals || baseline != nil || target != nil
    var verifiedAt: Moment?
    if verdict != nil {
      verifiedAt = verifiedOn.map { Moment(midnightOf: $0) } ?? vocabulary.now
      if let verifiedOn { lastVerdictOn = max(lastVerdictOn ?? verifiedOn, verifiedOn) }
    }
    cells.append(
      Cell(
        indicator: name.indicator, group: name.group, position: values.count, line: line,
        verifiedOn: verdict == nil ? nil : verifiedOn))
    values.append(
      Store.Reports.Value(
        indicator: vocabulary.indicators[name.indicator].id, group: vocabulary.groups[name.group].id, cell: content,
        beneficiaries: beneficiaries, baseline: baseline, target: target, verdict: verdict, verifiedAt: verifiedAt))
  }

  /// What plain rows behind the last one that was added can be told by.
  var lesson: PlainReportRows.Lesson? {
    cells.last.map { PlainReportRows.Lesson(indicator: $0.indicator, group: $0.group) }
  }

  private func difference(of row: ReportRow, from first: ReportRow) -> Problem? {
    let field: String
    if row.programme != first.programme {
      field = "programme"
    } else if row.actor != first.actor {
      field = "actor"
    } else if row.period != first.period {
      field = row.period.first == first.period.first ? "period_end" : "period_start"
    } else {
      return nil
    }
    let sentence =
      "The rows of one report share programme, actor and period; this one and line \(line) share external_ref and "
      + "submitted_on and differ."
    return Problem("report_rows_differ", sentence, at: Place(field: field))
  }

  /// Puts the cells in order and looks at the report as a whole.
  mutating func close(_ vocabulary: ReportVocabulary) -> Problem? {
    guard !isRefused, let first, let submittedOn = first.submittedOn else { return nil }
    if zip(cells, cells.dropFirst()).contains(where: { $0.rank >= $1.rank }) { cells.sort { $0.rank < $1.rank } }
    var problem: Problem?
    if let twice = zip(cells, cells.dropFirst()).first(where: { $0.rank == $1.rank }) {
      let (indicator, group) = (vocabulary.indicators[twice.0.indicator].code, vocabulary.groups[twice.0.group].code)
      problem = Report.cellTwice(indicator, group).at(Place(line: max(twice.0.line, twice.1.line)))
    }
    do { try Report.check(cellCount: cells.count, period: first.period, submittedOn: submittedOn) } catch {
      problem = error
    }
    if problem == nil { problem = closeAxes(vocabulary) }
    isRefused = problem != nil
    return problem
  }

  /// Takes what rows say of axes that do not add up as said of the amounts that they leave out.
  private mutating func closeAxes(_ vocabulary: ReportVocabulary) -> Problem? {
    if !hasAxis, differenceReasons.isEmpty { return nil }
    let reported = cells.map { cell in
      ReportCell(
        vocabulary.indicators[cell.indicator].code, for: vocabulary.groups[cell.group].code, values[cell.position].cell,
        beneficiaries: nil)
    }
    let found = Disaggregation.differences(
      in: reported, additive: vocabulary.additive.contains, axes: vocabulary.axes)
    do throws(Problem) { differences = try Disaggregation.statements(of: found, because: differenceReasons) } catch {
      return error
    }
    if let difference = found.first(where: { differenceReasons[$0.indicator] == nil }) {
      let place = Place(line: lineOfAll(difference.indicator, vocabulary), field: "value")
      return Disaggregation.problems(of: [difference], stated: []).first
        .map { Problem($0.code, $0.message, at: place) }
    }
    return Disaggregation.idle(differenceReasons, beside: found).first
      .map { Disaggregation.idleReason(of: $0).at(Place(line: lineOfAll($0, vocabulary))) }
  }

  /// The first cell whose target lies on the wrong side of its baseline.
  func conflict(_ directions: DirectedVocabulary, _ vocabulary: ReportVocabulary) -> Problem? {
    for cell in cells {
      let (baseline, target) = (values[cell.position].baseline, values[cell.position].target)
      if baseline == nil && target == nil { continue }
      if let problem = directions.problem(cell.indicator, baseline: baseline, target: target, vocabulary) {
        return problem.at(Place(line: cell.line))
      }
    }
    return nil
  }

  private func lineOfAll(_ indicator: Code, _ vocabulary: ReportVocabulary) -> Int {
    let all = cells.first {
      vocabulary.indicators[$0.indicator].code == indicator
        && vocabulary.groups[$0.group].code == TargetGroup.everybody
    }
    return all?.line ?? line
  }

  /// What the register asks for; nil for a report that is refused.
  func slip(_ hash: inout BodyHash, _ vocabulary: ReportVocabulary, file: String) -> ReportSlip? {
    guard !isRefused, let first, let submittedOn = first.submittedOn else { return nil }
    let (programme, actor) = (Code(trusted: first.programme), Code(trusted: first.actor))
    hash.addReport(programme: programme, actor: actor, period: first.period, submittedOn: submittedOn)
    for cell in cells {
      let value = values[cell.position]
      hash.addCell(
        vocabulary.indicators[cell.indicator].code, vocabulary.groups[cell.group].code, value.cell,
        beneficiaries: value.beneficiaries, verdict: value.verdict,
        verifiedOn: cell.verifiedOn, baseline: value.baseline, target: value.target)
    }
    return ReportSlip(
      reference: "\(first.externalRef)@\(submittedOn)", programme: programme, actor: actor, period: first.period,
      submittedOn: submittedOn, lastVerdictOn: lastVerdictOn, hash: hash.finalize(),
      place: Place(file: file, line: line))
  }
}

extension ReportRow {
  /// - Throws: what ``ReportCell/check(against:)`` throws; `value_out_of_range` for the other numbers of the row.
  fileprivate func check(_ cell: ReportCell, against definition: Indicator) throws(Problem) {
    try cell.check(against: definition)
    let others = [("verified_value", verdict?.verifiedValue), ("baseline", baseline), ("target", target)]
    for (field, number) in others where !ReportCell.isRecordable(number ?? 0) {
      throw Problem("value_out_of_range", "The number is larger than this service records.", at: Place(field: field))
    }
  }
}
