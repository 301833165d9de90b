import Domain
import Postgres

/// The view `actor_money_lines`.
public enum MoneyLines {
  /// Whose lines are added up.
  public enum Whose: Sendable {
    case own
    /// Of those who were members of the union, at any depth, on the day of the line; `pooled` for what came to them
    /// through it or through a union below it, otherwise the rest.
    case members(pooled: Bool)
  }

  /// Sums by kind, fund, funder and period, in that order.
  ///
  /// - Parameter days: Only lines of these days; nil for all.
  public static func rows(
    of actor: Code, _ whose: Whose, cut: MoneyView.Cut, days: DateSpan?, in session: some Session
  ) async throws -> [MoneyRow] {
    let period: SQL = cut == .all ? "NULL::date" : "date_trunc(\(cut.rawValue)::text, l.occurred_on)::date"
    let rows = try await session.query(
      """
      WITH RECURSIVE asked AS (SELECT actor_id FROM actors WHERE code = \(actor)),
      below (actor_id, span) AS (
        SELECT m.member_id, daterange(m.first_on, m.last_on, '[]')
        FROM memberships m JOIN asked ON m.union_id = asked.actor_id
        UNION
        SELECT m.member_id, b.span * daterange(m.first_on, m.last_on, '[]')
        FROM below b JOIN memberships m ON m.union_id = b.actor_id AND daterange(m.first_on, m.last_on, '[]') && b.span),
      lines AS (\(fragment: lines(whose)))
      SELECT l.instrument, l.fund_code, g.code AS funder, \(fragment: period) AS period, l.currency,
        \(fragment: sum("promised")), \(fragment: sum("fees")), \(fragment: sum("custody")),
        \(fragment: sum("paid_out")),
        coalesce(sum(l.amount_minor) FILTER (WHERE l.measure = 'paid_out' AND l.is_told), 0)::bigint AS told,
        \(fragment: sum("spent")), \(fragment: sum("returned"))
      FROM lines l LEFT JOIN actors g ON g.actor_id = l.contributor_id
      WHERE (\(days?.first)::date IS NULL OR l.occurred_on >= \(days?.first))
        AND (\(days?.last)::date IS NULL OR l.occurred_on <= \(days?.last))
      GROUP BY l.instrument, l.fund_code, g.code, 4, l.currency
      ORDER BY l.instrument, l.fund_code, g.code NULLS LAST, 4, l.currency
      """)
    return try rows.map { row in
      MoneyRow(
        instrument: try row.word("instrument"), fund: try row["fund_code"], funder: try row["funder"],
        period: try row["period"], currency: try Currency(try row.decode("currency", as: String.self)),
        promised: try row["promised"], fees: try row["fees"], custody: try row["custody"],
        paidOut: try row["paid_out"], told: try row["told"], spent: try row["spent"], returned: try row["returned"])
    }
  }

  private static func sum(_ measure: String) -> SQL {
    "coalesce(sum(l.amount_minor) FILTER (WHERE l.measure = \(measure)), 0)::bigint AS \(identifier: measure)"
  }

  private static func lines(_ whose: Whose) -> SQL {
    switch whose {
    case .own: return "SELECT l.* FROM actor_money_lines l JOIN asked USING (actor_id)"
    case .members(let pooled):
      let isPooled: SQL = """
        (l.contributor_id IN (SELECT actor_id FROM asked)
          OR EXISTS (SELECT FROM below u JOIN actors x USING (actor_id)
            WHERE u.actor_id = l.contributor_id AND x.kind = 'union' AND u.span @> l.occurred_on))
        """
      return """
        SELECT l.* FROM actor_money_lines l
        WHERE EXISTS (SELECT FROM below b WHERE b.actor_id = l.actor_id AND b.span @> l.occurred_on)
          AND coalesce(\(fragment: isPooled), false) = \(pooled)
        """
    }
  }
}
