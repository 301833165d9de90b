import Domain
import Interchange

/// What the activities of an organisation measured in one period.
struct IATIReport {
  private struct Mention {
    let activity: String
    let lastUpdated: CalendarDate?
    let line: Int
    let value: Double?
    let comment: String?
  }

  /// Something an activity says that is not taken over.
  struct Passed {
    let activity: String
    let line: Int
    let sentence: String
  }

  /// The report as all activities together make it.
  struct Whole {
    var cells: [ReportCell] = []
    /// The activities that a value is the sum of, where they are several.
    var adders: [SubmittedReport.CellKey: [String]] = [:]
    var passed: [Passed] = []
    /// Whom anything of it is from.
    var activities: Set<String> = []
    /// The last day that one of them was changed.
    var lastUpdated: CalendarDate?
  }

  /// The first activity with anything to it, and the line of its period.
  let activity: String
  let line: Int
  private var mentions: [SubmittedReport.CellKey: [Mention]] = [:]
  /// Cells in the order of the file.
  private var keys: [SubmittedReport.CellKey] = []

  init(activity: String, line: Int) {
    self.activity = activity
    self.line = line
  }

  var isEmpty: Bool { keys.isEmpty }

  /// - Throws: `cell_twice` where the activity said something of it before; `value_out_of_range`.
  mutating func add(
    _ actual: IATIMeasurement, _ indicator: Code, _ group: Code, of activity: IATIActivity
  ) throws(Problem) {
    if let value = actual.value, value.magnitude > ReportCell.limit {
      throw Problem("value_out_of_range", "\(value) is larger than this service records.")
    }
    let key = SubmittedReport.CellKey(indicator: indicator, group: group)
    let earlier = mentions[key] ?? []
    guard !earlier.contains(where: { $0.activity == activity.identifier }) else {
      throw Problem(
        "cell_twice", "The activity gives another actual for the same indicator, group and period; the first stays.")
    }
    if earlier.isEmpty { keys.append(key) }
    let comment = actual.comment.first.isEmpty ? nil : actual.comment.first
    mentions[key] =
      earlier + [
        Mention(
          activity: activity.identifier, lastUpdated: activity.lastUpdated, line: actual.line, value: actual.value,
          comment: comment)
      ]
  }

  /// Adds up what several activities say of an indicator whose values do; of the others the first value stays.
  func whole(addsUp: (Code) -> Bool) -> Whole {
    var whole = Whole()
    for key in keys {
      let all = mentions[key] ?? []
      let given = all.filter { $0.value != nil }
      let kept = given.isEmpty ? all : addsUp(key.indicator) ? given : Array(given.prefix(1))
      let content: ReportCell.Content
      if given.isEmpty {
        content = .missing(reason: all.lazy.compactMap(\.comment).first)
      } else {
        let sum = IATISum.of(kept.map { (activity: $0.activity, value: $0.value ?? 0) })
        content = .value(sum, numerator: nil, denominator: nil)
      }
      whole.cells.append(ReportCell(key.indicator, for: key.group, content))
      let keepers = Set(kept.map(\.activity))
      if !given.isEmpty, keepers.count > 1 { whole.adders[key] = keepers.sorted() }
      whole.activities.formUnion(keepers)
      for day in kept.compactMap(\.lastUpdated) { whole.lastUpdated = max(whole.lastUpdated ?? day, day) }
      for mention in all where !keepers.contains(mention.activity) {
        let other = "Another activity of the organisation gives a value of the same indicator, group and period"
        whole.passed.append(
          Passed(
            activity: mention.activity, line: mention.line,
            sentence: mention.value == nil
              ? "\(other), and this one none; the value stays." : "\(other), and such values do not add up; it stays."))
      }
    }
    return whole
  }

  /// - Throws: what ``Domain/Report`` throws.
  func submitted(
    _ whole: Whole, to programme: Code, for period: DateSpan, by actor: Code, file: String
  ) throws(Problem) -> SubmittedReport {
    // Some publish what a period brought before it ends; none is submitted before it begins.
    let day = max(whole.lastUpdated ?? period.last, period.first)
    let report = try Report(
      programme: programme, actor: actor, period: period, submittedOn: day, cells: whole.cells)
    // Named after all activities in it: where one more is in the file, that is another report, which corrects.
    let activities = whole.activities.sorted().joined(separator: "+")
    return SubmittedReport(
      reference: IATIKey.bounded("\(activities)#\(period)@\(day)"), report,
      place: Place(file: file, line: line, field: activity))
  }
}

/// Sums over activities that are the same to the last bit, whatever the order of the activities in the file.
enum IATISum {
  static func of(_ parts: [(activity: String, value: Double)]) -> Double {
    let values = parts.sorted { $0.activity < $1.activity }.map(\.value)
    return values.dropFirst().reduce(values.first ?? 0, +)
  }
}
