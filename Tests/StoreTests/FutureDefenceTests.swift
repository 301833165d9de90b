import Domain
import Postgres
import TestSupport
import Testing

/// What the schema says of days to come, sent in SQL as the program's role.
@Suite("The database records what has happened")
struct FutureDefenceTests {
  @Test("a contribution is of tomorrow at the latest, as Morocco counts days")
  func contributions() async throws {
    try await TestDatabase.withDatabase(as: .app) { app in
      for (days, outcome) in [(0, "accepted"), (1, "accepted"), (2, "contributions_have_happened")] {
        for kind in ["receipt", "commitment", "direct"] {
          let statement: SQL = """
            INSERT INTO entries (source, idempotency_key, body_hash, kind, occurred_on)
            VALUES ('test', \("\(kind)-\(days)"), sha256('x'), \(kind),
              (now() AT TIME ZONE 'Africa/Casablanca')::date + \(Int32(days)))
            """
          // Entries without lines are refused at commit; here only the day is asked about.
          let found = await refusal {
            try await app.transaction { transaction in
              try await transaction.execute(statement)
              throw CancellationError()
            }
          }
          #expect(found == (outcome == "accepted" ? "\(CancellationError())" : outcome), "\(kind) \(days)")
        }
      }
    }
  }

  @Test("a report is handed in by tomorrow at the latest, wherever its programme is")
  func reports() async throws {
    try await TestDatabase.withDatabase { admin, app in
      try await admin.execute(
        """
        INSERT INTO actors (code, kind, name_fr) VALUES ('f', 'funder', 'F'), ('c', 'cooperative', 'C');
        """)
      try await admin.execute(
        """
        INSERT INTO programmes (code, name_fr, funder_id, currency)
        SELECT 'p', 'P', actor_id, 'MAD' FROM actors WHERE code = 'f'
        """)
      try await admin.execute("INSERT INTO periods (first_on, last_on) VALUES ('2026-01-01', '2026-03-31')")
      for (days, outcome) in [(1, "accepted"), (2, "reports_have_been_submitted")] {
        let found = await refusal {
          try await app.execute(
            """
            INSERT INTO reports (actor_id, programme_id, period_id, version, source, external_ref, body_hash, submitted_on)
            SELECT a.actor_id, p.programme_id, q.period_id, 1, 'test', 'r', sha256('x'),
              (now() AT TIME ZONE 'Pacific/Kiritimati')::date + \(Int32(days))
            FROM actors a, programmes p, periods q WHERE a.code = 'c'
            """)
        }
        #expect(found == outcome, "\(days)")
      }
    }
  }
}
