import Actions
import Domain
import Serving

/// What a verifier found on a report.
struct Verification {
  enum Outcome: String, CaseIterable {
    case verified, returned
  }

  let outcome: Outcome
  let note: String
  let findings: [SubmittedReport.CellKey: CellFinding]

  init(_ object: JSONObject) throws {
    outcome = try object.required("outcome").word()
    note = try object["note"]?.text(atMost: 2_000) ?? ""
    var findings: [SubmittedReport.CellKey: CellFinding] = [:]
    for item in try object["cells"]?.list(atMost: Report.maximumCells) ?? [] {
      let (cell, finding) = try Verification.finding(item)
      let key = SubmittedReport.CellKey(indicator: cell.indicator, group: cell.group)
      guard findings.updateValue(finding, forKey: key) == nil else {
        throw Problem("cell_twice", "\(cell.indicator) for \(cell.group) is judged twice.", at: item.place)
      }
    }
    self.findings = findings
  }

  private enum Word: String, CaseIterable {
    case verified, rejected, returned
  }

  private static func finding(_ json: JSONValue) throws -> (CellKey, CellFinding) {
    let object = try JSONObject(json, required: ["indicator", "verdict"], optional: ["group", "value", "reason"])
    let cell = try CellKey(object)
    let verdict: Verdict
    switch try object.required("verdict").word(Word.self) {
    case .verified: verdict = .verified(try object.required("value").number())
    case .rejected:
      try refuseValue(object)
      verdict = .rejected
    case .returned:
      try refuseValue(object)
      verdict = .returned
    }
    let reason = try object["reason"]?.text(atMost: 2_000)
    return (cell, try object.check { () throws(Problem) in try CellFinding(verdict, because: reason) })
  }

  private static func refuseValue(_ object: JSONObject) throws(Problem) {
    guard let value = object["value"] else { return }
    throw Problem("field_unknown", "Only a verified cell has a value; leave it out.", at: value.place)
  }
}
