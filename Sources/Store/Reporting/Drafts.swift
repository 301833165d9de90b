import Domain
import Postgres

/// The tables `report_drafts` and `report_draft_cells`.
public enum Drafts {
  /// - Returns: The draft that this person began under this key; nil where there is none.
  public static func begun(
    by beginner: String, under key: String, of actor: ID<Actor>, in session: some Session
  ) async throws -> Int64? {
    try await session.query(
      """
      SELECT draft_id FROM report_drafts
      WHERE actor_id = \(actor) AND begun_by = \(beginner) AND idempotency_key = \(key)
      """
    ).first?["draft_id"]
  }

  public static func insert(
    of actor: ID<Actor>, for programme: ID<Programme>, period: Int32, under key: String, by beginner: String,
    in session: some Session
  ) async throws -> Int64 {
    try await session.queryValue(
      """
      INSERT INTO report_drafts (actor_id, programme_id, period_id, begun_by, idempotency_key, saved_by)
      VALUES (\(actor), \(programme), \(period), \(beginner), \(key), \(beginner)) RETURNING draft_id
      """)
  }

  /// Whether a draft holds what anybody but `saver` saved.
  public static func hasWriters(
    beside saver: String, _ draft: Int64, of actor: ID<Actor>, in session: some Session
  ) async throws -> Bool {
    try await session.queryValue(
      """
      SELECT EXISTS (SELECT FROM report_draft_writers
        WHERE actor_id = \(actor) AND draft_id = \(draft) AND saved_by <> \(saver))
      """)
  }

  /// Counts a draft up that is open and still at `version`.
  /// - Returns: Whether it was.
  public static func raise(
    _ draft: Int64, of actor: ID<Actor>, from version: Int, by saver: String, in session: some Session
  ) async throws -> Bool {
    try await session.execute(
      """
      UPDATE report_drafts SET version = version + 1, saved_by = \(saver), saved_at = now()
      WHERE actor_id = \(actor) AND draft_id = \(draft) AND version = \(version) AND ended_at IS NULL
      """) == 1
  }

  /// Closes a draft that is open and still at `version`: as what it became, or given up.
  /// - Returns: Whether it was.
  public static func end(
    _ draft: Int64, of actor: ID<Actor>, at version: Int, as report: Int64?, in session: some Session
  ) async throws -> Bool {
    try await session.execute(
      """
      UPDATE report_drafts SET report_id = \(report), ended_at = now()
      WHERE actor_id = \(actor) AND draft_id = \(draft) AND version = \(version) AND ended_at IS NULL
      """) == 1
  }

  /// Puts `cells` in the place of those that are there.
  public static func replace(
    _ cells: [ReportCell], of draft: Int64, of actor: ID<Actor>, in session: some Session
  ) async throws {
    try await session.execute("DELETE FROM report_draft_cells WHERE actor_id = \(actor) AND draft_id = \(draft)")
    for (position, cell) in cells.enumerated() {
      let parts = cell.content.parts
      try await session.execute(
        """
        INSERT INTO report_draft_cells (actor_id, draft_id, position, indicator, target_group, state, value, numerator,
          denominator, beneficiaries, reason)
        VALUES (\(actor), \(draft), \(position), \(cell.indicator), \(cell.group), \(cell.state.rawValue), \(parts.value),
          \(parts.numerator), \(parts.denominator), \(cell.beneficiaries), \(parts.reason))
        """)
    }
  }

  /// Puts reasons of differences in the place of those that are there.
  public static func replace(
    differenceReasons: [Code: String], of draft: Int64, of actor: ID<Actor>, in session: some Session
  ) async throws {
    try await session.execute("DELETE FROM report_draft_reasons WHERE actor_id = \(actor) AND draft_id = \(draft)")
    for (indicator, reason) in differenceReasons.sorted(by: { $0.key < $1.key }) {
      try await session.execute(
        """
        INSERT INTO report_draft_reasons (actor_id, draft_id, indicator, reason)
        VALUES (\(actor), \(draft), \(indicator), \(reason))
        """)
    }
  }

  public static func find(_ draft: Int64, of actor: Code, in session: some Session) async throws -> DraftReport? {
    try await select("WHERE a.code = \(actor) AND d.draft_id = \(draft)", in: session).first
  }

  /// An actor's open drafts, the oldest first.
  public static func open(of actor: Code, in session: some Session) async throws -> [DraftReport] {
    try await select("WHERE a.code = \(actor) AND d.ended_at IS NULL ORDER BY d.draft_id LIMIT 200", in: session)
  }

  private static func select(_ rest: SQL, in session: some Session) async throws -> [DraftReport] {
    let rows = try await session.query(
      """
      SELECT d.actor_id, d.draft_id, a.code AS actor, p.code AS programme, e.first_on, e.last_on, d.version, d.begun_by,
        d.saved_by, d.saved_at, d.report_id, d.ended_at IS NULL AS is_open
      FROM report_drafts d JOIN actors a USING (actor_id) JOIN programmes p USING (programme_id)
      JOIN periods e USING (period_id) \(fragment: rest)
      """)
    var drafts: [DraftReport] = []
    for row in rows {
      let (actor, draft): (Int64, Int64) = (try row["actor_id"], try row["draft_id"])
      let cells = try await session.query(
        """
        SELECT indicator, target_group, state, value, numerator, denominator, beneficiaries, reason
        FROM report_draft_cells WHERE actor_id = \(actor) AND draft_id = \(draft) ORDER BY position
        """)
      let reasons = try await session.query(
        "SELECT indicator, reason FROM report_draft_reasons WHERE actor_id = \(actor) AND draft_id = \(draft)")
      drafts.append(
        DraftReport(
          id: draft, actor: try row["actor"], programme: try row["programme"],
          period: try DateSpan(row["first_on"], through: row["last_on"]), version: try row["version"],
          cells: try cells.map { try ReportCell(row: $0, value: "value", reason: "reason") },
          differenceReasons: try reasons.reduce(into: [:]) { $0[try $1["indicator"]] = try $1["reason"] },
          begunBy: try row["begun_by"], savedBy: try row["saved_by"], savedAt: try row["saved_at"],
          report: try row["report_id"],
          isOpen: try row["is_open"]))
    }
    return drafts
  }
}

extension ReportCell.Content {
  /// As columns.
  var parts: (value: Double?, numerator: Double?, denominator: Double?, reason: String?) {
    switch self {
    case .value(let value, let numerator, let denominator): (value, numerator, denominator, nil)
    case .missing(let reason), .refused(let reason): (nil, nil, nil, reason)
    case .notDue: (nil, nil, nil, nil)
    }
  }
}

extension ReportCell {
  /// - Parameters:
  ///   - value: The name of the column that holds the value.
  ///   - reason: That of the reason why there is none.
  init(row: Row, value: String, reason: String) throws {
    let content: Content
    switch try row.word("state", as: ValueState.self) {
    case .reported:
      content = .value(try row[value], numerator: try row["numerator"], denominator: try row["denominator"])
    case .missing: content = .missing(reason: try row[reason])
    case .refused: content = .refused(reason: try row[reason])
    case .notDue: content = .notDue
    }
    self.init(
      try row["indicator"], for: try row["target_group"], content, beneficiaries: try row["beneficiaries"])
  }
}
