import Actions
import Domain

/// What a verifier found on a report.
struct Verification {
  enum Outcome: String, CaseIterable {
    case verified, returned
  }

  let outcome: Outcome
  let note: String
  let verdicts: [SubmittedReport.CellKey: Verdict]

  init(json: JSONValue) throws {
    let object = try JSONObject(json, required: ["outcome"], optional: ["note", "cells"])
    outcome = try object.required("outcome").word()
    note = try object["note"]?.text(atMost: 2_000) ?? ""
    var verdicts: [SubmittedReport.CellKey: Verdict] = [:]
    for item in try object["cells"]?.list(atMost: Report.maximumCells) ?? [] {
      let (cell, verdict) = try Verification.verdict(item)
      let key = SubmittedReport.CellKey(indicator: cell.indicator, group: cell.group)
      guard verdicts.updateValue(verdict, forKey: key) == nil else {
        throw Problem("cell_twice", "\(cell.indicator) for \(cell.group) is judged twice.", at: item.place)
      }
    }
    self.verdicts = verdicts
  }

  private enum Word: String, CaseIterable {
    case verified, rejected, returned
  }

  private static func verdict(_ json: JSONValue) throws -> (CellKey, Verdict) {
    let object = try JSONObject(json, required: ["indicator", "verdict"], optional: ["group", "value"])
    let cell = try CellKey(object)
    switch try object.required("verdict").word(Word.self) {
    case .verified: return (cell, .verified(try object.required("value").number()))
    case .rejected:
      try refuseValue(object)
      return (cell, .rejected)
    case .returned:
      try refuseValue(object)
      return (cell, .returned)
    }
  }

  private static func refuseValue(_ object: JSONObject) throws(Problem) {
    guard let value = object["value"] else { return }
    throw Problem("field_unknown", "Only a verified cell has a value; leave it out.", at: value.place)
  }
}
