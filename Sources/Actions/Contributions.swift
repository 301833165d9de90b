import Domain
import Postgres
import Store

/// A contribution and the key under which its sender may repeat it.
public struct KeyedContribution: Sendable {
  public let key: String
  public let contribution: Contribution
  /// The kind of money its sender takes the fund's for; nil where nothing is said.
  public let instrument: Instrument?
  /// Where it stands in a file, for refusals.
  public let place: Place?

  public init(key: String, _ contribution: Contribution, instrument: Instrument? = nil, place: Place? = nil) {
    self.key = key
    self.contribution = contribution
    self.instrument = instrument
    self.place = place
  }
}

/// What became of contributions.
public struct ContributionOutcome: Hashable, Sendable {
  public init(recorded: Int = 0, known: Int = 0) {
    self.recorded = recorded
    self.known = known
  }

  public var recorded = 0
  /// Recorded before, under the same keys.
  public var known = 0
}

extension Tadamun {
  /// Opens a fund, or finds the one that is open already under its code.
  /// - Throws: `fund_exists` where that one is of another kind or class, `actor_unknown` for its holder.
  public func open(_ fund: Fund, by source: Source) async throws {
    try await transaction { transaction in
      if let stored = try await Funds.find([fund.code], in: transaction)[fund.code] {
        guard stored.fund.instrument == fund.instrument, stored.fund.fundClass == fund.fundClass else {
          throw Problem("fund_exists", "There is a fund \(fund.code) of another kind.")
        }
        return
      }
      var holder: ID<Actor>?
      if let code = fund.holder { holder = try await knownActors([code], in: transaction)[code] }
      _ = try await Funds.insert(fund, holder: holder, in: transaction)
      let body = JSONText.object([
        "instrument": .text(fund.instrument.rawValue), "class": .text(fund.fundClass.rawValue),
      ])
      try await Events.append("fund_opened", about: "fund:\(fund.code)", body: body, by: source.name, in: transaction)
    }
  }

  /// Funds in the order of their codes, after `code`; at most 500.
  public func funds(after code: Code? = nil, of instrument: Instrument? = nil, limit: Int = 500) async throws -> [Fund]
  {
    try await Funds.list(after: code, of: instrument, limit: min(max(limit, 1), 500), in: pool)
  }

  /// Records contributions, all or none. Those recorded before under the same key are left as they are.
  ///
  /// - Throws: ``Problems`` with, each at its place: `fund_unknown`, `fund_instrument_differs`, `actor_unknown`,
  ///   `date_in_future`;
  ///   `idempotency_conflict` where a key was used for something else; `key_malformed` where a key is empty or longer
  ///   than 255 characters.
  @discardableResult
  public func record(_ contributions: [KeyedContribution], by source: Source) async throws -> ContributionOutcome {
    if contributions.count == 1, let only = contributions.first, only.instrument == nil, only.place == nil {
      let booked = try await book(only.contribution, key: only.key, by: source)
      return booked.isNew ? ContributionOutcome(recorded: 1) : ContributionOutcome(known: 1)
    }
    return try await transaction { transaction in
      var desk = try await ContributionDesk(of: source, recording: .ofBooks(in: transaction))
      var outcome = ContributionOutcome()
      var problems: [Problem] = []
      for start in stride(from: 0, to: contributions.count, by: 1_000) {
        let batch = contributions[start..<min(start + 1_000, contributions.count)]
        var fresh: [ContributionDesk.Fresh] = []
        for finding in try await desk.examine(Array(batch), in: transaction) {
          switch finding {
          case .new(let entry): fresh.append(entry)
          case .known: outcome.known += 1
          case .refused(let found): problems += found
          }
        }
        guard problems.isEmpty else { continue }
        try await desk.book(fresh, in: transaction)
        outcome.recorded += fresh.count
      }
      try Problems.throwIfAny(problems)
      if outcome.recorded > 0 { try await desk.append(entries: outcome.recorded, in: transaction) }
      return outcome
    }
  }

  /// What came to actors, line by line in the order of booking, after `place`; at most 500.
  public func contributions(
    _ filter: ContributionFilter, after place: ContributionFilter.Place = .beginning, limit: Int
  ) async throws -> [ContributionLine] {
    try await Ledger.contributions(filter, after: place, limit: min(max(limit, 1), 500), in: pool)
  }

  /// What each fund did for an actor.
  public func money(of actor: Code) async throws -> [ActorMoney] {
    try await Ledger.money(of: actor, in: pool)
  }
}
