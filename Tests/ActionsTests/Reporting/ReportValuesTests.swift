import Actions
import Domain
import Postgres
import TestProgramme
import TestSupport
import Testing

private let now = "ARRAY[now(), now()]"
private let one = "ARRAY[now(), NULL]"

@Suite("The values of a report lie beside each other")
struct ReportValuesTests {
  @Test("the view has a row a value, with what was said of it and of nothing else")
  func rows() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      try await ReportValuesTests.submit(to: small)
      #expect(
        try await ReportValuesTests.read(pool) == [
          "dropout reported 0.25 1 4 4 - - -", "jobs refused - - - - too busy - -", "trained reported 0 - - - - - -",
        ])
      let judged: Int = try await pool.queryValue(
        "SELECT num_nonnulls(verified, refusals, verified_at) FROM report_values")
      #expect(judged == 0)
      // One verdict, then the rest; what nobody reported has none.
      let id: Int64 = try await pool.queryValue("SELECT report_id FROM reports")
      let dropout = SubmittedReport.CellKey(indicator: try Code("dropout"), group: TargetGroup.everybody)
      let count = try await small.tadamun.verify(
        report: id, of: small.cooperatives[0], findings: [dropout: CellFinding(.rejected, because: "no lists")],
        by: Source("verifier"))
      #expect(count == 2)
      #expect(
        try await ReportValuesTests.read(pool) == [
          "dropout reported 0.25 1 4 4 - rejected -", "jobs refused - - - - too busy - -",
          "trained reported 0 - - - - verified 0",
        ])
      #expect(try await small.tadamun.validate(report: id, of: small.cooperatives[0], by: Source("approver")) == 1)
      let row = try await pool.queryOne(
        """
        SELECT count(*) FILTER (WHERE validated = verified AND validated_at IS NOT NULL) AS validated,
          count(validated) AS all, count(verified_at) AS judged FROM indicator_values
        """)
      #expect(try row["validated"] == 1 && row["all"] == 1 && row["judged"] == 2)
      let noted: Bool = try await pool.queryValue(
        "SELECT last_verdict_at = (SELECT max(v.at) FROM unnest(verified_at) v (at)) FROM report_values")
      #expect(noted)
    }
  }

  @Test(
    "the database takes no cells that say two things, or nothing",
    arguments: [
      ("declared", "ARRAY[1, 2]", nil),
      ("declared", "ARRAY[1]", "cells_lie_beside_each_other"),
      ("declared", "ARRAY[[1, 2]]", "cells_lie_beside_each_other"),
      ("declared", "'[0:1]={1,2}'::double precision[]", "cells_lie_beside_each_other"),
      ("declared", "'{}'", "cells_lie_beside_each_other"),
      ("declared", "ARRAY[1, 'NaN']::double precision[]", "numbers_are_bounded"),
      ("declared, targets", "ARRAY[1, 2], ARRAY[1, 1e16]", "numbers_are_bounded"),
      ("declared, verified, verified_at", "ARRAY[1, 2], ARRAY[1, -1e16], \(now)", "numbers_are_bounded"),
      ("declared, beneficiaries", "ARRAY[1, 2], ARRAY[1, -1]", "counts_not_negative"),
      ("declared", "NULL::double precision[]", "state_says_what_is_there"),
      ("declared", "ARRAY[1, NULL]", "state_says_what_is_there"),
      ("declared, absences", "ARRAY[1, NULL], ARRAY[NULL, 'missing']", nil),
      ("declared, absences", "ARRAY[1, 2], ARRAY[NULL, 'missing']", "state_says_what_is_there"),
      ("declared, absences", "ARRAY[1, NULL], ARRAY[NULL, 'lost']", "state_says_what_is_there"),
      (
        "declared, absences, absence_reasons", "ARRAY[1, NULL], ARRAY[NULL, 'not_due'], ARRAY[NULL, 'why']",
        "state_says_what_is_there"
      ),
      ("declared, absence_reasons", "ARRAY[1, 2], ARRAY[NULL, 'why']", "state_says_what_is_there"),
      (
        "declared, absences, refusals, verified_at",
        "ARRAY[1, NULL], ARRAY[NULL, 'missing'], ARRAY['rejected', 'rejected'], \(now)", "state_says_what_is_there"
      ),
      ("declared, verified, verified_at", "ARRAY[1, 2], ARRAY[1, 2], \(now)", nil),
      ("declared, verified", "ARRAY[1, 2], ARRAY[1, 2]", "verdict_says_what_is_there"),
      ("declared, verified_at", "ARRAY[1, 2], \(now)", "verdict_says_what_is_there"),
      ("declared, verified, verified_at", "ARRAY[1, 2], ARRAY[1, NULL], \(now)", "verdict_says_what_is_there"),
      ("declared, refusals, verified_at", "ARRAY[1, 2], ARRAY['returned', 'rejected'], \(now)", nil),
      (
        "declared, refusals, verified_at", "ARRAY[1, 2], ARRAY['returned', 'lost'], \(now)",
        "verdict_says_what_is_there"
      ),
      (
        "declared, verified, refusals, verified_at", "ARRAY[1, 2], ARRAY[1, 2], ARRAY[NULL, 'rejected'], \(now)",
        "verdict_says_what_is_there"
      ),
      ("declared, numerators", "ARRAY[1, 2], ARRAY[1, NULL]", "parts_come_together"),
      ("declared, numerators, denominators", "ARRAY[1, 2], ARRAY[1, NULL], ARRAY[NULL, 1]", "parts_come_together"),
      ("declared, validated, validated_at", "ARRAY[1, 2], ARRAY[1, NULL], \(one)", "parts_come_together"),
    ] as [(String, String, String?)])
  func soundness(columns: String, values: String, constraint: String?) async throws {
    try await TestDatabase.withDatabase { admin, app in
      let small = try await SmallProgramme(Tadamun(app))
      try await small.report(0, quarter: 0, jobs: 3, dropout: 0.2, verified: false)
      let insertion = ReportValuesTests.insertion("i", columns, values)
      guard let constraint else { return try await ReportValuesTests.correct(insertion, admin) }
      let error = await #expect(throws: PostgresError.self) { try await ReportValuesTests.correct(insertion, admin) }
      #expect(error?.constraint == constraint)
    }
  }

  @Test("reports that come together are recorded however many they are")
  func many() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      let actors = try (0..<4_100).map { try Code("many-\($0)") }
      _ = try await small.tadamun.registerMissing(
        actors.map { Actor(code: $0, kind: .cooperative, names: try Names(fr: "Exemple")) }, by: .sample)
      try await small.tadamun.enrol(actors, in: small.code, from: small.quarters[0].first)
      let reports = try actors.enumerated().map { number, actor in
        let cell = ReportCell(try Code("jobs"), .value(Double(number), numerator: nil, denominator: nil))
        let report = try Report(
          programme: small.code, actor: actor, period: small.quarters[0], submittedOn: CalendarDate(iso: "2026-04-10"),
          cells: [cell])
        return SubmittedReport(reference: "r-\(number)", report)
      }
      let outcome = try await small.tadamun.submit(reports, to: small.code, by: .sample)
      #expect(outcome.recorded == 4_100 && outcome.values == 4_100)
      let sum: Double = try await pool.queryValue("SELECT sum(declared) FROM indicator_values")
      #expect(sum == Double(4_100 * 4_099 / 2))
    }
  }

  @Test(
    "a cell stands in a report once, and has an indicator and a group",
    arguments: [
      ("ARRAY[i[2], i[1]]", "cells_stand_in_order"), ("ARRAY[i[1], i[1]]", "cells_stand_in_order"),
      ("ARRAY[i[1], NULL]", "indicator_and_group_exist"), ("ARRAY[i[1], 999]", "indicator_and_group_exist"),
    ])
  func order(indicators: String, constraint: String) async throws {
    try await TestDatabase.withDatabase { admin, app in
      let small = try await SmallProgramme(Tadamun(app))
      try await small.report(0, quarter: 0, jobs: 3, dropout: 0.2, verified: false)
      let insertion = ReportValuesTests.insertion(indicators, "declared", "ARRAY[1, 2]")
      // So it is also for who turns the ordinary guards off.
      for role in ["origin", "replica"] {
        let error = await #expect(throws: PostgresError.self) {
          try await ReportValuesTests.correct(insertion, admin, role: role)
        }
        #expect(error?.constraint == constraint, "\(role)")
      }
    }
  }

  @Test("a verdict and a validation are given once, and a reason is of a value")
  func once() async throws {
    try await TestDatabase.withDatabase { admin, app in
      let small = try await SmallProgramme(Tadamun(app))
      try await small.report(0, quarter: 0, jobs: 3, dropout: 0.2, verified: false)
      try await app.execute(
        "UPDATE report_values SET refusals = ARRAY['rejected', NULL], verified_at = ARRAY[now(), NULL]")
      for change in [
        "refusals = ARRAY['returned', NULL]", "verified_at = ARRAY[now() + interval '1 day', NULL]",
        "refusals = NULL, verified_at = NULL", "refusals = NULL, verified = ARRAY[3, NULL]",
      ] {
        let error = await #expect(throws: PostgresError.self, "\(change)") {
          try await app.execute("UPDATE report_values SET \(unsafeRaw: change)")
        }
        #expect(error?.constraint == "verdicts_are_final", "\(change)")
      }
      // The other cell has none yet; a validation comes after a verification.
      let early = await #expect(throws: PostgresError.self) {
        try await app.execute("UPDATE report_values SET validated = ARRAY[NULL, 1], validated_at = ARRAY[NULL, now()]")
      }
      #expect(early?.constraint == "parts_come_together")
      try await app.execute(
        """
        UPDATE report_values SET verified = ARRAY[NULL, 1], verified_at = ARRAY[verified_at[1], now()],
          validated = ARRAY[NULL, 1], validated_at = ARRAY[NULL, now()]
        """)
      let again = await #expect(throws: PostgresError.self) {
        try await app.execute("UPDATE report_values SET validated = NULL, validated_at = NULL")
      }
      #expect(again?.constraint == "verdicts_are_final")
      let stray = await #expect(throws: PostgresError.self) {
        try await app.execute(
          """
          INSERT INTO verdict_reasons (actor_id, report_id, indicator_id, group_id, reason)
          SELECT actor_id, report_id, 999, group_id, 'why' FROM indicator_values LIMIT 1
          """)
      }
      #expect(stray?.constraint == "reasons_are_of_values")
    }
  }

  /// A row of two cells for the second version, as SQL.
  ///
  /// - Parameter indicators: of the two, `i`, in the order of their keys.
  private static func insertion(_ indicators: String, _ columns: String, _ values: String) -> SQL {
    """
    INSERT INTO report_values (actor_id, report_id, period_id, submitted_on, indicators, groups, \(unsafeRaw: columns))
    SELECT v.actor_id, v.report_id + 1000, v.period_id, v.submitted_on, \(unsafeRaw: indicators), v.groups,
      \(unsafeRaw: values)
    FROM report_values v CROSS JOIN LATERAL (SELECT v.indicators) AS x (i)
    """
  }

  private static func correct(_ insertion: SQL, _ admin: Pool, role: String = "origin") async throws {
    try await admin.transaction { transaction in
      try await transaction.execute("SET LOCAL session_replication_role = \(identifier: role)")
      try await transaction.execute(
        """
        INSERT INTO reports (actor_id, report_id, programme_id, period_id, version, source, external_ref, body_hash,
          submitted_on)
        SELECT actor_id, report_id + 1000, programme_id, period_id, 2, source, 'again', body_hash, submitted_on
        FROM reports
        """)
      try await transaction.execute(insertion)
    }
  }

  private static func submit(to small: SmallProgramme) async throws {
    try await small.tadamun.define([
      Indicator(
        Code("trained"), names: Names(en: "Trained"), unit: "count", kind: .flow, direction: .up, minimum: 0)
    ])
    let cells = try [
      ReportCell(Code("trained"), for: TargetGroup.everybody, .value(0, numerator: nil, denominator: nil)),
      ReportCell(Code("jobs"), for: TargetGroup.everybody, .refused(reason: "too busy")),
      ReportCell(
        Code("dropout"), for: TargetGroup.everybody, .value(0.25, numerator: 1, denominator: 4), beneficiaries: 4),
    ]
    let report = try Report(
      programme: small.code, actor: small.cooperatives[0], period: small.quarters[0],
      submittedOn: CalendarDate(iso: "2026-04-10"), cells: cells)
    try await small.tadamun.submit([SubmittedReport(reference: "r", report)], to: small.code, by: .api)
  }

  private static func read(_ pool: Pool) async throws -> [String] {
    try await pool.query(
      """
      SELECT concat_ws(' ', i.code, v.state, coalesce(v.declared::text, '-'), coalesce(v.numerator::text, '-'),
        coalesce(v.denominator::text, '-'), coalesce(v.beneficiaries::text, '-'), coalesce(v.missing_reason, '-'),
        coalesce(v.verdict, '-'), coalesce(v.verified::text, '-')) AS said
      FROM indicator_values v JOIN indicators i USING (indicator_id) ORDER BY i.code
      """
    ).map { try $0["said"] }
  }
}
