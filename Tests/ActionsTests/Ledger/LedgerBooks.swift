import Actions
import Domain
import Postgres

/// A fund, a giver, a cooperative, and the entries between them.
struct LedgerBooks {
  let tadamun: Tadamun
  let fund: Code
  let giver: Code
  let cooperative: Code
  let day: CalendarDate

  init(_ pool: Pool, instrument: Instrument = .grant) async throws {
    tadamun = Tadamun(pool)
    fund = try Code("fund")
    giver = try Code("giver")
    cooperative = try Code("coop")
    day = try CalendarDate(iso: "2026-02-01")
    let names = try Names(fr: "Exemple")
    _ = try await tadamun.registerMissing(
      [
        Actor(code: giver, kind: .funder, names: names), Actor(code: cooperative, kind: .cooperative, names: names),
      ], by: .sample)
    try await tadamun.open(Fund(fund, instrument, names: names), by: .sample)
  }

  /// `amount` dirhams from the giver into the fund's cash; negative out again.
  func receipt(
    _ amount: String, of giver: String = "giver", on day: String = "2026-02-01", description: String = ""
  ) throws -> JournalEntry {
    let money = try Money(decimal: amount, .mad)
    return try JournalEntry(
      EntryKind(.receipt), on: CalendarDate(iso: day),
      lines: [
        LedgerLine(fund: fund, account: AccountPurpose(kind: .cash), amount: money),
        LedgerLine(
          fund: fund, account: AccountPurpose(kind: .contributions, actor: Code(giver)), amount: money.negated),
      ], description: description)
  }

  /// The fund's own cash, from the postings.
  func cash() async throws -> Int64 {
    try await tadamun.pool.queryValue(
      """
      SELECT coalesce(sum(p.amount_minor), 0)::bigint FROM postings p JOIN accounts a USING (account_id)
      WHERE a.kind = 'cash' AND a.actor_id IS NULL
      """)
  }

  func entries() async throws -> Int { try await tadamun.pool.queryValue("SELECT count(*) FROM entries") }
}
