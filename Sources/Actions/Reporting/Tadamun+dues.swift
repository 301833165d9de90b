import Domain
import Postgres
import Store

extension Tadamun {
  /// Lets a programme ask for an indicator from a day on. What is asked for already changes nothing.
  /// - Throws: `programme_unknown`, `indicator_unknown`, `group_unknown`; `requirement_overlaps`.
  public func require(_ requirement: ReportingRequirement, by source: Source) async throws {
    try await transaction { transaction in
      let stored = try await knownProgramme(requirement.programme, in: transaction)
      let asked = try await Requirements.list(of: requirement.programme, in: transaction)
      if asked.contains(requirement) { return }
      guard let group = try await Catalogue.groups(in: transaction)[requirement.group] else {
        throw ReportRegister.unknown("group", requirement.group)
      }
      try await Requirements.insert(
        requirement, programme: stored.id, group: group, by: source.name, in: transaction)
      try await Events.append(
        "requirement_began", about: "programme:\(requirement.programme)", body: requirement.eventBody,
        by: source.name, in: transaction)
    }
  }

  /// Lets a programme ask for an indicator no more after `day`.
  /// - Throws: `programme_unknown`, `group_unknown`, `requirement_unknown`.
  public func endRequirement(
    of programme: Code, indicator: Code, group: Code = TargetGroup.everybody, on day: CalendarDate, by source: Source
  ) async throws {
    try await transaction { transaction in
      let stored = try await knownProgramme(programme, in: transaction)
      guard let key = try await Catalogue.groups(in: transaction)[group] else {
        throw ReportRegister.unknown("group", group)
      }
      guard try await Requirements.end(indicator, group: key, of: stored.id, on: day, in: transaction) else {
        throw Problem("requirement_unknown", "\(programme) asks for no \(indicator) for \(group) past \(day).")
      }
      let body = JSONText.object([
        "indicator": .text(indicator.text), "group": .text(group.text), "last_on": .text(day.description),
      ])
      try await Events.append(
        "requirement_ended", about: "programme:\(programme)", body: body, by: source.name, in: transaction)
    }
  }

  /// - Throws: `programme_unknown`.
  public func requirements(of programme: Code) async throws -> [ReportingRequirement] {
    try await reading { transaction in
      _ = try await knownProgramme(programme, in: transaction)
      return try await Requirements.list(of: programme, in: transaction)
    }
  }

  /// What actors owe a programme and how it stands on `day`: every indicator and group asked for, over every period of the
  /// calendar that is over. In the order of actors, periods, indicators and groups, after `cursor`; at most 1,000.
  ///
  /// - Throws: `programme_unknown`.
  public func dues(
    of programme: Code, actor: Code? = nil, in state: DueState? = nil, on day: CalendarDate,
    after cursor: Due.Cursor? = nil, limit: Int
  ) async throws -> [Due] {
    try await reading { transaction in
      let stored = try await knownProgramme(programme, in: transaction)
      let asked = try await Requirements.list(of: programme, in: transaction)
      guard let first = asked.map(\.first).min(), first < day else { return [] }
      let periods = stored.programme.calendar.periods(
        within: try DateSpan(first.firstOfYear, through: day.adding(days: -1)))
      let filter = Requirements.DueFilter(
        actor: actor, state: state, after: cursor, limit: min(max(limit, 1), 1_001))
      return try await Requirements.dues(of: stored, for: periods, on: day, filter, in: transaction)
    }
  }
}

extension CalendarDate {
  /// A period that began before something was asked for, and ends after, is due as well.
  fileprivate var firstOfYear: CalendarDate { (try? CalendarDate(year: year, month: 1, day: 1)) ?? self }
}

extension ReportingRequirement {
  fileprivate var eventBody: String {
    JSONText.object([
      "indicator": .text(indicator.text), "group": .text(group.text), "first_on": .text(first.description),
      "last_on": .optional(last?.description),
    ])
  }
}
