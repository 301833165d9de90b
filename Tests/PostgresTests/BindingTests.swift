import Foundation
import Postgres
import TestSupport
import Testing

@Suite("Binding") struct BindingTests {
  @Test("the text of a statement holds parameters and never values")
  func textHoldsNoValues() {
    let active: SQL = "status = \("act'ive")"
    let sql: SQL = "SELECT * FROM \(identifier: "we\"ird") WHERE \(fragment: active) AND id = ANY(\([1, 2] as [Int64]))"
    #expect(sql.text == #"SELECT * FROM "we""ird" WHERE status = $1 AND id = ANY($2)"#)
    #expect(SQL.joined([active, active], by: " OR ").text == "status = $1 OR status = $2")
  }

  @Test("every kind of value comes back as it was bound")
  func roundTrip() async throws {
    try await TestDatabase.withEmptyDatabase { pool in
      let id = UUID()
      let moment = Timestamp(Date(timeIntervalSince1970: 1_700_000_000.123456))
      let row = try await pool.queryOne(
        """
        SELECT \(Int64.max) AS a, \(Int32.min) AS b, \(Int16(-7)) AS c, \(0.1) AS d, \(true) AS e, \("é'\\\";--")::text AS f,
          \([0, 255] as [UInt8]) AS g, \(id) AS h, \(id.uuidString)::uuid AS i, \(moment) AS j, \(nil as Int?) AS k,
          \([0.5, nil] as [Double?]) AS p, \([nil, "é"] as [String?]) AS q, \([nil] as [Timestamp?]) AS r,
          \([1, -2] as [Int64]) AS l, \(["a,\"b", "{}", ""]) AS m, \([] as [String]) AS n, \(42) AS o
        """)
      #expect(try row["a"] == Int64.max)
      #expect(try row["b"] == Int32.min)
      #expect(try row["c"] == -7)
      #expect(try row["d"] == 0.1)
      #expect(try row["e"] == true)
      #expect(try row["f"] == "é'\\\";--")
      #expect(try row["g"] == [0, 255] as [UInt8])
      #expect(try row["h"] == id)
      #expect(try row["i"] == id.uuidString.lowercased())
      #expect(try row["j"] == moment)
      #expect(try row.decode("k", as: Int?.self) == nil)
      #expect(try row["l"] == [1, -2] as [Int64])
      #expect(try row["m"] == ["a,\"b", "{}", ""])
      #expect(try row["n"] == [] as [String])
      #expect(try row.decode("o", as: Int?.self) == 42)
      #expect(try row["p"] == [0.5, nil] as [Double?])
      #expect(try row["q"] == [nil, "é"] as [String?])
      #expect(try row["r"] == [nil] as [Timestamp?])
      #expect(throws: DecodingFailure.self) { try row.decode("p", as: [Double].self) }
    }
  }

  @Test(
    "hostile text stays text",
    arguments: [
      "'; DROP TABLE people; --", "\\'; DROP TABLE people; --", "$1", "\u{0}", "%s", "'' OR 1=1", "é\u{301}'",
    ])
  func injection(_ text: String) async throws {
    try await TestDatabase.withEmptyDatabase { pool in
      try await pool.execute("CREATE TABLE people (name text)")
      do {
        try await pool.execute("INSERT INTO people VALUES (\(text))")
        #expect(try await pool.queryValue("SELECT name FROM people WHERE name = \(text)") == text)
        let copied = try await pool.withConnection { connection in
          try await connection.withCopyOut("SELECT name FROM people WHERE name = \(text)") { reader in
            try reader.nextRow() ? try reader.value(as: String.self) : nil
          }
        }
        #expect(copied == text)
      } catch let error as PostgresError {
        // No text of PostgreSQL can hold a zero.
        #expect(text == "\u{0}" && error.sqlState == "22021")
      }
      #expect(try await pool.queryValue("SELECT count(*) FROM people") == (text == "\u{0}" ? 0 : 1))
    }
  }

  @Test("a statement that is two statements is refused")
  func oneStatementAtATime() async throws {
    try await TestDatabase.withEmptyDatabase { pool in
      await #expect(throws: PostgresError.self) { try await pool.execute("SELECT 1; SELECT 2") }
    }
  }

  @Test("a bound string takes the type its place asks for")
  func stringsAreInferred() async throws {
    try await TestDatabase.withEmptyDatabase { pool in
      try await pool.execute("CREATE TABLE t (id uuid, currency char(3), data jsonb)")
      let id = UUID().uuidString.lowercased()
      try await pool.execute("INSERT INTO t VALUES (\(id), \("MAD"), \(#"{"a":1}"#))")
      let row = try await pool.queryOne("SELECT * FROM t WHERE id = \(id) AND currency = \("MAD")")
      #expect(try row["id"] == id)
      #expect(try row["data"] == #"{"a": 1}"#)
    }
  }

  @Test("moments go to Foundation and back", arguments: [0, 946_684_800, -1, 1_700_000_000.5])
  func dates(_ seconds: Double) {
    let date = Date(timeIntervalSince1970: seconds)
    #expect(abs(Timestamp(date).date.timeIntervalSince(date)) < 1e-6)
    #expect(Timestamp(.distantPast.addingTimeInterval(-1e16)) == .negativeInfinity)
    #expect(Timestamp.infinity.date == .distantFuture)
  }
}
