import Domain
import Postgres

extension Ledger {
  /// Lines that reached actors, in the order they were booked.
  public static func contributions(
    _ filter: ContributionFilter, after place: ContributionFilter.Place, limit: Int, in session: some Session
  ) async throws -> [ContributionLine] {
    let (instrument, stage) = (filter.instrument?.rawValue, filter.stage?.rawValue)
    let rows = try await session.query(
      """
      SELECT c.entry_id, c.line, a.code AS actor, c.stage, c.instrument, c.fund_code, g.code AS contributor, c.currency,
        c.amount_minor, c.occurred_on, c.reverses IS NOT NULL AS is_reversal, c.description, c.external_ref,
        CASE WHEN t.is_told THEN c.source END AS told_by
      FROM contributions c JOIN actors a ON a.actor_id = c.actor_id LEFT JOIN actors g ON g.actor_id = c.contributor_id
      CROSS JOIN told_by(c.source) t
      WHERE c.entry_id >= \(place.entry) AND (c.entry_id > \(place.entry) OR c.line > \(Int32(place.line)))
        AND (\(filter.actor)::text IS NULL OR a.code = \(filter.actor))
        AND (\(instrument)::text IS NULL OR c.instrument = \(instrument))
        AND (\(filter.fund)::text IS NULL OR c.fund_code = \(filter.fund))
        AND (\(filter.contributor)::text IS NULL OR g.code = \(filter.contributor))
        AND (\(stage)::text IS NULL OR c.stage = \(stage))
        AND (\(filter.first)::date IS NULL OR c.occurred_on >= \(filter.first))
        AND (\(filter.last)::date IS NULL OR c.occurred_on <= \(filter.last))
      ORDER BY c.entry_id, c.line LIMIT \(limit)
      """)
    return try rows.map { row in
      ContributionLine(
        entry: try row["entry_id"], line: try row["line"], actor: try row["actor"], stage: try row.word("stage"),
        instrument: try row.word("instrument"),
        fund: try row["fund_code"], contributor: try row["contributor"], amount: try row.money("amount_minor"),
        occurredOn: try row["occurred_on"], isReversal: try row["is_reversal"], description: try row["description"],
        externalRef: try row["external_ref"], toldBy: try row["told_by"])
    }
  }

  public static func money(of actor: Code, in session: some Session) async throws -> [ActorMoney] {
    let rows = try await session.query(
      """
      SELECT m.instrument, f.code AS fund, m.currency, m.promised_minor, m.came_in_minor, m.paid_out_minor,
        m.in_custody_minor
      FROM actor_money m JOIN funds f USING (fund_id) JOIN actors a USING (actor_id)
      WHERE a.code = \(actor) ORDER BY m.instrument, f.code, m.currency
      """)
    return try rows.map { row in
      ActorMoney(
        instrument: try row.word("instrument"), fund: try row["fund"], promised: try row.money("promised_minor"),
        cameIn: try row.money("came_in_minor"), paidOut: try row.money("paid_out_minor"),
        inCustody: try row.money("in_custody_minor"))
    }
  }

  /// Sums of debits and numbers of entries by kind and currency; reversals stand under their own kind.
  public static func totals(of source: String? = nil, in session: some Session) async throws -> [LedgerTotal] {
    let rows = try await session.query(
      """
      SELECT e.kind, p.currency, sum(p.amount_minor)::bigint AS amount_minor, count(*) AS entries
      FROM entries e JOIN postings p ON p.entry_id = e.entry_id AND p.line = 1
      WHERE \(source)::text IS NULL OR e.source = \(source) GROUP BY e.kind, p.currency ORDER BY e.kind, p.currency
      """)
    return try rows.map { row in
      LedgerTotal(kind: try row["kind"], amount: try row.money("amount_minor"), entries: try row["entries"])
    }
  }

  /// What recomputing every balance from the postings finds wrong; empty where the books are whole.
  public static func imbalances(limit: Int, in session: some Session) async throws -> [LedgerFault] {
    let rows = try await session.query(
      """
      WITH faults AS (
        SELECT p.entry_id, format('fund %s is off by %s %s', p.fund_id, sum(p.amount_minor), p.currency) AS sentence
        FROM postings p GROUP BY p.entry_id, p.fund_id, p.currency HAVING sum(p.amount_minor) <> 0 OR count(*) < 2
        UNION ALL
        SELECT e.entry_id, 'has no lines' FROM entries e
        WHERE NOT EXISTS (SELECT FROM postings p WHERE p.entry_id = e.entry_id)
        UNION ALL
        SELECT r.entry_id, format('does not mirror entry %s', r.reverses) FROM entries r
        WHERE r.reverses IS NOT NULL AND EXISTS (
          SELECT a.account_id FROM postings a WHERE a.entry_id IN (r.entry_id, r.reverses)
          GROUP BY a.account_id HAVING sum(a.amount_minor) <> 0))
      SELECT entry_id, sentence FROM faults ORDER BY entry_id LIMIT \(limit)
      """)
    return try rows.map { LedgerFault(entry: try $0["entry_id"], sentence: try $0["sentence"]) }
  }

  /// How many entries and postings there are.
  public static func count(in session: some Session) async throws -> (entries: Int, postings: Int) {
    let row = try await session.queryOne(
      "SELECT (SELECT count(*) FROM entries) AS entries, (SELECT count(*) FROM postings) AS postings")
    return (try row["entries"], try row["postings"])
  }
}

extension Row {
  /// A column of minor units beside the column `currency`.
  func money(_ column: String) throws -> Money {
    try Money(minor: try self[column], try Currency(try decode("currency", as: String.self)))
  }
}
