import Domain
import Postgres

/// The tables of exchanges of assets: requests, sales, replacements.
public enum WaqfIstibdals {
  public struct Sale: Sendable {
    /// Price less costs: what waits in suspense.
    public let suspenseMinor: Int64
    public let isReplaced: Bool
  }

  public struct Stored: Sendable {
    public let id: Int64
    public let waqf: Code
    public let asset: Code
    public let decision: ID<Decision>
    public let policy: ID<Policy>
    /// The lowest of what the experts say; nil where none was asked.
    public let leastValueMinor: Int64?
    public let sale: Sale?
  }

  public static func insert(
    _ istibdal: Istibdal, of waqf: Int64, asset: Int64, decision: ID<Decision>, policy: ID<Policy>,
    in session: some Session
  ) async throws {
    let id: Int64 = try await session.queryValue(
      """
      INSERT INTO waqf_istibdals (code, waqf_id, asset_id, grounds, requested_on, decision_id, policy_id)
      VALUES (\(istibdal.code), \(waqf), \(asset), \(istibdal.grounds.rawValue), \(istibdal.requestedOn), \(decision),
        \(policy))
      RETURNING istibdal_id
      """)
    for (offset, report) in istibdal.reports.enumerated() {
      try await session.execute(
        """
        INSERT INTO waqf_expert_reports (istibdal_id, number, expert, reference, value_minor)
        VALUES (\(id), \(Int16(offset + 1)), \(report.expert), \(report.reference), \(report.value.minor))
        """)
    }
  }

  public static func find(_ code: Code, in session: some Session) async throws -> Stored? {
    let row = try await session.queryAtMostOne(
      """
      SELECT i.istibdal_id, w.code AS waqf, a.code AS asset, i.decision_id, i.policy_id,
        (SELECT min(e.value_minor) FROM waqf_expert_reports e WHERE e.istibdal_id = i.istibdal_id) AS least_value_minor,
        s.price_minor - s.costs_minor AS suspense_minor, r.istibdal_id IS NOT NULL AS is_replaced
      FROM waqf_istibdals i JOIN waqfs w USING (waqf_id) JOIN waqf_assets a USING (asset_id)
      LEFT JOIN waqf_sales s USING (istibdal_id) LEFT JOIN waqf_replacements r USING (istibdal_id)
      WHERE i.code = \(code)
      """)
    return try row.map { row in
      let suspense: Int64? = try row["suspense_minor"]
      let isReplaced: Bool = try row["is_replaced"]
      return Stored(
        id: try row["istibdal_id"], waqf: try row["waqf"], asset: try row["asset"], decision: try row["decision_id"],
        policy: try row["policy_id"], leastValueMinor: try row["least_value_minor"],
        sale: suspense.map { Sale(suspenseMinor: $0, isReplaced: isReplaced) })
    }
  }

  public static func insertSale(
    of istibdal: Int64, priceMinor: Int64, costsMinor: Int64, bookMinor: Int64, on day: CalendarDate,
    dueOn: CalendarDate, decision: ID<Decision>?, entry: Int64, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO waqf_sales (istibdal_id, price_minor, costs_minor, book_minor, sold_on, due_on, decision_id,
        entry_id)
      VALUES (\(istibdal), \(priceMinor), \(costsMinor), \(bookMinor), \(day), \(dueOn), \(decision), \(entry))
      """)
  }

  public static func insertReplacement(
    of istibdal: Int64, asset: Int64?, valueMinor: Int64, on day: CalendarDate, decision: ID<Decision>?, entry: Int64,
    in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO waqf_replacements (istibdal_id, asset_id, value_minor, replaced_on, decision_id, entry_id)
      VALUES (\(istibdal), \(asset), \(valueMinor), \(day), \(decision), \(entry))
      """)
  }

  /// Marks sales that are not replaced in time and were not marked before.
  public static func markOverdue(on day: CalendarDate, in session: some Session) async throws
    -> [(istibdal: Code, waqf: Code, suspenseMinor: Int64)]
  {
    let rows = try await session.query(
      """
      WITH found AS (
        INSERT INTO waqf_suspense_alerts (istibdal_id, found_on)
        SELECT s.istibdal_id, \(day) FROM waqf_sales s LEFT JOIN waqf_replacements r USING (istibdal_id)
        WHERE r.istibdal_id IS NULL AND s.due_on < \(day) ORDER BY s.istibdal_id
        ON CONFLICT DO NOTHING RETURNING istibdal_id)
      SELECT i.code, w.code AS waqf, s.price_minor - s.costs_minor AS suspense_minor FROM found
      JOIN waqf_istibdals i USING (istibdal_id) JOIN waqf_sales s USING (istibdal_id) JOIN waqfs w USING (waqf_id)
      ORDER BY i.istibdal_id
      """)
    return try rows.map { (try $0["code"], try $0["waqf"], try $0["suspense_minor"]) }
  }
}
