import Domain
import Postgres
import Store

extension Tadamun {
  /// Records money of a pool's funder that came into its fund. Recorded again, it is the same receipt.
  ///
  /// - Throws: `match_pool_unknown`, `match_pool_state_forbids` once the pool is settled, `currency_differs`,
  ///   `amount_not_positive`; `match_movement_exists` where the code is another movement's.
  @discardableResult
  public func receive(
    _ code: Code, for pool: Code, _ amount: Money, on day: CalendarDate, by source: Source
  ) async throws -> BookedEntry {
    try await transaction { transaction in
      let stored = try await lockedPool(pool, in: transaction)
      if let known = try await knownMovement(code, .receipt, amount, of: stored, in: transaction) { return known }
      try Tadamun.require(amount, of: stored)
      try Tadamun.require([.draft, .submitted, .open], of: stored, to: "it takes no more money")
      let entry = try JournalEntry(
        .matchReceipt, on: day,
        lines: CampaignRule.lines(
          stored.pool.fund, amount, from: .of(.matchGiven, stored.pool.funder), to: .of(.matchCash, nil)),
        description: code.text, contributor: stored.pool.funder)
      let booked = try await book(
        entry, key: "match_receipt:\(code)", by: CampaignRule.source, in: transaction)
      var movement = MatchPools.Movement(.receipt, amount.minor, on: day, by: source.name)
      movement.code = code
      movement.entry = booked.id
      try await MatchPools.insert(movement, of: stored.id, in: transaction)
      return booked
    }
  }

  /// Asks that what a settled or cancelled pool has left go back to its funder.
  ///
  /// - Returns: The decision that another person approves; ``withdraw(under:on:by:)`` does it then.
  /// - Throws: `match_pool_unknown`, `match_pool_state_forbids`, `currency_differs`, `amount_not_positive`,
  ///   `insufficient_funds`.
  @discardableResult
  public func requestWithdrawal(
    _ code: Code, from pool: Code, _ amount: Money, on day: CalendarDate, by person: Person
  ) async throws -> ID<Decision> {
    try await transaction { transaction in
      let stored = try await lockedPool(pool, in: transaction)
      try Tadamun.require(amount, of: stored)
      try Tadamun.require([.settled, .cancelled], of: stored, to: "what is left goes back at the end")
      guard amount.minor <= stored.availableMinor else {
        let left = try Money(minor: stored.availableMinor, amount.currency)
        throw Problem("insufficient_funds", "The pool has \(left) left.", at: Place(field: "amount"))
      }
      return try await request(
        .disbursement, on: Tadamun.withdrawalSubject(code), body: Tadamun.withdrawalBody(code, pool, amount),
        by: person, in: transaction)
    }
  }

  /// Gives back to a pool's funder what two persons decided. Done again, it is the same entry.
  ///
  /// - Throws: `decision_unknown`, `decision_pending`, `decision_refused`, `decision_differs`, `insufficient_funds`.
  @discardableResult
  public func withdraw(
    _ code: Code, from pool: Code, _ amount: Money, under decision: ID<Decision>, on day: CalendarDate,
    by person: Person
  ) async throws -> BookedEntry {
    try await transaction { transaction in
      let stored = try await lockedPool(pool, in: transaction)
      if let known = try await knownMovement(code, .withdrawal, amount, of: stored, in: transaction) { return known }
      _ = try await approved(
        decision, .disbursement, on: Tadamun.withdrawalSubject(code),
        body: Tadamun.withdrawalBody(code, pool, amount), in: transaction)
      let entry = try JournalEntry(
        .matchWithdrawal, on: day,
        lines: CampaignRule.lines(
          stored.pool.fund, amount, from: .of(.matchCash, nil), to: .of(.matchGiven, stored.pool.funder)),
        description: code.text, contributor: stored.pool.funder, decision: decision)
      let booked = try await book(
        entry, key: "match_withdrawal:\(code)", by: CampaignRule.source, in: transaction)
      var movement = MatchPools.Movement(.withdrawal, amount.minor, on: day, by: person.name)
      movement.code = code
      movement.decision = decision
      movement.entry = booked.id
      try await MatchPools.insert(movement, of: stored.id, in: transaction)
      try await record("withdrawn", pool, ["amount": .text(amount.description)], by: person, in: transaction)
      return booked
    }
  }

  private static func withdrawalSubject(_ code: Code) -> String { "match_withdrawal:\(code)" }

  private static func withdrawalBody(_ code: Code, _ pool: Code, _ amount: Money) -> String {
    JSONText.object(["withdrawal": .text(code.text), "pool": .text(pool.text), "amount": .text(amount.description)])
  }

  private func knownMovement(
    _ code: Code, _ kind: MatchPools.Movement.Kind, _ amount: Money, of pool: MatchPools.Stored,
    in transaction: Transaction
  ) async throws -> BookedEntry? {
    guard let known = try await MatchPools.movement(code, in: transaction) else { return nil }
    guard known.pool == pool.id, known.kind == kind, known.amountMinor == amount.minor,
      pool.pool.currency == amount.currency
    else { throw Problem("match_movement_exists", "There is another movement “\(code)” of a match pool.") }
    return BookedEntry(id: known.entry, isNew: false)
  }

  private static func require(_ amount: Money, of pool: MatchPools.Stored) throws(Problem) {
    guard amount.currency == pool.pool.currency else {
      throw Problem(
        "currency_differs", "The pool \(pool.pool.code) is in \(pool.pool.currency), not \(amount.currency).",
        at: Place(field: "currency"))
    }
    guard amount.minor > 0 else {
      throw Problem("amount_not_positive", "An amount is above zero.", at: Place(field: "amount"))
    }
  }
}
