import Domain
import Postgres
import Store

extension Tadamun {
  /// Holds an amount of an account back, so that nothing else spends it.
  ///
  /// - Parameter last: The last day it holds; the next night frees it.
  /// - Returns: The hold's number; the same one for the same request under the same key.
  /// - Throws: `fund_unknown`, `actor_unknown`; `account_empty` where nothing was ever booked there;
  ///   `account_not_guarded`; `insufficient_funds`; `amount_not_positive`; `purpose_malformed`; `key_malformed`;
  ///   `idempotency_conflict`.
  @discardableResult
  public func hold(
    _ amount: Money, of account: AccountPurpose, in fund: Code, for purpose: String, through last: CalendarDate,
    key: String, by source: Source
  ) async throws -> Int64 {
    guard amount.minor > 0 else { throw Problem("amount_not_positive", "What is held back is more than zero.") }
    guard (1...200).contains(purpose.unicodeScalars.count) else {
      throw Problem("purpose_malformed", "What money is held back for is said in 1 to 200 characters.")
    }
    try Tadamun.checkKey(key)
    var hash = BodyHash()
    hash.add("hold")
    hash.add(fund.text)
    hash.add(account.kind.rawValue)
    hash.add(account.actor?.text)
    hash.add(amount.minor)
    hash.add(amount.currency.code)
    hash.add(purpose)
    hash.add(last)
    let bodyHash = hash.finalize()
    return try await transaction { transaction in
      let id = try await guardedAccount(account, in: fund, amount.currency, transaction)
      let hold = try await Holds.insert(
        on: id, amountMinor: amount.minor, purpose: purpose, lastOn: last, key: key, bodyHash: bodyHash,
        by: source.name, in: transaction)
      if let hold { return hold }
      let earlier = try await Holds.find(key: key, by: source.name, in: transaction)
      guard let earlier, earlier.bodyHash == bodyHash else { throw ContributionDesk.conflict(key) }
      return earlier.id
    }
  }

  private func guardedAccount(
    _ account: AccountPurpose, in fund: Code, _ currency: Currency, _ transaction: Transaction
  ) async throws -> Int64 {
    guard let stored = try await Funds.find([fund], in: transaction)[fund] else {
      throw Problem("fund_unknown", "There is no fund “\(fund)”.")
    }
    var actor: ID<Actor>?
    if let code = account.actor { actor = try await knownActors([code], in: transaction)[code] }
    let key = Ledger.AccountKey(fund: stored.id, currency: currency, kind: account.kind, actor: actor)
    guard let id = try await Ledger.open([key], in: transaction)[key] else {
      throw Problem("account_unknown", "The fund \(fund) has no such account.")
    }
    return id
  }

  /// Books what a hold was for: the hold ends and the entry comes, together.
  ///
  /// - Throws: `hold_unknown`; `already_ended` where it was given up or has expired; `posted_hold_differs` where the
  ///   entry takes nothing from the account or more than was held; what ``book(_:key:by:)`` throws.
  @discardableResult
  public func post(hold id: Int64, as entry: JournalEntry, key: String, by source: Source) async throws -> BookedEntry {
    try await transaction { transaction in
      try await post(hold: id, as: entry, key: key, by: source, in: transaction)
    }
  }

  /// As ``post(hold:as:key:by:)``, in a transaction of the caller's.
  func post(
    hold id: Int64, as entry: JournalEntry, key: String, by source: Source, in transaction: Transaction
  ) async throws -> BookedEntry {
    let hold = try await knownHold(id, in: transaction)
    if hold.outcome == "posted" {
      // A repeat: the key tells whether it is the same.
      let booked = try await book(entry, key: key, by: source, in: transaction)
      guard try await Holds.entry(of: id, in: transaction) == booked.id else { throw Tadamun.ended(id) }
      return booked
    }
    guard hold.outcome == nil else { throw Tadamun.ended(id) }
    try await Holds.end(id, "posted", by: source.name, in: transaction)
    let booked = try await book(entry, key: key, by: source, in: transaction)
    try await Holds.link(id, to: booked.id, in: transaction)
    return booked
  }

  /// - Throws: `hold_unknown`; `already_ended`.
  func requireOpen(hold id: Int64, in transaction: Transaction) async throws {
    guard try await knownHold(id, in: transaction).outcome == nil else { throw Tadamun.ended(id) }
  }

  /// Gives a hold up; its amount is free again. Given up again it stays so.
  /// - Throws: `hold_unknown`; `already_ended` where it was posted or has expired.
  public func void(hold id: Int64, by source: Source) async throws {
    try await transaction { transaction in
      let hold = try await knownHold(id, in: transaction)
      if hold.outcome == "void" { return }
      guard hold.outcome == nil else { throw Tadamun.ended(id) }
      try await Holds.end(id, "void", by: source.name, in: transaction)
    }
  }

  private static func ended(_ id: Int64) -> Problem { Problem("already_ended", "The hold \(id) has ended.") }

  private func knownHold(_ id: Int64, in transaction: Transaction) async throws -> Holds.Stored {
    guard let hold = try await Holds.find(id, in: transaction) else {
      throw Problem("hold_unknown", "There is no hold \(id).")
    }
    return hold
  }
}

extension BookkeepingStep {
  /// Frees what was held back through a day that is over.
  static let expireHolds = BookkeepingStep(name: "expire_holds") { tadamun, day in
    var ended = 0
    while true {
      let count = try await tadamun.transaction { transaction in
        try await Holds.expire(before: day, limit: 1_000, by: Source.worker.name, in: transaction)
      }
      ended += count
      if count < 1_000 { return ended }
    }
  }
}
