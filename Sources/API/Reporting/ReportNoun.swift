import Actions
import Domain
import Serving

/// Something that is said of a report: its name in the address and on the command line, and how it is recorded.
struct ReportNoun: Sendable {
  let name: String
  let summary: String
  let body: Schema
  let answer: Schema
  let perform: @Sendable (_ json: JSONValue, _ report: Int64, _ actor: Code, _ tadamun: Tadamun) async throws -> JSON

  static let all = [verification, validation, lock, reopening]

  private static let verification = ReportNoun(
    name: "verification", summary: "Judge a report", body: .verification,
    answer: .answer(["report", Field("outcome", .words(["verified", "returned"])), "values"])
  ) { json, report, actor, tadamun in
    let object = try JSONObject(json, required: ["outcome"], optional: ["note", "cells", "by"])
    let found = try Verification(object)
    let count = try await tadamun.verify(
      report: report, of: actor, findings: found.findings, returned: found.outcome == .returned, note: found.note,
      by: Caller.signer(object))
    return [
      "report": .integer(report), "outcome": .text(found.outcome.rawValue), "values": .integer(count),
    ]
  }

  private static let validation = ReportNoun(
    name: "validation", summary: "Approve a report that was verified",
    body: .body([Field("note?", .text(atMost: 2_000)), "by?"]), answer: .reportSheet
  ) { json, report, actor, tadamun in
    let object = try JSONObject(json, required: [], optional: ["note", "by"])
    let note = try object["note"]?.text(atMost: 2_000) ?? ""
    try await tadamun.validate(report: report, of: actor, note: note, by: Caller.signer(object))
    return .report(try await tadamun.report(report, of: actor))
  }

  private static let lock = ReportNoun(
    name: "lock", summary: "Lock a report that was validated", body: .body(["by?"]), answer: .reportSheet
  ) { json, report, actor, tadamun in
    let object = try JSONObject(json, required: [], optional: ["by"])
    try await tadamun.lock(report: report, of: actor, by: Caller.signer(object))
    return .report(try await tadamun.report(report, of: actor))
  }

  private static let reopening = ReportNoun(
    name: "reopening", summary: "Open a locked report for a new version",
    body: .body([Field("reason", .text(atMost: 2_000)), "by?"]), answer: .reportSheet
  ) { json, report, actor, tadamun in
    let object = try JSONObject(json, required: ["reason"], optional: ["by"])
    let reason = try object.required("reason").text(atMost: 2_000)
    try await tadamun.reopen(report: report, of: actor, because: reason, by: Caller.signer(object))
    return .report(try await tadamun.report(report, of: actor))
  }
}
