import Domain
import Interchange

/// Reports as the rows of a CSV text, with the columns of `reports.csv` (see ``Interchange/ReportRow/table``), for a batch:
/// what their sender cannot say of them, such as verdicts, is refused.
public enum ReportTable {
  fileprivate struct Gathered {
    let line: Int
    var first: ReportRow?
    var cells: [ReportCell] = []
    var places: [SubmittedReport.CellKey: Place] = [:]
    var differenceReasons: [Code: String] = [:]
    var problems: [Problem] = []
  }

  /// - Returns: A report for each `external_ref`, in the order in which they begin.
  /// - Throws: what leaves the whole text unreadable, such as `encoding_not_utf8`, `csv_columns_missing`.
  public static func read(_ bytes: [UInt8], programme: Code) throws -> [BatchItem] {
    let table = try TableReader<ReportRow>(CSVReader(bytes: bytes))
    var order: [String] = []
    var gathered: [String: Gathered] = [:]
    var nameless: [BatchItem] = []
    // A row that does not name its report may be the one's before it or the one's after: half a report is another report.
    var last: String?
    var isNextRefused = false
    func place(_ reference: String, line: Int) {
      if gathered[reference] == nil { order.append(reference) }
      if isNextRefused { gathered[reference, default: Gathered(line: line)].refuseBesideRefused(line: line) }
      (last, isNextRefused) = (reference, false)
    }
    var refused: (reference: String?, line: Int) = (nil, 0)
    while let result = try table.next(showingRefused: { row in
      refused = (reference(of: row), row.line)
    }) {
      switch result {
      case .success(let row):
        let line = row.place?.line ?? 0
        place(row.externalRef, line: line)
        gathered[row.externalRef, default: Gathered(line: line)].add(row, line: line, programme)
      case .failure(let problems):
        guard let reference = refused.reference else {
          nameless.append(BatchItem(reference: nil, .failure(problems)))
          if let last { gathered[last]?.refuseBesideRefused(line: refused.line) }
          isNextRefused = true
          continue
        }
        place(reference, line: refused.line)
        gathered[reference, default: Gathered(line: refused.line)].problems += problems.list
      }
    }
    // In the order of the file but for rows of no report, which come last.
    return order.compactMap { reference in gathered[reference].map { $0.item(reference, programme) } } + nameless
  }
}

extension ReportTable {
  private static func reference(of row: borrowing CSVRow) -> String? {
    guard let column = row.header.index(of: "external_ref") else { return nil }
    return row.text(column)
  }
}

extension ReportTable.Gathered {
  fileprivate mutating func refuseBesideRefused(line: Int) {
    problems.append(.reportRefused.at(Place(line: line)))
  }

  fileprivate mutating func add(_ row: ReportRow, line: Int, _ programme: Code) {
    let refuse = { (code: ProblemCode, sentence: String, field: String) in
      Problem(code, sentence, at: Place(line: line, field: field))
    }
    if row.programme != programme.text {
      problems.append(refuse("programme_differs", "The batch is for \(programme).", "programme"))
    }
    if row.verdict != nil || row.verifiedOn != nil {
      problems.append(refuse("column_not_allowed", "Who reports does not say what was verified.", "verified"))
    }
    if row.baseline != nil || row.target != nil {
      problems.append(refuse("column_not_allowed", "Baselines and targets are agreed on, not reported.", "target"))
    }
    if let first, (first.actor, first.period, first.submittedOn) != (row.actor, row.period, row.submittedOn) {
      problems.append(
        refuse("report_rows_differ", "The rows of one report share actor, period and submitted_on.", "external_ref"))
    }
    if first == nil { first = row }
    do throws(Problem) {
      var group = TargetGroup.everybody
      if let text = row.group { group = try Code(text) }
      let indicator = try Code(row.indicator)
      cells.append(
        ReportCell(indicator, for: group, row.content, beneficiaries: row.n.map(Int64.init), unit: row.unit))
      places[SubmittedReport.CellKey(indicator: indicator, group: group)] = Place(line: line)
      // The reader takes one on a row of all alone.
      if let reason = row.differenceReason { differenceReasons[indicator] = reason }
    } catch {
      problems.append(error.at(Place(line: line, field: "indicator")))
    }
  }

  fileprivate func item(_ reference: String, _ programme: Code) -> BatchItem {
    do throws(Problem) {
      guard problems.isEmpty, let first else {
        return BatchItem(reference: reference, .failure(Problems(problems)))
      }
      guard let day = first.submittedOn else {
        throw Problem(
          "submitted_on_missing", "The day the report was handed in is needed.", at: Place(field: "submitted_on"))
      }
      let report = try Report(
        programme: programme, actor: Code(first.actor), period: first.period, submittedOn: day, cells: cells)
      return BatchItem(
        reference: reference,
        .success(
          SubmittedReport(
            reference: reference, report, differenceReasons: differenceReasons, place: Place(line: line),
            cellPlaces: places)))
    } catch {
      return BatchItem(reference: reference, .failure(Problems([error.at(Place(line: line))])))
    }
  }
}
