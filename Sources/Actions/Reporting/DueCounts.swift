import Domain
import Postgres
import Store

/// How many cells actors owe programmes, by how they stand on the day it is there.
struct DueCounts: Sendable {
  struct Key: Hashable, Sendable {
    let actor: Code
    let programme: Code
    let period: DateSpan
  }

  private(set) var counts: [Key: [DueState: Int]] = [:]

  /// Counts what `actors` owe `programmes`, in one query for all.
  init(of actors: [Code], to programmes: [Requirements.Asking], in transaction: Transaction) async throws {
    let known = Dictionary(programmes.map { ($0.stored.programme.code, $0) }) { first, _ in first }
    let spans = try programmes.flatMap { asking in try asking.periods.map { (asking.stored, $0) } }
    if spans.isEmpty { return }
    for tally in try await Requirements.tallies(of: actors, for: spans, in: transaction) {
      guard let asking = known[tally.programme] else { continue }
      let state = DueState(
        period: tally.period, graceDays: asking.stored.programme.graceDays, answeredOn: tally.answeredOn,
        on: asking.today)
      let key = Key(actor: tally.actor, programme: tally.programme, period: tally.period)
      counts[key, default: [:]][state, default: 0] += tally.count
    }
  }

  /// Cells of an actor that nobody answered yet.
  func open(of actor: Code) -> Int {
    counts.filter { $0.key.actor == actor }.reduce(0) { $0 + ($1.value[.due] ?? 0) + ($1.value[.missing] ?? 0) }
  }
}

extension Requirements.Asking {
  /// The periods that are over and of which something was asked. A period that began before that, and ends after, is one
  /// of them.
  fileprivate var periods: [DateSpan] {
    get throws {
      guard let firstAsked, firstAsked < today else { return [] }
      let start = try CalendarDate(year: firstAsked.year, month: 1, day: 1)
      return stored.programme.calendar.periods(within: try DateSpan(start, through: today.adding(days: -1)))
    }
  }
}
