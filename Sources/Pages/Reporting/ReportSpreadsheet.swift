import Actions
import Domain

/// The form of a report as a table that people fill in with a spreadsheet.
struct ReportSpreadsheet {
  let book: NameBook
  let language: Language

  /// The cells of a form, with the codes and names of what they are about and what was typed.
  func csv(_ cells: [ReportForm.Cell], _ form: ReportForm) throws -> [UInt8] {
    try ReportTemplate.csv(
      ReportSpreadsheet.headings(language), rows(cells, form), hasDecimalComma: Texts.of(language).decimalPoint == ",")
  }

  /// The same as a workbook, from right to left in Arabic.
  func workbook(_ cells: [ReportForm.Cell], _ form: ReportForm, at moment: Moment) throws -> [UInt8] {
    try ReportTemplate.workbook(
      ReportSpreadsheet.headings(language), rows(cells, form), named: ReportTexts.of(language).report,
      isRightToLeft: language == .ar, at: moment)
  }

  private func rows(_ cells: [ReportForm.Cell], _ form: ReportForm) -> [[ReportTemplate.Column: String]] {
    cells.map { cell in
      let entry = form.entries[cell] ?? ReportForm.Entry()
      let group =
        cell.group == TargetGroup.everybody
        ? Texts.of(language).everybody : book.groups[cell.group]?.preferred(language) ?? ""
      let indicator = book.indicators[cell.indicator]
      return [
        .indicator: cell.indicator.text, .group: cell.group.text, .groupName: group,
        .indicatorName: indicator?.names.preferred(language) ?? "",
        .unit: indicator.map { ReportTexts.of(language).units[$0.unit] ?? $0.unit } ?? "",
        .value: entry.value, .numerator: entry.numerator, .denominator: entry.denominator,
        .state: entry.state.isEmpty ? "" : ReportSpreadsheet.words(language)[entry.state] ?? entry.state,
        .reason: entry.reason, .difference: entry.difference,
      ]
    }
  }

  /// Writes what stands in a filled table over what the form has; what is blank there changes nothing.
  ///
  /// - Returns: What is wrong with rows, each at its line: a cell that nobody knows, no row at all, another unit, or why
  ///   groups do not add up beside a group.
  /// - Throws: what ``ReportTemplate/read(_:names:)`` throws of a file that is none.
  func read(_ bytes: [UInt8], into form: inout ReportForm) throws -> [Problem] {
    var (rows, problems) = try ReportTemplate.read(bytes, names: ReportSpreadsheet.names)
    var filled: [ReportForm.Cell: Int] = [:]
    for row in rows {
      guard let cell = known(row) else {
        let name = "\(row[.indicator]) \(row[.group])"
        problems.append(Problem("cell_unknown", "Nothing is asked for as “\(name)”.", at: Place(line: row.line)))
        continue
      }
      // A value stands in the place of a reason why there was none, and the other way round.
      let entry = ReportForm.Entry(
        value: row[.value], numerator: row[.numerator], denominator: row[.denominator],
        state: ReportSpreadsheet.state(row[.state]), reason: row[.reason])
      let difference = row[.difference]
      if !difference.isEmpty, cell.group != TargetGroup.everybody {
        let message = "Why groups do not add up is said on the row of all, beside its value."
        problems.append(Problem("difference_reason_unexpected", message, at: Place(line: row.line)))
        continue
      }
      if entry.isBlank, difference.isEmpty { continue }
      if let indicator = book.indicators[cell.indicator], !ReportSpreadsheet.isUnit(row[.unit], of: indicator) {
        let sentence = "The value is in “\(row[.unit])”; “\(cell.indicator)” is in “\(indicator.unit)”."
        problems.append(Problem("unit_mismatch", sentence, at: Place(line: row.line, field: "unit")))
        continue
      }
      if let line = filled.updateValue(row.line, forKey: cell) {
        let sentence = "“\(cell.indicator)” stands on line \(line) already for the same group."
        problems.append(Problem("cell_twice", sentence, at: Place(line: row.line)))
        continue
      }
      let before = form.entries[cell] ?? ReportForm.Entry()
      form.entries[cell] = entry.isBlank ? before : entry
      form.entries[cell]?.difference = difference.isEmpty ? before.difference : difference
    }
    return problems
  }

  private func known(_ row: ReportTemplate.Row) -> ReportForm.Cell? {
    guard let indicator = try? Code(row[.indicator]), book.indicators[indicator] != nil else { return nil }
    let group = row[.group].isEmpty ? TargetGroup.everybody : try? Code(row[.group])
    guard let group, group == TargetGroup.everybody || book.groups[group] != nil else { return nil }
    return ReportForm.Cell(indicator: indicator, group: group)
  }

  /// Whether somebody wrote the unit of an indicator, in any language, or nothing.
  private static func isUnit(_ written: String, of indicator: Indicator) -> Bool {
    let known = [indicator.unit] + Language.allCases.compactMap { ReportTexts.of($0).units[indicator.unit] }
    return written.isEmpty || known.contains { $0.lowercased() == written.lowercased() }
  }

  /// What a form calls the state that somebody wrote in any language; as it was written where nobody knows it.
  private static func state(_ written: String) -> String {
    let word = written.lowercased()
    for language in Language.allCases {
      for (state, text) in words(language) where text.lowercased() == word { return state }
    }
    return word == ValueState.reported.rawValue ? "" : written
  }

  /// The words by which a table says why there is no value.
  private static func words(_ language: Language) -> [String: String] {
    let texts = ReportTexts.of(language)
    return [
      "": texts.isReported, ValueState.missing.rawValue: texts.isMissing,
      ValueState.refused.rawValue: texts.isRefused, ValueState.notDue.rawValue: texts.isNotDue,
    ]
  }

  private static func headings(_ language: Language) -> [ReportTemplate.Column: String] {
    let texts = ReportTexts.of(language)
    return [
      .indicator: "indicator", .group: "group", .indicatorName: Texts.of(language).indicator,
      .groupName: Texts.of(language).group, .unit: texts.unit, .value: texts.value, .numerator: texts.numerator,
      .denominator: texts.denominator, .state: texts.noValue, .reason: texts.reason,
      .difference: texts.whyGroupsDiffer,
    ]
  }

  private static let names: [ReportTemplate.Column: [String]] = {
    var names: [ReportTemplate.Column: [String]] = [
      .unit: ["unit"], .value: ["value"], .numerator: ["numerator"], .denominator: ["denominator"], .state: ["state"],
      .reason: ["missing_reason"], .difference: ["difference_reason"],
    ]
    for language in Language.allCases {
      for (column, heading) in headings(language) { names[column, default: []].append(heading) }
    }
    return names
  }()
}
