import Domain
import Postgres
import Store

extension Tadamun {
  /// Publishes how many people a programme reached in a period, as its latest reports say, without what would tell of a
  /// small group: see ``SmallCounts``. With it goes what had come to the programme's actors until the last day of the
  /// period, without what would tell of few of them: see ``SmallSums``. Where nothing would be said that was not published
  /// already, nothing is.
  ///
  /// - Returns: The people that are published now, and whether anything is new.
  /// - Throws: `programme_unknown`, `period_not_in_calendar`; `nothing_to_publish`.
  public func publishReach(of programme: Code, for period: DateSpan, by source: Source) async throws
    -> (reach: PublishedReach, isNew: Bool)
  {
    try await transaction { transaction in
      let stored = try await knownProgramme(programme, in: transaction)
      try stored.programme.calendar.check(period)
      try await Reach.lock(stored.id, in: transaction)
      let counts = try await Reach.counts(of: stored.id, for: period, in: transaction)
      guard !counts.isEmpty else {
        throw Problem("nothing_to_publish", "No report to \(programme) for \(period) speaks of people.")
      }
      let earlier = try await Reach.list(of: programme, in: transaction).filter { $0.period == period }
      let next = PublishedReach(
        of: programme, period: period, counts: counts, axes: try await Catalogue.axes(in: transaction),
        earlier: earlier)
      let key = try await Catalogue.periods([period], in: transaction)[period] ?? -1
      let isMoneyNew = try await publishMoney(of: stored, for: period, key, by: source, in: transaction)
      if let last = earlier.last, last.counts == next.counts { return (last, isMoneyNew) }
      try await Reach.insert(next, programme: stored.id, period: key, by: source.name, in: transaction)
      let body = JSONText.object(["period": .text(period.description), "version": .integer(Int64(next.version))])
      try await Events.append(
        "reach_published", about: "programme:\(programme)", body: body, by: source.name, in: transaction)
      return (next, true)
    }
  }

  /// - Returns: Whether it says anything that was not published of the period already.
  private func publishMoney(
    of programme: Programmes.Stored, for period: DateSpan, _ key: Int32, by source: Source, in transaction: Transaction
  ) async throws -> Bool {
    let code = programme.programme.code
    let earlier = try await MoneyPublications.list(of: code, hasParts: true, in: transaction)
    let next = PublishedMoney(
      period: period,
      parts: try await MoneyPublications.parts(of: programme.id, through: period.last, in: transaction),
      earlier: earlier)
    if let last = earlier.last(where: { $0.period == period }), last.sums == next.sums { return false }
    try await MoneyPublications.insert(next, programme: programme.id, period: key, by: source.name, in: transaction)
    let body = JSONText.object(["period": .text(period.description), "version": .integer(Int64(next.version))])
    try await Events.append(
      "money_published", about: "programme:\(code)", body: body, by: source.name, in: transaction)
    return true
  }

  /// The latest version of every period that a programme published.
  /// - Throws: `programme_unknown`.
  public func publishedReach(of programme: Code) async throws -> [PublishedReach] {
    try await reading { transaction in
      _ = try await knownProgramme(programme, in: transaction)
      return latest(try await Reach.list(of: programme, in: transaction))
    }
  }
}
