import Domain
import Postgres

/// The tables of yields and maintenance.
public enum WaqfYields {
  public static func insert(_ yield: WaqfYield, of waqf: Int64, asset: Int64?, in session: some Session) async throws {
    try await session.execute(
      """
      INSERT INTO waqf_yields (code, waqf_id, asset_id, first_on, last_on, gross_minor)
      VALUES (\(yield.code), \(waqf), \(asset), \(yield.period.first), \(yield.period.last), \(yield.gross.minor))
      """)
  }

  /// Whether just this yield stands already.
  public static func stands(_ yield: WaqfYield, of waqf: Int64, in session: some Session) async throws -> Bool {
    try await session.queryValue(
      """
      SELECT EXISTS (SELECT FROM waqf_yields y LEFT JOIN waqf_assets a USING (asset_id)
        WHERE y.code = \(yield.code) AND y.waqf_id = \(waqf) AND y.first_on = \(yield.period.first)
          AND y.last_on = \(yield.period.last) AND y.gross_minor = \(yield.gross.minor)
          AND a.code IS NOT DISTINCT FROM \(yield.asset?.text)::text)
      """)
  }

  public static func find(_ code: Code, in session: some Session) async throws -> (id: Int64, waqf: Code)? {
    try await session.queryAtMostOne(
      "SELECT y.yield_id, w.code FROM waqf_yields y JOIN waqfs w USING (waqf_id) WHERE y.code = \(code)"
    ).map { (try $0["yield_id"], try $0["code"]) }
  }

  public static func insertReceipt(
    _ code: Code, of yield: Int64, waqf: Int64, amountMinor: Int64, on day: CalendarDate, entry: Int64,
    in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO waqf_yield_receipts (code, waqf_id, yield_id, amount_minor, received_on, entry_id)
      VALUES (\(code), \(waqf), \(yield), \(amountMinor), \(day), \(entry))
      """)
  }
}

/// What is known about a need for maintenance.
public struct WaqfNeedBook: Sendable {
  public let id: Int64
  public let code: Code
  public let waqf: Code
  public let urgency: WaqfNeed.Urgency
  public let dueOn: CalendarDate
  /// Set aside for it by waterfalls and not spent.
  public let unspentMinor: Int64
  public let isClosed: Bool
  /// Needed, and neither set aside nor paid out of the reserve.
  public let openMinor: Int64
}

/// The tables `waqf_needs` and `waqf_need_closings`.
public enum WaqfNeeds {
  public static func insert(_ need: WaqfNeed, of waqf: Int64, asset: Int64?, in session: some Session) async throws {
    try await session.execute(
      """
      INSERT INTO waqf_needs (code, waqf_id, asset_id, amount_minor, urgency, found_on, due_on, evidence)
      VALUES (\(need.code), \(waqf), \(asset), \(need.amount.minor), \(need.urgency.rawValue), \(need.foundOn),
        \(need.dueOn), \(need.evidence))
      """)
  }

  /// Whether just this need stands already.
  public static func stands(_ need: WaqfNeed, of waqf: Int64, in session: some Session) async throws -> Bool {
    try await session.queryValue(
      """
      SELECT EXISTS (SELECT FROM waqf_needs n LEFT JOIN waqf_assets a USING (asset_id)
        WHERE n.code = \(need.code) AND n.waqf_id = \(waqf) AND n.amount_minor = \(need.amount.minor)
          AND n.urgency = \(need.urgency.rawValue) AND n.found_on = \(need.foundOn) AND n.due_on = \(need.dueOn)
          AND n.evidence = \(need.evidence) AND a.code IS NOT DISTINCT FROM \(need.asset?.text)::text)
      """)
  }

  public static func find(_ code: Code, in session: some Session) async throws -> WaqfNeedBook? {
    try await select("WHERE b.code = \(code)", in: session).first
  }

  /// What is open: urgent needs that were found by `day` first, then planned ones that are due by then.
  public static func open(of waqf: Int64, on day: CalendarDate, in session: some Session) async throws
    -> [WaqfNeedBook]
  {
    try await select(
      """
      WHERE b.waqf_id = \(waqf) AND b.open_minor > 0 AND b.found_on <= \(day)
        AND (b.urgency = 'urgent' OR b.due_on <= \(day))
      ORDER BY b.urgency = 'planned', b.due_on, b.need_id
      """, in: session)
  }

  public static func close(
    _ need: Int64, on day: CalendarDate, by person: Person, reason: String, releasedMinor: Int64, entry: Int64?,
    in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO waqf_need_closings (need_id, closed_on, closed_by, reason, released_minor, entry_id)
      VALUES (\(need), \(day), \(person.name), \(reason), \(releasedMinor), \(entry))
      """)
  }

  private static func select(_ rest: SQL, in session: some Session) async throws -> [WaqfNeedBook] {
    let rows = try await session.query(
      """
      SELECT b.need_id, b.code, w.code AS waqf, b.urgency, b.due_on,
        (b.funded_minor - (b.spent_minor - b.from_reserve_minor)) AS unspent_minor, b.is_closed, b.open_minor
      FROM waqf_need_books b JOIN waqfs w USING (waqf_id) \(fragment: rest)
      """)
    return try rows.map { row in
      WaqfNeedBook(
        id: try row["need_id"], code: try row["code"], waqf: try row["waqf"], urgency: try row.word("urgency"),
        dueOn: try row["due_on"], unspentMinor: try row["unspent_minor"], isClosed: try row["is_closed"],
        openMinor: try row["open_minor"])
    }
  }
}
