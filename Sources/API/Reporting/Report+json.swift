import Actions
import Domain
import Serving

extension Report {
  /// Reads every cell before it refuses, so that all that is wrong is said at once.
  init(json: JSONValue, programme: Code) throws {
    try self.init(
      object: JSONObject(
        json, required: ["actor", "period", "submitted_on", "cells"], optional: ["differences"]), programme: programme)
  }

  init(object: JSONObject, programme: Code) throws {
    let actor = try object.read("actor") { text throws(Problem) in try Code(text) }
    let period = try DateSpan(json: object.required("period"))
    let day = try object.read("submitted_on", CalendarDate.init(iso:))
    let cells = try ReportCell.list(object.required("cells"))
    self = try object.check { () throws(Problem) in
      try Report(programme: programme, actor: actor, period: period, submittedOn: day, cells: cells)
    }
  }
}

extension ReportCell {
  /// - Throws: everything that is wrong with any of them.
  static func list(_ json: JSONValue) throws -> [ReportCell] {
    var cells: [ReportCell] = []
    var problems: [Problem] = []
    for item in try json.list(atMost: Report.maximumCells) {
      do {
        cells.append(try ReportCell(json: item))
      } catch let problem as Problem {
        problems.append(problem)
      } catch let several as Problems {
        problems += several.list
      }
    }
    try Problems.throwIfAny(problems)
    return cells
  }

  /// A cell says which state it is in, and then only what belongs to that state: a value where it is `reported`, a reason
  /// where it is `missing` or `refused`.
  init(json: JSONValue) throws {
    let state = try ReportCell.state(of: json)
    let common = ["group", "beneficiaries", "unit"]
    let object: JSONObject
    let content: Content
    switch state {
    case .reported:
      object = try JSONObject(
        json, required: ["indicator", "state", "value"], optional: common + ["numerator", "denominator"])
      content = .value(
        try object.required("value").number(), numerator: try object["numerator"]?.number(),
        denominator: try object["denominator"]?.number())
    case .missing, .refused:
      object = try JSONObject(json, required: ["indicator", "state"], optional: common + ["reason"])
      let reason = try object["reason"]?.text(atMost: 2_000)
      content = state == .missing ? .missing(reason: reason) : .refused(reason: reason)
    case .notDue:
      object = try JSONObject(json, required: ["indicator", "state"], optional: common)
      content = .notDue
    }
    let cell = try CellKey(object)
    self.init(
      cell.indicator, for: cell.group, content, beneficiaries: try object["beneficiaries"]?.integer(),
      unit: try object["unit"]?.text(atMost: 60))
  }

  private static func state(of json: JSONValue) throws -> ValueState {
    guard case .object(let members) = json.content, let state = members.first(where: { $0.name == "state" }) else {
      // Says what is missing, or that it is no object.
      let object = try JSONObject(
        json, required: ["indicator", "state"],
        optional: ["group", "beneficiaries", "unit", "value", "numerator", "denominator", "reason"])
      return try object.required("state").word()
    }
    return try state.value.word()
  }
}

/// Which cell of a report is meant; the group of everybody where none is named.
struct CellKey {
  let indicator: Code
  let group: Code

  init(_ object: JSONObject) throws {
    indicator = try object.read("indicator") { text throws(Problem) in try Code(text) }
    group =
      try object.readIfPresent("group") { text throws(Problem) in try Code(text) } ?? TargetGroup.everybody
  }
}

extension Disaggregation {
  /// The member `difference_reasons` of a draft; none where it is not there.
  static func reasons(_ object: JSONObject) throws -> [Code: String] {
    var reasons: [Code: String] = [:]
    for item in try object["difference_reasons"]?.list(atMost: 200) ?? [] {
      let object = try JSONObject(item, required: ["indicator", "reason"])
      let indicator = try object.read("indicator") { text throws(Problem) in try Code(text) }
      let reason = try object.required("reason").text(atMost: 2_000)
      try object.check { () throws(Problem) in
        guard reasons.updateValue(reason, forKey: indicator) == nil else {
          throw Problem("reason_twice", "Why the groups of \(indicator) do not add up is said twice.")
        }
      }
    }
    return reasons
  }
}

extension Disaggregation.Statement {
  /// The member `differences` of a report; none where it is not there.
  static func list(_ object: JSONObject) throws -> [Disaggregation.Statement] {
    try object["differences"]?.list(atMost: 200).map { item in
      let object = try JSONObject(item, required: ["indicator", "axis", "difference", "reason"])
      let indicator = try object.read("indicator") { text throws(Problem) in try Code(text) }
      let axis = try object.read("axis") { text throws(Problem) in try Code(text) }
      let (amount, reason) = (
        try object.required("difference").number(), try object.required("reason").text(atMost: 2_000)
      )
      return try object.check { () throws(Problem) in
        try Disaggregation.Statement(indicator, along: axis, by: amount, because: reason)
      }
    } ?? []
  }
}
