import Domain
import Postgres

extension Grants {
  /// The latest version of the agreement; nil before it is signed.
  static func agreement(
    of grant: ID<Grant>, _ currency: Currency, reports: [GrantAgreement.ReportDue], in session: some Session
  ) async throws -> (agreement: GrantAgreement, version: Int)? {
    let found = try await session.queryAtMostOne(
      """
      SELECT version, amount_minor, signed_on, signed_by, max_overspend_bp FROM grant_agreements
      WHERE grant_id = \(grant) ORDER BY version DESC LIMIT 1
      """)
    guard let row = found else { return nil }
    let version: Int = try row["version"]
    let lines = try await session.query(
      """
      SELECT line, title, amount_minor FROM grant_budget_lines
      WHERE grant_id = \(grant) AND version = \(Int16(version)) ORDER BY line
      """
    ).map {
      GrantAgreement.Line(
        try $0["line"], title: try $0["title"], amount: try Money(minor: try $0["amount_minor"], currency))
    }
    let conditions = try await conditions(of: grant, version: version, in: session)
    let tranches = try await session.query(
      """
      SELECT tranche, amount_minor, planned_on FROM grant_tranches
      WHERE grant_id = \(grant) AND version = \(Int16(version)) ORDER BY tranche
      """
    ).map {
      GrantAgreement.Tranche(
        try Money(minor: try $0["amount_minor"], currency), on: try $0["planned_on"],
        conditions: conditions[try $0["tranche"]]?.map(\.condition) ?? [])
    }
    let agreement = try GrantAgreement(
      amount: try Money(minor: try row["amount_minor"], currency), signedOn: try row["signed_on"],
      signedBy: try row["signed_by"], maximumOverspend: try row["max_overspend_bp"], lines: lines, tranches: tranches,
      reports: reports)
    return (agreement, version)
  }

  /// The tranches of a version, with where each stands and what became of its conditions.
  static func tranches(
    of grant: ID<Grant>, _ agreement: GrantAgreement?, version: Int, in session: some Session
  ) async throws -> [GrantSheet.Tranche] {
    guard let agreement else { return [] }
    let conditions = try await conditions(of: grant, version: version, in: session)
    let waivers = try await waivers(of: grant, version: version, in: session)
    let states = try await session.query("SELECT * FROM tranche_states WHERE grant_id = \(grant)")
    let byNumber = try Dictionary(uniqueKeysWithValues: states.map { (try $0.decode("tranche", as: Int.self), $0) })
    return try agreement.tranches.enumerated().compactMap { index, tranche in
      guard let row = byNumber[index + 1] else { return nil }
      let own = waivers.filter { $0.tranche == index + 1 }
      let judged = (conditions[index + 1] ?? []).map { stored in
        GrantSheet.Condition(
          number: stored.number, condition: stored.condition, finding: stored.finding, assessedOn: stored.assessedOn,
          waiver: own.first { !$0.isReport && $0.waiver.number == stored.number }?.waiver)
      }
      return GrantSheet.Tranche(
        number: index + 1, amount: tranche.amount, plannedOn: tranche.plannedOn, state: try row.word("state"),
        step: try row["step"], since: try row["on_day"], by: try row["recorded_by"], decision: try row["decision_id"],
        conditions: judged, waivedReports: own.filter(\.isReport).map(\.waiver))
    }
  }

  private struct StoredCondition {
    let number: Int
    let condition: TrancheCondition
    let finding: ConditionFinding?
    let assessedOn: CalendarDate?
  }

  /// Conditions by tranche, each with the finding that met it or the latest.
  private static func conditions(
    of grant: ID<Grant>, version: Int, in session: some Session
  ) async throws -> [Int: [StoredCondition]] {
    let rows = try await session.query(
      """
      SELECT c.*, p.code AS programme, f.met, f.sentence, f.assessed_on, f.run_id, f.results_sha256, f.score,
        f.score_p5, f.score_p50, f.score_p95, f.grade, f.coverage, f.score_status, r.as_of
      FROM tranche_conditions c LEFT JOIN programmes p USING (programme_id)
      LEFT JOIN LATERAL (SELECT x.* FROM condition_findings x WHERE x.grant_id = c.grant_id AND x.version = c.version
        AND x.tranche = c.tranche AND x.condition = c.condition ORDER BY x.met DESC, x.finding_id DESC LIMIT 1) f ON true
      LEFT JOIN runs r ON r.run_id = f.run_id
      WHERE c.grant_id = \(grant) AND c.version = \(Int16(version)) ORDER BY c.tranche, c.condition
      """)
    return try Dictionary(grouping: rows) { try $0.decode("tranche", as: Int.self) }.mapValues { rows in
      try rows.map { row in
        StoredCondition(
          number: try row["condition"], condition: try condition(row), finding: try finding(row),
          assessedOn: try row["assessed_on"])
      }
    }
  }

  static func condition(_ row: Row) throws -> TrancheCondition {
    let word: String = try row["kind"]
    let kind: TrancheCondition.Kind
    switch word {
    case "report": kind = .report(try row["report"])
    case "audit": kind = .audit(try row["document"])
    case "document": kind = .document(try row["document"])
    case "cofunding": kind = .cofunding(minor: try row["minimum_minor"])
    case "spend_ratio": kind = .spendRatio(basisPoints: try row["minimum_bp"])
    case "indicator":
      kind = .indicator(
        try row["indicator"], group: try row["target_group"], try row.word("reads"), try row["minimum"])
    case "score":
      kind = .score(
        ScoreCondition(
          programme: try row["programme"], node: try row["node"], minimum: try row["minimum"],
          reads: try row.word("reads")))
    default: throw UnknownWord(column: "kind", word: word, expected: "TrancheCondition")
    }
    return TrancheCondition(kind, dueOn: try row["due_on"])
  }

  private static func finding(_ row: Row) throws -> ConditionFinding? {
    guard let met: Bool = try row["met"] else { return nil }
    let run: Int64? = try row["run_id"]
    return ConditionFinding(
      isMet: met, sentence: try row["sentence"], reading: run == nil ? nil : try reading(row))
  }

  private static func waivers(of grant: ID<Grant>, version: Int, in session: some Session) async throws
    -> [(tranche: Int, isReport: Bool, waiver: GrantSheet.Waiver)]
  {
    try await session.query(
      """
      SELECT w.tranche, w.condition, w.report, w.reason, w.on_day, v.requested_by, v.decided_by
      FROM grant_waivers w JOIN decision_verdicts v USING (decision_id)
      WHERE w.grant_id = \(grant) AND w.version = \(Int16(version)) ORDER BY w.decision_id
      """
    ).map { row in
      let condition: Int? = try row["condition"]
      let report: Int? = try row["report"]
      let waiver = GrantSheet.Waiver(
        number: condition ?? report ?? 0, reason: try row["reason"], askedBy: try row["requested_by"],
        grantedBy: try row["decided_by"], on: try row["on_day"])
      return (try row["tranche"], report != nil, waiver)
    }
  }
}
