import Domain
import Postgres

extension Ledger {
  /// Entries after `entry` in the order they were booked, with their lines.
  ///
  /// - Parameter fund: Only those with a line in this fund; nil for all.
  public static func entries(of fund: Code?, after entry: Int64, limit: Int, in session: some Session) async throws
    -> [PostedEntry]
  {
    try await entries(
      """
      WHERE e.entry_id > \(entry) AND (\(fund)::text IS NULL OR EXISTS (
        SELECT FROM postings p JOIN funds f USING (fund_id) WHERE p.entry_id = e.entry_id AND f.code = \(fund)))
      ORDER BY e.entry_id LIMIT \(limit)
      """, in: session)
  }

  public static func entry(_ id: Int64, in session: some Session) async throws -> PostedEntry? {
    try await entries("WHERE e.entry_id = \(id)", in: session).first
  }

  private static func entries(_ rest: SQL, in session: some Session) async throws -> [PostedEntry] {
    let rows = try await session.query(
      """
      SELECT e.entry_id, e.kind, e.occurred_on, e.description, g.code AS contributor, e.source, e.idempotency_key,
        e.reverses, r.entry_id AS reversed_by, e.decision_id, e.policy_id, q.code AS period
      FROM entries e LEFT JOIN actors g ON g.actor_id = e.contributor_id LEFT JOIN entries r ON r.reverses = e.entry_id
      LEFT JOIN period_corrections c ON c.entry_id = e.entry_id
      LEFT JOIN fiscal_periods q ON q.period_id = c.relates_to_period \(fragment: rest)
      """)
    let lines = try await lines(of: rows.map { try $0["entry_id"] }, in: session)
    return try rows.map { row in
      let id: Int64 = try row["entry_id"]
      return PostedEntry(
        id: id, kind: EntryKind(rawValue: try row["kind"]), occurredOn: try row["occurred_on"],
        description: try row["description"], contributor: try row["contributor"], source: try row["source"],
        key: try row["idempotency_key"], reverses: try row["reverses"], reversedBy: try row["reversed_by"],
        decision: try row["decision_id"], policy: try row["policy_id"], relatesToPeriod: try row["period"],
        lines: lines[id] ?? [])
    }
  }

  private static func lines(of entries: [Int64], in session: some Session) async throws -> [Int64: [LedgerLine]] {
    let rows = try await session.query(
      """
      SELECT p.entry_id, f.code AS fund, a.kind, x.code AS actor, p.currency, p.amount_minor
      FROM postings p JOIN accounts a USING (account_id) JOIN funds f ON f.fund_id = p.fund_id
      LEFT JOIN actors x ON x.actor_id = a.actor_id WHERE p.entry_id = ANY (\(entries)) ORDER BY p.entry_id, p.line
      """)
    return try rows.reduce(into: [:]) { found, row in
      let line = LedgerLine(
        fund: try row["fund"], account: try purpose(row), amount: try row.money("amount_minor"))
      found[try row.decode("entry_id", as: Int64.self), default: []].append(line)
    }
  }

  /// What accounts hold, in the order of their numbers, after `account`.
  ///
  /// - Parameters:
  ///   - fund: Only accounts of this fund; nil for all.
  ///   - actor: Only accounts that speak of this actor; nil for all.
  ///   - day: Only what is dated up to this day; nil for all, and then with what is held back.
  public static func balances(
    of fund: Code?, actor: Code?, through day: CalendarDate?, after account: Int64, limit: Int,
    in session: some Session
  ) async throws -> [AccountBalance] {
    let rows = try await session.query(
      """
      SELECT a.account_id, f.code AS fund, a.kind, x.code AS actor, a.currency, CASE WHEN \(day)::date IS NULL
          THEN b.held_minor END AS held_minor,
        ((SELECT coalesce(sum(p.amount_minor), 0) FROM postings p JOIN entries e USING (entry_id)
          WHERE p.account_id = a.account_id AND (\(day)::date IS NULL OR e.occurred_on <= \(day)))
          * CASE k.normal_side WHEN 'debit' THEN 1 ELSE -1 END)::bigint AS balance_minor
      FROM accounts a JOIN funds f USING (fund_id) JOIN account_kinds k ON k.kind = a.kind
      LEFT JOIN actors x ON x.actor_id = a.actor_id LEFT JOIN balances b ON b.account_id = a.account_id
      WHERE a.account_id > \(account) AND (\(fund)::text IS NULL OR f.code = \(fund))
        AND (\(actor)::text IS NULL OR x.code = \(actor))
      ORDER BY a.account_id LIMIT \(limit)
      """)
    return try rows.map { row in
      AccountBalance(
        account: try row["account_id"], fund: try row["fund"], purpose: try purpose(row),
        currency: try Currency(try row.decode("currency", as: String.self)),
        balanceMinor: try row["balance_minor"], heldMinor: try row["held_minor"])
    }
  }

  /// The columns `kind` and `actor` of an account.
  static func purpose(_ row: Row) throws -> AccountPurpose {
    AccountPurpose(kind: AccountKind(rawValue: try row["kind"]), actor: try row["actor"])
  }
}
