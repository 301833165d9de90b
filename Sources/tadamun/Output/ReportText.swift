import Domain

/// Reports for people.
enum ReportText {
  static func line(_ sheet: ReportSheet) -> String {
    let marks = [sheet.isLate ? "late" : nil, sheet.isCorrection ? "corrected" : nil].compactMap(\.self)
    let state = ([sheet.state.rawValue] + marks).joined(separator: ", ")
    return "\(sheet.id)  \(sheet.actor)  \(sheet.programme)  \(sheet.period)  version \(sheet.version)  \(state)"
  }

  static func sheet(_ sheet: ReportSheet) -> String {
    var lines = [line(sheet), "receipt \(sheet.receipt), submitted on \(sheet.submittedOn) by \(sheet.author)"]
    let acts = [
      ("verified", sheet.verification), ("validated", sheet.validation), ("locked", sheet.lock),
      ("reopened", sheet.reopening),
    ]
    for case (let word, let act?) in acts {
      lines.append("\(word) by \(act.by) at \(act.at)" + (act.note.isEmpty ? "" : ": \(act.note)"))
    }
    lines += sheet.cells.map(cell)
    lines += sheet.differences.map { "\($0.indicator) by \($0.axis) leaves out \($0.amount): \($0.reason)" }
    return lines.joined(separator: "\n")
  }

  private static func cell(_ cell: ReportSheet.Cell) -> String {
    let number = { (value: Double?) in value.map { "\($0)" } ?? "–" }
    let declared = cell.cell.value.map { "\($0)" } ?? cell.cell.state.rawValue
    let found = "declared \(declared), verified \(number(cell.verified)), validated \(number(cell.validated))"
    let verdict = cell.verdict.map { ", \($0.rawValue)" } ?? ""
    let reason = cell.reason.map { ": \($0)" } ?? ""
    return "  \(cell.cell.indicator) for \(cell.cell.group): \(found)\(verdict)\(reason)"
  }
}
