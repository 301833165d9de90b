import Domain
import Foundation

/// A training as it was typed.
struct TrainingForm: Sendable {
  /// How many people of one organisation and group came.
  struct Line: Sendable {
    var actor = ""
    var group = TargetGroup.everybody.text
    var people = ""

    var isBlank: Bool { actor.isEmpty && people.isEmpty }
  }

  static let lineCount = 8

  /// Drawn with the form, so that one that is sent twice records one training.
  var code = UUID().uuidString.lowercased()
  var topic = ""
  var first = ""
  var last = ""
  var hours = ""
  var by = ""
  var lines = [Line](repeating: Line(), count: lineCount)

  init() {}

  /// Reads the fields that a browser sent.
  init(fields: [String: String]) {
    func text(_ name: String) -> String { (fields[name] ?? "").trimmingCharacters(in: .whitespacesAndNewlines) }
    if !text("code").isEmpty { code = text("code") }
    (topic, first, last, hours, by) = (text("topic"), text("first"), text("last"), text("hours"), text("by"))
    lines = (0..<TrainingForm.lineCount).map { number in
      Line(
        actor: text("actor.\(number)"), group: text("group.\(number)"), people: text("people.\(number)"))
    }
  }

  /// - Throws: what is wrong with it, at its field.
  func training(by centre: Code) throws(Problem) -> Training {
    let span = try TrainingForm.at("first") { () throws(Problem) in
      try DateSpan(CalendarDate(iso: first), through: CalendarDate(iso: last))
    }
    var attendance: [Training.Attendance] = []
    for (number, line) in lines.enumerated() where !line.isBlank {
      let actor = try TrainingForm.at("actor.\(number)") { () throws(Problem) in try Code(line.actor) }
      let group = line.group.isEmpty ? TargetGroup.everybody : try Code(line.group)
      let people = try TrainingForm.whole(line.people, at: "people.\(number)")
      attendance.append(Training.Attendance(of: actor, group: group, people: people))
    }
    return try Training(
      Code(code), by: centre, topic: topic, span: span, hours: TrainingForm.whole(hours, at: "hours"),
      attendance: attendance)
  }

  private static func whole(_ typed: String, at field: String) throws(Problem) -> Int {
    guard let number = TypedNumber.double(typed), let whole = Int(exactly: number) else {
      throw Problem("number_malformed", "Write a whole number.", at: Place(field: field))
    }
    return whole
  }

  private static func at<Value>(_ field: String, _ read: () throws(Problem) -> Value) throws(Problem) -> Value {
    do { return try read() } catch { throw error.at(Place(field: field)) }
  }
}
