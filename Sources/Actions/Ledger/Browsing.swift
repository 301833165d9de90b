import Domain
import Postgres
import Store

extension Tadamun {
  /// Entries after `entry` in the order they were booked; at most 500.
  /// - Parameter fund: Only those with a line in this fund.
  public func ledgerEntries(of fund: Code? = nil, after entry: Int64 = 0, limit: Int) async throws -> [PostedEntry] {
    try await reading { try await Ledger.entries(of: fund, after: entry, limit: min(max(limit, 1), 500), in: $0) }
  }

  /// - Throws: `entry_unknown`.
  public func ledgerEntry(_ id: Int64) async throws -> PostedEntry {
    guard let entry = try await reading({ try await Ledger.entry(id, in: $0) }) else {
      throw Problem("entry_unknown", "There is no entry \(id).")
    }
    return entry
  }

  /// What accounts hold, in the order of their numbers, after `account`; at most 500. Sums over the lines, never stored.
  ///
  /// - Parameter day: Only what is dated up to this day; nil for all, and then with what is held back.
  public func accountBalances(
    of fund: Code? = nil, actor: Code? = nil, through day: CalendarDate? = nil, after account: Int64 = 0, limit: Int
  ) async throws -> [AccountBalance] {
    try await Ledger.balances(
      of: fund, actor: actor, through: day, after: account, limit: min(max(limit, 1), 500), in: pool)
  }

  /// Holds after `hold` in the order they were placed; at most 500.
  public func holds(of fund: Code? = nil, onlyOpen: Bool = false, after hold: Int64 = 0, limit: Int) async throws
    -> [Hold]
  {
    try await Holds.list(of: fund, onlyOpen: onlyOpen, after: hold, limit: min(max(limit, 1), 500), in: pool)
  }

  /// - Throws: `hold_unknown`.
  public func hold(_ id: Int64) async throws -> Hold {
    guard let hold = try await Holds.described(id, in: pool) else {
      throw Problem("hold_unknown", "There is no hold \(id).")
    }
    return hold
  }

  /// Seals after `seal`, oldest first; at most 500.
  public func seals(after seal: Int64 = 0, limit: Int) async throws -> [Seal] {
    try await Seals.list(after: seal, limit: min(max(limit, 1), 500), in: pool)
  }
}
