import Postgres
import TestSupport
import Testing

@Suite("Decoding") struct DecodingTests {
  private func failure(_ read: (Row) throws -> Void) async throws -> String {
    try await TestDatabase.withEmptyDatabase { pool in
      let row = try await pool.queryOne("SELECT \(70_000) AS large, NULL::text AS nothing, 'x'::text AS word")
      let error = #expect(throws: DecodingFailure.self) { try read(row) }
      return error.map(\.description) ?? ""
    }
  }

  private let query = "in: SELECT $1 AS large, NULL::text AS nothing, 'x'::text AS word"

  @Test("a value of another type names column, both types and statement")
  func mismatch() async throws {
    let text = try await failure { _ = try $0.decode("word", as: Int.self) }
    #expect(text == "Column “word” was read as Int, but the value is not one (text), \(query)")
  }

  @Test("a value too large for its type is refused, and the value is not told")
  func overflow() async throws {
    let text = try await failure { _ = try $0.decode("large", as: Int16.self) }
    #expect(text == "Column “large” was read as Int16, but the value is not one (bigint), \(query)")
  }

  @Test("NULL is refused unless an optional asks for it")
  func null() async throws {
    let text = try await failure { row in
      #expect(try row.decode("nothing", as: String?.self) == nil)
      _ = try row["nothing"] as String
    }
    #expect(text == "Column “nothing” was read as String, but the value is NULL (text), \(query)")
  }

  @Test("a column that is not there is named, with those that are")
  func noSuchColumn() async throws {
    let text = try await failure { _ = try $0["wrod"] as String }
    #expect(text.contains("“wrod” was read as String, but there is no such column, only large, nothing, word"))
  }

  @Test("integers widen, and narrow where the value fits")
  func integers() async throws {
    try await TestDatabase.withEmptyDatabase { pool in
      let row = try await pool.queryOne("SELECT 7::smallint AS a, 8::int AS b, 9::bigint AS c, 1.5::real AS d")
      #expect(try row["a"] as Int64 == 7)
      #expect(try row["b"] as Double == 8)
      #expect(try row["c"] as Int16 == 9)
      #expect(try row["d"] as Double == 1.5)
      #expect(throws: DecodingFailure.self) { try row["c"] as Double }
    }
  }

  @Test("an array with a NULL in it is refused")
  func nullInArray() async throws {
    try await TestDatabase.withEmptyDatabase { pool in
      let row = try await pool.queryOne("SELECT ARRAY[1, NULL]::bigint[] AS a, ARRAY[1,2]::int[] AS b")
      #expect(throws: DecodingFailure.self) { try row["a"] as [Int64] }
      #expect(try row["b"] == [1, 2] as [Int64])
    }
  }

  @Test("another number of rows than asked for is an error")
  func rowCounts() async throws {
    try await TestDatabase.withEmptyDatabase { pool in
      try await #expect(pool.queryAtMostOne("SELECT 1 WHERE false") == nil)
      await #expect(throws: ConnectionError.self) { try await pool.queryOne("SELECT 1 WHERE false") }
      await #expect(throws: ConnectionError.self) { try await pool.queryAtMostOne("SELECT generate_series(1, 2)") }
    }
  }

  @Test("columns are found in whatever order they are asked for, and the first of those of one name")
  func columns() async throws {
    try await TestDatabase.withEmptyDatabase(connections: 1) { pool in
      let row = try await pool.query("SELECT 1 AS a, 2 AS b, 3 AS c")[0]
      for (name, value) in [("c", 3), ("a", 1), ("b", 2), ("b", 2), ("a", 1), ("c", 3), ("a", 1)] {
        #expect(try row[name] == value)
      }
      let twice = try await pool.query("SELECT 1 AS a, 2 AS b, 3 AS a")[0]
      for (name, value) in [("a", 1), ("b", 2), ("a", 1), ("b", 2), ("a", 1)] { #expect(try twice[name] == value) }
      #expect(throws: DecodingFailure.self) { try row.decode("d", as: Int.self) }
    }
  }
}
