import Domain
import Postgres

extension Reports {
  /// Which reports are asked for; all that is nil is not asked about.
  public struct Filter: Sendable {
    public var actor: Code?
    public var programme: Code?
    public var state: ReportState?
    /// Only of periods within these days.
    public var first: CalendarDate?
    public var last: CalendarDate?
    /// The report after which the list goes on.
    public var after: Int64
    public var limit: Int

    public init(
      actor: Code? = nil, programme: Code? = nil, state: ReportState? = nil, from first: CalendarDate? = nil,
      through last: CalendarDate? = nil, after: Int64 = 0, limit: Int
    ) {
      self.actor = actor
      self.programme = programme
      self.state = state
      self.first = first
      self.last = last
      self.after = after
      self.limit = limit
    }
  }

  /// Reports without their cells, in the order in which they were recorded.
  public static func list(_ filter: Filter, in session: some Session) async throws -> [ReportSheet] {
    try await sheets(
      """
      WHERE f.report_id > \(filter.after) AND \(fragment: condition(filter.state))
      ORDER BY f.report_id LIMIT \(filter.limit)
      """,
      of: """
        (\(filter.actor)::text IS NULL OR r.actor_id = (SELECT actor_id FROM actors WHERE code = \(filter.actor)))
        AND (\(filter.programme)::text IS NULL
          OR r.programme_id = (SELECT programme_id FROM programmes WHERE code = \(filter.programme)))
        AND (\(filter.first)::date IS NULL OR e.first_on >= \(filter.first))
        AND (\(filter.last)::date IS NULL OR e.last_on <= \(filter.last))
        """, in: session)
  }

  /// How many reports of each actor stand in each state, those that a later version replaces left out.
  /// - Parameters:
  ///   - programme: Those to this one alone; nil for all.
  ///   - actors: Those of these alone; nil for all.
  public static func counts(
    to programme: Code? = nil, of actors: [Code]? = nil, in session: some Session
  ) async throws -> [Code: [ReportState: Int]] {
    let condition: SQL = """
      (\(programme)::text IS NULL OR r.programme_id = (SELECT programme_id FROM programmes WHERE code = \(programme)))
      AND (\(actors == nil) OR r.actor_id = ANY (
        ARRAY(SELECT actor_id FROM actors WHERE code = ANY (\((actors ?? []).map(\.text))))))
      """
    let rows = try await session.query(
      """
      \(fragment: facts(of: condition))
      SELECT f.actor, f.outcome, f.validated_at IS NOT NULL AS is_validated, f.locked_at IS NOT NULL AS is_locked,
        f.reopened_at IS NOT NULL AS is_reopened, count(*) AS reports
      FROM facts f WHERE f.is_latest GROUP BY 1, 2, 3, 4, 5
      """)
    var counts: [Code: [ReportState: Int]] = [:]
    for row in rows {
      let outcome: String? = try row["outcome"]
      let state = ReportState(
        verification: outcome.flatMap(Verdict.Word.init), isValidated: try row["is_validated"],
        isLocked: try row["is_locked"], isReopened: try row["is_reopened"], isLatest: true)
      counts[try row["actor"], default: [:]][state, default: 0] += try row.decode("reports", as: Int.self)
    }
    return counts
  }

  /// A report with its cells.
  public static func find(_ report: Int64, of actor: ID<Actor>, in session: some Session) async throws -> ReportSheet? {
    let found = try await sheets("", of: "r.actor_id = \(actor) AND r.report_id = \(report)", in: session).first
    guard let found else { return nil }
    let cells = try await cells(of: report, of: actor, in: session)
    let differences = try await session.query(
      """
      SELECT indicator, axis, difference, reason FROM disaggregation_differences
      WHERE actor_id = \(actor) AND report_id = \(report) ORDER BY indicator, axis
      """
    ).map {
      try Disaggregation.Statement($0["indicator"], along: $0["axis"], by: $0["difference"], because: $0["reason"])
    }
    return found.with(cells, differences: differences)
  }

  /// The report that `source` sent under `reference`.
  public static func key(
    sentBy source: String, under reference: String, of actor: ID<Actor>, in session: some Session
  ) async throws -> Int64? {
    try await session.query(
      """
      SELECT report_id FROM reports
      WHERE actor_id = \(actor) AND source = \(source) AND external_ref = \(reference)
      """
    ).first?["report_id"]
  }

  private static func cells(of report: Int64, of actor: ID<Actor>, in session: some Session) async throws
    -> [ReportSheet.Cell]
  {
    try await session.query(
      """
      SELECT i.code AS indicator, g.code AS target_group, v.state, v.declared, v.numerator, v.denominator,
        v.beneficiaries, v.missing_reason, v.verdict, v.verified, v.validated, w.reason
      FROM indicator_values v JOIN indicators i USING (indicator_id) JOIN target_groups g USING (group_id)
      LEFT JOIN verdict_reasons w ON w.actor_id = v.actor_id AND w.report_id = v.report_id
        AND w.indicator_id = v.indicator_id AND w.group_id = v.group_id
      WHERE v.actor_id = \(actor) AND v.report_id = \(report) ORDER BY i.code, g.code
      """
    ).map { row in
      let verdict: String? = try row["verdict"]
      return ReportSheet.Cell(
        cell: try ReportCell(row: row, value: "declared", reason: "missing_reason"),
        verdict: verdict.flatMap(Verdict.Word.init), verified: try row["verified"], validated: try row["validated"],
        reason: try row["reason"])
    }
  }

  /// Says as SQL what ``ReportState`` says of the facts.
  private static func condition(_ state: ReportState?) -> SQL {
    let open: SQL = "f.is_latest AND f.validated_at IS NULL"
    return switch state {
    case nil: "true"
    case .superseded: "NOT f.is_latest"
    case .reopened: "f.is_latest AND f.reopened_at IS NOT NULL"
    case .locked: "f.is_latest AND f.locked_at IS NOT NULL AND f.reopened_at IS NULL"
    case .validated: "f.is_latest AND f.validated_at IS NOT NULL AND f.locked_at IS NULL"
    case .returned: "\(fragment: open) AND f.outcome = 'returned'"
    case .verified: "\(fragment: open) AND f.outcome = 'verified'"
    case .submitted: "\(fragment: open) AND f.outcome IS NULL"
    }
  }

  private static func sheets(_ rest: SQL, of condition: SQL, in session: some Session) async throws -> [ReportSheet] {
    try await session.query("\(fragment: facts(of: condition)) SELECT * FROM facts f \(fragment: rest)").map(sheet)
  }

  /// Reports with what was recorded about each, as `facts`.
  private static func facts(of condition: SQL) -> SQL {
    """
    WITH facts AS (
      SELECT r.report_id, a.code AS actor, p.code AS programme, e.first_on, e.last_on, r.version, r.submitted_on,
        r.submitted_on > e.last_on + p.grace_days AS is_late, r.source, r.body_hash,
        -- Data from other systems come with verdicts and without who gave them.
        coalesce(w.outcome, (
          SELECT CASE WHEN cardinality(array_remove(v.verified, NULL)) > 0 OR 'rejected' = ANY (v.refusals) THEN 'verified'
            WHEN 'returned' = ANY (v.refusals) THEN 'returned' END
          FROM report_values v WHERE v.actor_id = r.actor_id AND v.report_id = r.report_id)) AS outcome,
        w.verified_by, w.note AS verification_note, w.verified_at, x.validated_by, x.basis, x.note AS validation_note,
        x.validated_at, l.locked_by, l.locked_at, o.reopened_by, o.reason AS reopening_reason, o.reopened_at,
        NOT EXISTS (SELECT FROM reports n WHERE n.actor_id = r.actor_id AND n.programme_id = r.programme_id
          AND n.period_id = r.period_id AND n.version > r.version) AS is_latest
      FROM reports r JOIN actors a USING (actor_id) JOIN programmes p USING (programme_id)
      JOIN periods e USING (period_id)
      LEFT JOIN verifications w ON w.actor_id = r.actor_id AND w.report_id = r.report_id
      LEFT JOIN report_validations x ON x.actor_id = r.actor_id AND x.report_id = r.report_id
      LEFT JOIN report_locks l ON l.actor_id = r.actor_id AND l.report_id = r.report_id
      LEFT JOIN report_reopenings o ON o.actor_id = r.actor_id AND o.report_id = r.report_id
      WHERE \(fragment: condition))
    """
  }

  private static func sheet(_ row: Row) throws -> ReportSheet {
    let act = { (by: String, at: String, note: String?) throws -> ReportSheet.Act? in
      guard let person: String = try row[by] else { return nil }
      return ReportSheet.Act(by: person, at: try row[at], note: try note.map { try row[$0] } ?? "")
    }
    let validation = try act("validated_by", "validated_at", "validation_note")
    let lock = try act("locked_by", "locked_at", nil)
    let reopening = try act("reopened_by", "reopened_at", "reopening_reason")
    let outcome: String? = try row["outcome"]
    let basis: String? = try row["basis"]
    return ReportSheet(
      id: try row["report_id"], actor: try row["actor"], programme: try row["programme"],
      period: try DateSpan(row["first_on"], through: row["last_on"]), version: try row["version"],
      submittedOn: try row["submitted_on"], isLate: try row["is_late"], author: try row["source"],
      contentSHA256: try row["body_hash"],
      state: ReportState(
        verification: outcome.flatMap(Verdict.Word.init), isValidated: validation != nil, isLocked: lock != nil,
        isReopened: reopening != nil, isLatest: try row["is_latest"]),
      verification: try act("verified_by", "verified_at", "verification_note"), validation: validation,
      basis: basis.flatMap(ReviewRule.Basis.init), lock: lock, reopening: reopening)
  }
}
