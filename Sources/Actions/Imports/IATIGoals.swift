import Domain
import Interchange

/// The baselines and targets of organisations, gathered over their activities.
struct IATIGoals {
  struct Subject: Hashable {
    let actor: Code
    let indicator: Code
    let group: Code
  }

  struct Goal {
    let span: DateSpan
    let activity: String
    let line: Int
    let value: Double
    let isBaseline: Bool

    /// Its path in an activity.
    var element: String { isBaseline ? "result/indicator/baseline" : "result/indicator/period/target" }
  }

  private var goals: [Subject: [Goal]] = [:]

  /// - Throws: `cell_twice` where the activity said another before; `value_out_of_range`.
  mutating func add(_ goal: Goal, of subject: Subject) throws(Problem) {
    guard goal.value.magnitude <= ReportCell.limit else {
      throw Problem("value_out_of_range", "\(goal.value) is larger than this service records.")
    }
    let earlier = goals[subject]?.first {
      $0.span == goal.span && $0.activity == goal.activity && $0.isBaseline == goal.isBaseline
    }
    guard let earlier else { return goals[subject, default: []].append(goal) }
    guard earlier.value == goal.value else {
      throw Problem(
        "cell_twice", "The activity gives another value for the same indicator, group and days; the first stays.")
    }
  }

  /// Lets the goals of activities whose values are added up in `period` be added up there too, though they were said
  /// for different spans around it.
  mutating func join(_ activities: [String], in period: DateSpan, of subject: Subject) {
    let all = goals[subject] ?? []
    for isBaseline in [true, false] {
      let nearest = activities.compactMap { activity in
        all.filter { $0.activity == activity && $0.isBaseline == isBaseline && $0.span.contains(period) }
          .min { $0.span.dayCount < $1.span.dayCount }
      }
      guard Set(nearest.map(\.span)).count > 1 else { continue }
      for goal in nearest where goal.span != period {
        goals[subject, default: []].append(
          Goal(span: period, activity: goal.activity, line: goal.line, value: goal.value, isBaseline: isBaseline))
      }
    }
  }

  /// What is agreed on: one target for each subject and span.
  ///
  /// - Parameter addsUp: Whether the values of an indicator do; of the others the first stays.
  func targets(of programme: Code, file: String, addsUp: (Code) -> Bool) -> (targets: [Target], skipped: [IATISkipped])
  {
    var targets: [Target] = []
    var skipped: [IATISkipped] = []
    func skip(_ goal: Goal, _ code: ProblemCode, _ sentence: String) {
      skipped.append(
        IATISkipped(
          file: file, activity: goal.activity, line: goal.line, element: goal.element, code: code, sentence: sentence))
    }
    for (subject, all) in goals {
      for (span, said) in Dictionary(grouping: all, by: \.span) {
        var sums: [Bool: Double] = [:]
        for (isBaseline, parts) in Dictionary(grouping: said, by: \.isBaseline) {
          let kept = addsUp(subject.indicator) ? parts : Array(parts.prefix(1))
          sums[isBaseline] = IATISum.of(kept.map { (activity: $0.activity, value: $0.value) })
          for goal in parts.dropFirst(kept.count) {
            let sentence =
              "Another activity of the organisation gives a value for the same indicator, group and days, and such "
              + "values do not add up; it stays."
            skip(goal, "cell_twice", sentence)
          }
        }
        guard let first = said.min(by: { $0.line < $1.line }) else { continue }
        do throws(Problem) {
          targets.append(
            try Target(
              programme: programme, actor: subject.actor, indicator: subject.indicator, group: subject.group,
              span: span, baseline: sums[true], target: sums[false],
              place: Place(file: file, line: first.line, field: first.activity)))
        } catch {
          skip(first, error.code, error.message)
        }
      }
    }
    return (
      targets.sorted(by: IATIGoals.comesFirst),
      skipped.sorted { ($0.line, $0.activity ?? "") < ($1.line, $1.activity ?? "") }
    )
  }

  /// The order of the file, and of what stands on one line that of the names.
  private static func comesFirst(_ left: Target, _ right: Target) -> Bool {
    let name = { (target: Target) in
      "\(target.actor) \(target.indicator) \(target.group) \(target.span)"
    }
    return (left.place?.line ?? 0, name(left)) < (right.place?.line ?? 0, name(right))
  }
}
