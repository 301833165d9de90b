import Domain
import Interchange

/// The results of activities as indicators, targets and reports.
///
/// An indicator is known by the titles of result and indicator and by its measure. A number of units (measure 1) is a
/// flow, which adds up; a percentage has no parts to add up, and like all else is a stock, of which the last counts.
/// What the activities of a file measured in a period is one report of the organisation that carries them out, for all
/// or for the target group that dimensions name, submitted on the last day that one of them was changed, else on the
/// last day of the period. Nobody verified it. Baselines hold from the first day of the periods to the last; a target
/// for its period. What several activities say of the same flow is added up; of anything else the first stays.
struct IATIResults {
  /// An indicator with what a framework has to know of it.
  struct Measured {
    let indicator: Indicator
    /// A code of ResultType: 1 output, 2 outcome, 3 impact, 9 other.
    let resultType: String
    var groups: Set<Code> = []
    /// Whether the file gives a baseline for it.
    var hasBaseline = false
  }

  private struct ReportKey: Hashable {
    let actor: Code
    let period: DateSpan
  }

  private let directory: IATIDirectory
  private let programme: Code
  private let file: String
  private(set) var indicators: [Code: Measured] = [:]
  private(set) var groups: [Code: TargetGroup] = [:]
  private(set) var targets: [Target] = []
  private(set) var reports: [SubmittedReport] = []
  /// The first day anybody speaks of, by actor.
  private(set) var firstDays: [Code: CalendarDate] = [:]
  private(set) var skipped: [IATISkipped] = []
  private var gathered: [ReportKey: IATIReport] = [:]
  private var goals = IATIGoals()

  /// - Parameter known: Indicators that are defined already; theirs is the word on kind, direction and names.
  init(_ directory: IATIDirectory, programme: Code, known: [Code: Indicator], file: String) {
    self.directory = directory
    self.programme = programme
    self.file = file
    self.known = known
  }

  private let known: [Code: Indicator]

  mutating func add(_ activity: IATIActivity) {
    let lines = activity.results.flatMap(\.indicators)
    if lines.isEmpty { return }
    guard let carrier = directory[activity.carrier] else {
      let sentence = "The activity names nobody whose results they would be."
      return skip(activity.identifier, activity.results[0].line, "result", "part_missing", sentence)
    }
    for result in activity.results {
      for indicator in result.indicators {
        do throws(Problem) {
          let code = try define(indicator, in: result)
          add(indicator, code, carrier, activity)
        } catch {
          skip(activity.identifier, indicator.line, "result/indicator", error.code, error.message)
        }
      }
    }
  }

  /// Makes the reports and targets of what was added; ``reports`` and ``targets`` are blank before.
  mutating func finish() {
    let flows = Set(indicators.filter { $0.value.indicator.kind == .flow }.keys)
    let inOrder = gathered.filter { !$0.value.isEmpty }.sorted {
      ($0.key.actor, $0.key.period.first, $0.key.period.last) < ($1.key.actor, $1.key.period.first, $1.key.period.last)
    }
    for (key, report) in inOrder {
      let whole = report.whole { flows.contains($0) }
      for passed in whole.passed {
        skip(passed.activity, passed.line, "result/indicator/period/actual", "cell_twice", passed.sentence)
      }
      for (cell, activities) in whole.adders {
        let subject = IATIGoals.Subject(actor: key.actor, indicator: cell.indicator, group: cell.group)
        goals.join(activities, in: key.period, of: subject)
      }
      do throws(Problem) {
        reports.append(try report.submitted(whole, to: programme, for: key.period, by: key.actor, file: file))
      } catch {
        skip(report.activity, report.line, "result/indicator/period", error.code, error.message)
      }
    }
    let agreed = goals.targets(of: programme, file: file) { flows.contains($0) }
    targets = agreed.targets
    skipped += agreed.skipped
  }

  private mutating func define(_ indicator: IATIIndicator, in result: IATIResult) throws(Problem) -> Code {
    let code = try Code(indicator.code(in: result))
    let direction: Indicator.Direction = indicator.isAscending ? .up : .down
    if let earlier = indicators[code]?.indicator ?? known[code], earlier.direction != direction {
      throw Problem("indicator_differs", "Elsewhere it is better the other way; the first definition stays.")
    }
    if indicators[code] == nil {
      let definition: Indicator
      if let stored = known[code] {
        definition = stored
      } else {
        definition = try indicator.definition(code, in: result)
      }
      indicators[code] = Measured(indicator: definition, resultType: result.type)
    }
    return code
  }

  private mutating func add(
    _ indicator: IATIIndicator, _ code: Code, _ actor: Code, _ activity: IATIActivity
  ) {
    let periods = indicator.periods.map(\.span)
    if let first = periods.map(\.first).min(), let last = periods.map(\.last).max(),
      let whole = try? DateSpan(first, through: last)
    {
      firstDays[actor] = min(firstDays[actor] ?? first, first)
      for baseline in indicator.baselines {
        agree(code, actor, whole, baseline.measurement, activity, isBaseline: true)
      }
    } else {
      for baseline in indicator.baselines {
        let sentence = "The indicator has no period that the baseline could be compared in."
        skip(activity.identifier, baseline.measurement.line, "result/indicator/baseline", "part_missing", sentence)
      }
    }
    for period in indicator.periods {
      for target in period.targets { agree(code, actor, period.span, target, activity, isBaseline: false) }
      for actual in period.actuals {
        do throws(Problem) {
          let group = try group(of: actual, code)
          let key = ReportKey(actor: actor, period: period.span)
          let fresh = IATIReport(activity: activity.identifier, line: period.line)
          try gathered[key, default: fresh].add(actual, code, group, of: activity)
        } catch {
          skip(activity.identifier, actual.line, "result/indicator/period/actual", error.code, error.message)
        }
      }
    }
  }

  private mutating func agree(
    _ code: Code, _ actor: Code, _ span: DateSpan, _ measurement: IATIMeasurement, _ activity: IATIActivity,
    isBaseline: Bool
  ) {
    do throws(Problem) {
      guard let value = measurement.value else { throw Problem("part_missing", "There is no value.") }
      let group = try group(of: measurement, code)
      if isBaseline { indicators[code]?.hasBaseline = true }
      let goal = IATIGoals.Goal(
        span: span, activity: activity.identifier, line: measurement.line, value: value, isBaseline: isBaseline)
      try goals.add(goal, of: IATIGoals.Subject(actor: actor, indicator: code, group: group))
    } catch {
      let element = isBaseline ? "result/indicator/baseline" : "result/indicator/period/target"
      skip(activity.identifier, measurement.line, element, error.code, error.message)
    }
  }

  private mutating func group(of measurement: IATIMeasurement, _ indicator: Code) throws(Problem) -> Code {
    var code = TargetGroup.everybody
    if !measurement.dimensions.isEmpty {
      code = try Code(IATICode.group(measurement.dimensions))
      let name = measurement.dimensions.map { "\($0.name): \($0.value)" }.joined(separator: ", ")
      groups[code] = TargetGroup(code, names: try Names(en: String(name.prefix(Names.maximumLength))))
    }
    indicators[indicator]?.groups.insert(code)
    return code
  }

  private mutating func skip(
    _ activity: String, _ line: Int, _ element: String, _ code: ProblemCode, _ sentence: String
  ) {
    skipped.append(
      IATISkipped(
        file: file, activity: activity, line: line, element: element, code: code, sentence: sentence))
  }
}

extension IATIIndicator {
  fileprivate func definition(_ code: Code, in result: IATIResult) throws(Problem) -> Indicator {
    let units = ["1": "unit", "2": "percent", "3": "nominal", "4": "ordinal", "5": "qualitative"]
    return try Indicator(
      code, names: names(in: result), unit: units[measure] ?? measure, kind: measure == "1" ? .flow : .stock,
      direction: isAscending ? .up : .down)
  }

  /// The title of the result says what, that of the indicator mostly in which unit.
  private func names(in result: IATIResult) throws(Problem) -> Names {
    var narratives: [IATIText.Narrative] = []
    for language in (title.narratives + result.title.narratives).map(\.language)
    where !narratives.contains(where: { $0.language == language }) {
      let parts = [result.title, title].map { text in
        text.narratives.first { $0.language == language }?.text ?? text.first
      }
      let whole = parts.filter { !$0.isEmpty }.joined(separator: ": ")
      narratives.append(IATIText.Narrative(language: language, text: whole))
    }
    return try IATIText(narratives: narratives).names(otherwise: "indicator")
  }
}
