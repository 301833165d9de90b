import Postgres
import TestSupport
import Testing

@Suite("Whether a file told a source is said once")
struct ToldPlanTests {
  @Test(
    "the planner takes the words of told_by into every question about many rows, and calls nothing row by row",
    arguments: [
      "SELECT is_told FROM actor_money_lines",
      "SELECT e.source FROM entries e CROSS JOIN told_by(e.source) t WHERE t.is_told",
      """
      SELECT count(*) FROM entries e LEFT JOIN entries o ON o.entry_id = e.reverses
      CROSS JOIN told_by(coalesce(o.source, e.source)) t WHERE NOT t.is_told
      """,
    ])
  func takenIn(question: String) async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let rows = try await app.query("EXPLAIN (VERBOSE) \(fragment: SQL(unsafeRaw: question))")
      let plan = try rows.map { try $0["QUERY PLAN"] as String }.joined(separator: "\n")
      #expect(plan.contains("told_payment_sources") && !plan.contains("Function Scan") && !plan.contains("told_by("))
    }
  }

  @Test("one source is asked in the same words: its name up to the colon")
  func one() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      let said = try await app.query(
        "SELECT s.source FROM unnest(ARRAY['import', 'iati:somebody', 'person:1', 'imported']) s (source) WHERE is_told(s.source)"
      )
      #expect(try said.map { try $0["source"] as String } == ["import", "iati:somebody"])
    }
  }
}
