import Domain
import Postgres
import Store

/// Baselines and targets that are to be recorded, beside those that are: a baseline for a year and a target for a quarter
/// of it are compared too.
struct AgreedGoals {
  /// What a goal is of.
  private struct Cell: Hashable {
    let actor: ID<Actor>
    let indicator: Int32
    let group: Int32
  }

  private struct Goal {
    let value: Targets.Value
    let span: DateSpan
    /// The place among those to be recorded; nil for one that is recorded already.
    let number: Int?
  }

  private var goals: [Cell: [Goal]] = [:]

  init(_ new: [Targets.Value], of programme: ID<Programme>, in session: some Session) async throws {
    let spans = try await Catalogue.periods(in: session)
    let actors = Array(Set(new.map(\.actor)))
    let recorded = try await Targets.current(of: programme, actors: actors, knownBy: .endOfTime, in: session)
    // A later one for the same period takes the earlier one's place.
    for (number, value) in recorded.map({ (nil as Int?, $0) }) + new.enumerated().map({ ($0.offset, $0.element) }) {
      guard let span = spans[value.period] else { continue }
      let cell = Cell(actor: value.actor, indicator: value.indicator, group: value.group)
      goals[cell, default: []].removeAll { $0.value.period == value.period }
      goals[cell, default: []].append(Goal(value: value, span: span, number: number))
    }
  }

  /// Those to be recorded whose target lies on the wrong side of the baseline, by their place among them.
  ///
  /// - Parameter problem: what is wrong with a baseline and a target of an indicator, for a span.
  func conflicts(
    _ problem: (_ indicator: Int32, _ baseline: Double?, _ target: Double?, _ span: DateSpan) async throws -> Problem?
  ) async throws -> [Int: Problem] {
    var found: [Int: Problem] = [:]
    for (cell, own) in goals where own.contains(where: { $0.number != nil }) {
      for goal in own {
        let (baseline, target) = (source(\.baseline, of: goal, own), source(\.target, of: goal, own))
        // Of two that disagree the one that is new is refused; of two new ones that of the shorter span.
        guard let number = goal.number ?? baseline?.number ?? target?.number else { continue }
        let said = try await problem(cell.indicator, baseline?.value.baseline, target?.value.target, goal.span)
        if let said { found[number] = said }
      }
    }
    return found
  }

  /// Who says a goal's baseline or target: itself, or what was agreed on for the shortest span around it that does.
  private func source(_ part: KeyPath<Targets.Value, Double?>, of goal: Goal, _ all: [Goal]) -> Goal? {
    if goal.value[keyPath: part] != nil { return goal }
    return all.filter { $0.value[keyPath: part] != nil && $0.span.contains(goal.span) }
      .min { $0.span.dayCount < $1.span.dayCount }
  }
}
