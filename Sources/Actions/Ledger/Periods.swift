import Domain
import Postgres
import Store

extension Tadamun {
  /// Says which days' books are closed together.
  /// - Throws: `period_exists`, `period_overlaps`.
  public func openPeriod(_ code: Code, _ span: DateSpan, by source: Source) async throws {
    try await transaction { transaction in
      try await Periods.insert(code, span, in: transaction)
      let body = JSONText.object(["first": .text(span.first.description), "last": .text(span.last.description)])
      try await Events.append("period_opened", about: "period:\(code)", body: body, by: source.name, in: transaction)
    }
  }

  /// Closes a period softly or for good, or opens a softly closed one again. It waits for entries under way.
  /// - Throws: `period_unknown`; `period_closed` where it is closed for good.
  public func setPeriod(_ code: Code, to state: FiscalPeriod.State, by source: Source) async throws {
    try await transaction { transaction in
      guard let period = try await Periods.find(code, in: transaction) else {
        throw Problem("period_unknown", "There is no period “\(code)”.")
      }
      if period.state == state { return }
      try await Periods.set(state, of: period, by: source.name, in: transaction)
      try await Events.append(
        "period_\(state.rawValue)", about: "period:\(code)", by: source.name, in: transaction)
    }
  }

  /// - Throws: `period_unknown`.
  public func period(_ code: Code) async throws -> FiscalPeriod {
    guard let period = try await Periods.find(code, in: pool) else {
      throw Problem("period_unknown", "There is no period “\(code)”.")
    }
    return period
  }

  public func periods() async throws -> [FiscalPeriod] { try await Periods.list(in: pool) }

  /// The first day from `day` on that lies in no closed period, and the closed period that `day` itself lies in.
  func firstOpenDay(from day: CalendarDate, in transaction: Transaction) async throws
    -> (day: CalendarDate, closed: FiscalPeriod?)
  {
    var open = day
    var first: FiscalPeriod?
    while let period = try await Periods.find(on: open, in: transaction), period.state != .open {
      first = first ?? period
      open = period.span.last.adding(days: 1)
    }
    return (open, first)
  }

  /// Books a correction of an earlier day: on that day where its period is open, else on the first open day after it,
  /// noting which period it relates to. Repeated after more was closed it is the same correction.
  @discardableResult
  public func bookCorrection(_ entry: JournalEntry, key: String, by source: Source) async throws -> BookedEntry {
    try await transaction { transaction in
      let (day, closed) = try await firstOpenDay(from: entry.occurredOn, in: transaction)
      let moved = try JournalEntry(
        entry.kind, on: day, lines: entry.lines, description: entry.description, contributor: entry.contributor,
        decision: entry.decision, policy: entry.policy)
      let booked = try await book(moved, hash: BodyHash.of(entry), key: key, by: source, in: transaction)
      if booked.isNew, let closed { try await Periods.relate(booked.id, to: closed, in: transaction) }
      return booked
    }
  }
}
