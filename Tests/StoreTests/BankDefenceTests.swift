import Domain
import Postgres
import Store
import TestSupport
import Testing

@Suite("What the database refuses of banks, said in SQL as the program")
struct BankDefenceTests {
  private static let account: SQL =
    "INSERT INTO bank_accounts (code, fund_id, number, currency) SELECT 'b', fund_id, 'RIB123', 'MAD' FROM funds LIMIT 1"

  /// A file with one statement and one line of `amount`.
  private func statement(_ name: String, _ opening: Int64, _ closing: Int64, _ amount: Int64, on day: String) -> SQL {
    """
    WITH i AS (
      INSERT INTO bank_imports (format, file_name, file_sha256, recorded_by)
      VALUES ('camt053', 'f', sha256(\(name)::bytea), 'test') RETURNING import_id),
    s AS (
      INSERT INTO bank_statements (import_id, bank_account_id, currency, external_id, opening_minor, opened_on,
        closing_minor, closed_on)
      SELECT import_id, 1, 'MAD', \(name), \(opening), \(day)::date, \(closing), \(day)::date FROM i
      RETURNING import_id, statement_id),
    l AS (
      INSERT INTO bank_lines (bank_account_id, currency, booked_on, value_on, amount_minor, description, is_reversal,
        content_sha256, ordinal)
      VALUES (1, 'MAD', \(day)::date, \(day)::date, \(amount), '', false, sha256(\(name)::bytea), 1) RETURNING line_id)
    INSERT INTO bank_sightings (import_id, position, line_id, bank_account_id, statement_id, servicer_ref)
    SELECT import_id, 1, line_id, 1, statement_id, \(name) FROM s, l
    """
  }

  private func constraint(_ body: () async throws -> Void) async -> String {
    do {
      try await body()
      return "accepted"
    } catch let error as PostgresError { return error.constraint ?? error.sqlState.rawValue } catch {
      return "\(error)"
    }
  }

  @Test("statements add up and follow on, whatever order they come in")
  func continuity() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      _ = try await Books(in: pool)
      try await pool.execute(BankDefenceTests.account)
      #expect(
        await constraint { try await pool.execute(statement("a", 0, 100, 99, on: "2026-01-31")) } == "statements_add_up"
      )
      #expect(await constraint { try await pool.execute(statement("b", 0, 100, 100, on: "2026-01-31")) } == "accepted")
      #expect(
        await constraint { try await pool.execute(statement("c", 99, 150, 51, on: "2026-02-28")) }
          == "statements_follow_on")
      #expect(await constraint { try await pool.execute(statement("d", 100, 150, 50, on: "2026-02-28")) } == "accepted")
      #expect(
        await constraint { try await pool.execute(statement("e", 0, 90, 90, on: "2026-01-15")) }
          == "statements_follow_on")
      #expect(await constraint { try await pool.execute(statement("f", -90, 0, 90, on: "2026-01-15")) } == "accepted")
      #expect(
        await constraint { try await pool.execute(statement("b", 150, 160, 10, on: "2026-03-15")) }
          == "one_import_a_file")
      #expect(try await pool.queryValue("SELECT count(*) FROM bank_lines", as: Int.self) == 3)
    }
  }

  @Test("a file's lines come with it or not at all, and nothing recorded changes")
  func closed() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      _ = try await Books(in: pool)
      try await pool.execute(BankDefenceTests.account)
      try await pool.execute(statement("a", 0, 100, 100, on: "2026-01-31"))
      let late = await constraint {
        try await pool.execute(
          "INSERT INTO bank_sightings (import_id, position, line_id, bank_account_id) SELECT import_id, 2, line_id, 1 FROM bank_imports, bank_lines"
        )
      }
      #expect(late == "imports_are_closed")
      for table in ["bank_accounts", "bank_imports", "bank_statements", "bank_lines", "bank_sightings", "bank_matches"]
      {
        #expect(await constraint { try await pool.execute("DELETE FROM \(identifier: table)") } == "42501")
      }
    }
  }
}
