import Actions
import Domain

/// Something that is said of a report: its name in the address and on the command line, and how it is recorded.
struct ReportNoun: Sendable {
  let name: String
  let perform: @Sendable (_ json: JSONValue, _ report: Int64, _ actor: Code, _ tadamun: Tadamun) async throws -> JSON

  static let all = [verification, validation, lock, reopening]

  private static let verification = ReportNoun(name: "verification") { json, report, actor, tadamun in
    let object = try JSONObject(json, required: ["outcome"], optional: ["note", "cells", "by"])
    let found = try Verification(object)
    let count = try await tadamun.verify(
      report: report, of: actor, findings: found.findings, returned: found.outcome == .returned, note: found.note,
      by: Caller.signer(object))
    return [
      "report": .integer(report), "outcome": .text(found.outcome.rawValue), "values": .integer(count),
    ]
  }

  private static let validation = ReportNoun(name: "validation") { json, report, actor, tadamun in
    let object = try JSONObject(json, required: [], optional: ["note", "by"])
    let note = try object["note"]?.text(atMost: 2_000) ?? ""
    try await tadamun.validate(report: report, of: actor, note: note, by: Caller.signer(object))
    return .report(try await tadamun.report(report, of: actor))
  }

  private static let lock = ReportNoun(name: "lock") { json, report, actor, tadamun in
    let object = try JSONObject(json, required: [], optional: ["by"])
    try await tadamun.lock(report: report, of: actor, by: Caller.signer(object))
    return .report(try await tadamun.report(report, of: actor))
  }

  private static let reopening = ReportNoun(name: "reopening") { json, report, actor, tadamun in
    let object = try JSONObject(json, required: ["reason"], optional: ["by"])
    let reason = try object.required("reason").text(atMost: 2_000)
    try await tadamun.reopen(report: report, of: actor, because: reason, by: Caller.signer(object))
    return .report(try await tadamun.report(report, of: actor))
  }
}

/// Requests about reports as JSON, read and answered in one way over HTTP and on the command line.
public enum ReportRequest {
  /// The names of what may be said of a report.
  public static var nouns: [String] { ReportNoun.all.map(\.name) }

  /// Records what `bytes` say of a report.
  /// - Returns: The answer as JSON.
  /// - Throws: `noun_unknown`; every mistake with its line, column and field; what the action refuses.
  public static func perform(
    _ name: String, _ bytes: [UInt8], on report: Int64, of actor: Code, _ tadamun: Tadamun
  ) async throws -> String {
    guard let noun = ReportNoun.all.first(where: { $0.name == name }) else {
      throw Problem("noun_unknown", "“\(name)” is not one of: \(nouns.joined(separator: ", ")).")
    }
    return try await noun.perform(JSONReader.read(bytes), report, actor, tadamun).rendered
  }

  public static func rendered(_ sheet: ReportSheet) -> String { JSON.report(sheet).rendered }
  public static func rendered(_ sheets: [ReportSheet]) -> String { JSON.list(sheets.map(JSON.listed)).rendered }
  public static func rendered(_ dues: [Due]) -> String { JSON.list(dues.map(JSON.due)).rendered }
}
