import Domain
import Postgres

/// The tables `bank_matches` and `bank_match_withdrawals`, and what is open on both sides.
public enum BankMatches {
  /// Until the transaction ends nobody else matches in the fund.
  public static func lock(fund: ID<Fund>, in transaction: Transaction) async throws {
    try await transaction.execute(
      "SELECT pg_advisory_xact_lock(hashtextextended(\("tadamun bank matches of fund \(fund)"), 0))")
  }

  public static func openLines(of account: Int64, in session: some Session) async throws -> [BankMatching.OpenLine] {
    let rows = try await session.query(
      """
      SELECT l.line_id, l.booked_on, l.open_minor, l.end_to_end_id, l.description, l.counterparty,
        ARRAY(SELECT s.servicer_ref FROM bank_sightings s WHERE s.line_id = l.line_id AND s.servicer_ref IS NOT NULL)
          AS servicer_refs
      FROM open_bank_lines l WHERE l.bank_account_id = \(account) AND l.open_minor <> 0
      """)
    return try rows.map { row in
      let endToEndID: String? = try row["end_to_end_id"]
      return BankMatching.OpenLine(
        id: try row["line_id"], bookedOn: try row["booked_on"], openMinor: try row["open_minor"],
        references: [endToEndID].compactMap(\.self) + (try row["servicer_refs"]), text: try row["description"],
        counterparty: try row["counterparty"])
    }
  }

  /// Entries of the fund with cash that no line is matched to, on days that `span` holds. Reversed entries and reversals
  /// are left to a person.
  public static func openEntries(
    of fund: ID<Fund>, in currency: Currency, over span: DateSpan, session: some Session
  ) async throws -> [BankMatching.OpenEntry] {
    let rows = try await session.query(
      """
      SELECT o.entry_id, e.occurred_on, o.open_minor, e.idempotency_key,
        CASE WHEN starts_with(e.idempotency_key, e.kind || ':') THEN substr(e.idempotency_key, length(e.kind) + 2) END AS own_code,
        ARRAY(SELECT n.name FROM actors a CROSS JOIN LATERAL (VALUES (a.name_ar), (a.name_fr), (a.name_en)) n (name)
          WHERE n.name IS NOT NULL AND (a.actor_id = e.contributor_id OR a.actor_id IN (
            SELECT x.actor_id FROM postings p JOIN accounts x USING (account_id)
            WHERE p.entry_id = e.entry_id AND x.kind IN ('disbursements', 'contributions', 'waqf_disbursements')))) AS parties
      FROM open_cash_entries o JOIN entries e USING (entry_id)
      WHERE o.fund_id = \(fund) AND o.currency = \(currency.code) AND o.open_minor <> 0 AND e.reverses IS NULL
        AND e.occurred_on BETWEEN \(span.first) AND \(span.last)
        AND NOT EXISTS (SELECT FROM entries r WHERE r.reverses = e.entry_id)
      """)
    return try rows.map { row in
      // Money under rules is booked under its kind and the code of a receipt or order: payers write the code.
      let references: [String?] = [try row["idempotency_key"], try row["own_code"]]
      return BankMatching.OpenEntry(
        id: try row["entry_id"], occurredOn: try row["occurred_on"], openMinor: try row["open_minor"],
        references: references.compactMap(\.self), parties: try row["parties"])
    }
  }

  public static func insert(
    _ match: BankMatching.Match, reason: String, by matcher: String, in session: some Session
  ) async throws -> Int64 {
    try await session.queryValue(
      """
      INSERT INTO bank_matches (line_id, entry_id, amount_minor, method, reason, matched_by)
      VALUES (\(match.line), \(match.entry), \(match.amountMinor), \(match.method.rawValue), \(reason), \(matcher))
      RETURNING match_id
      """)
  }

  /// The match by hand of a line and an entry, of this amount, that stands; nil where there is none.
  public static func byHand(
    _ line: Int64, _ entry: Int64, amountMinor: Int64?, reason: String, in session: some Session
  ) async throws -> Int64? {
    try await session.queryValue(
      """
      SELECT min(m.match_id) FROM bank_matches m LEFT JOIN bank_match_withdrawals w USING (match_id)
      WHERE m.line_id = \(line) AND m.entry_id = \(entry) AND m.method = 'by_hand' AND w.match_id IS NULL
        AND m.amount_minor = coalesce(\(amountMinor)::bigint, m.amount_minor) AND m.reason = \(reason)
      """)
  }

  /// - Returns: Whether there is such a match and it was not withdrawn before.
  public static func withdraw(_ match: Int64, reason: String, by withdrawer: String, in session: some Session)
    async throws -> Bool
  {
    try await session.execute(
      """
      INSERT INTO bank_match_withdrawals (match_id, reason, withdrawn_by)
      SELECT match_id, \(reason), \(withdrawer) FROM bank_matches WHERE match_id = \(match)
      ON CONFLICT DO NOTHING
      """) == 1
  }

  /// A line's amount and what is open of it; nil where there is none.
  public static func line(_ line: Int64, in session: some Session) async throws -> (amount: Money, open: Money)? {
    let row = try await session.queryAtMostOne(
      "SELECT amount_minor, open_minor, currency FROM open_bank_lines WHERE line_id = \(line)")
    return try row.map { (try $0.money("amount_minor"), try $0.money("open_minor")) }
  }

  public static func entryExists(_ entry: Int64, in session: some Session) async throws -> Bool {
    try await session.queryValue("SELECT EXISTS (SELECT FROM entries WHERE entry_id = \(entry))")
  }

  /// Lines booked up to `day` that are not matched whole, oldest first.
  public static func unmatched(
    asOf day: CalendarDate, account: Code?, after line: Int64, limit: Int, in session: some Session
  ) async throws -> [UnmatchedBankLine] {
    let rows = try await session.query(
      """
      SELECT l.line_id, b.code AS account, f.code AS fund, l.booked_on, l.amount_minor, l.open_minor, l.currency,
        l.end_to_end_id, l.counterparty, l.description, \(day)::date - l.booked_on AS age_days
      FROM open_bank_lines l JOIN bank_accounts b USING (bank_account_id) JOIN funds f USING (fund_id)
      WHERE l.open_minor <> 0 AND l.booked_on <= \(day) AND (\(account)::text IS NULL OR b.code = \(account))
        AND (\(line) = 0 OR (l.booked_on, l.line_id) > (SELECT x.booked_on, x.line_id FROM bank_lines x WHERE x.line_id = \(line)))
      ORDER BY l.booked_on, l.line_id LIMIT \(limit)
      """)
    return try rows.map { row in
      UnmatchedBankLine(
        line: try row["line_id"], account: try row["account"], fund: try row["fund"], bookedOn: try row["booked_on"],
        amount: try row.money("amount_minor"), open: try row.money("open_minor"), endToEndID: try row["end_to_end_id"],
        counterparty: try row["counterparty"], text: try row["description"], ageDays: try row["age_days"])
    }
  }
}
