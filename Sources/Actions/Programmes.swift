import Domain
import Postgres
import Store

extension Tadamun {
  /// Creates a programme, or finds the one that is there under its code.
  /// - Throws: `actor_unknown` for the funder, `time_zone_unknown`.
  public func create(_ programme: Programme, by source: Source) async throws {
    try await transaction { transaction in
      if try await Programmes.find(programme.code, in: transaction) != nil { return }
      let funder = try await knownActors([programme.funder], in: transaction)[programme.funder] ?? ID(0)
      _ = try await Programmes.insert(programme, funder: funder, in: transaction)
      let body = JSONText.object([
        "funder": .text(programme.funder.text), "calendar": .text(programme.calendar.rawValue),
        "time_zone": .text(programme.timeZone),
      ])
      try await Events.append(
        "programme_created", about: "programme:\(programme.code)", body: body, by: source.name, in: transaction)
    }
  }

  /// - Throws: `programme_unknown`.
  public func programme(_ code: Code) async throws -> Programme {
    try await knownProgramme(code, in: pool).programme
  }

  /// Which day it is for a programme.
  /// - Throws: `programme_unknown`.
  public func today(in programme: Code) async throws -> CalendarDate {
    let stored = try await knownProgramme(programme, in: pool)
    return try await Clock.today(in: stored.programme.timeZone, session: pool)
  }

  /// All programmes in the order of codes.
  public func programmes() async throws -> [Programme] { try await Programmes.list(in: pool).map(\.programme) }

  /// Defines those of `indicators` and `groups` that are not there yet.
  ///
  /// - Throws: `indicator_differs` where an indicator is there with the same version and another definition.
  public func define(_ indicators: [Indicator], groups: [TargetGroup] = []) async throws {
    try await transaction { transaction in
      let known = try await Catalogue.indicators(in: transaction)
      for indicator in indicators {
        if let stored = known[indicator.code], stored.indicator.version >= indicator.version {
          guard stored.indicator.version > indicator.version || stored.indicator == indicator else {
            throw Problem(
              "indicator_differs",
              "Indicator \(indicator.code) version \(indicator.version) is defined otherwise; raise its version.")
          }
          continue
        }
        _ = try await Catalogue.insert(indicator, in: transaction)
      }
      let knownGroups = try await Catalogue.groups(in: transaction)
      for group in groups where knownGroups[group.code] == nil {
        _ = try await Catalogue.insert(group, in: transaction)
      }
    }
  }

  /// Lets actors take part in a programme from a day on; those that do already are left as they are.
  /// - Throws: `programme_unknown`, `actor_unknown`.
  public func enrol(_ actors: [Code], in programme: Code, from first: CalendarDate) async throws {
    try await transaction { transaction in
      // A run sees what was recorded before its moment, who takes part among it.
      try await Facts.beginRecording(in: transaction)
      let stored = try await knownProgramme(programme, in: transaction)
      let ids = try await knownActors(actors, in: transaction)
      try await Programmes.enrol(ids.values.sorted(), in: stored.id, from: first, in: transaction)
    }
  }

  /// - Throws: `programme_unknown`.
  func knownProgramme(_ code: Code, in session: some Session) async throws -> Programmes.Stored {
    guard let stored = try await Programmes.find(code, in: session) else {
      throw unknownProgramme(code)
    }
    return stored
  }

  func unknownProgramme(_ code: Code) -> Problem {
    Problem("programme_unknown", "There is no programme “\(code)”.")
  }
}
