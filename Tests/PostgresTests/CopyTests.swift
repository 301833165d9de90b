import Postgres
import TestSupport
import Testing

@Suite("COPY") struct CopyTests {
  private struct Refusal: Error {}

  private func withTable(_ body: (Pool) async throws -> Void) async throws {
    try await TestDatabase.withEmptyDatabase { pool in
      try await pool.execute("CREATE TABLE t (a bigint, b int, c smallint, d double precision, e boolean, f text)")
      try await body(pool)
    }
  }

  private static let columns = ["a", "b", "c", "d", "e", "f"]

  @Test("a hundred thousand rows go in and come out as they were")
  func roundTrip() async throws {
    try await withTable { pool in
      let count = 100_000
      try await pool.withConnection { connection in
        let stored = try await connection.copyIn(into: "public.t", columns: Self.columns) { writer in
          for row in 0..<count {
            try writer.beginRow()
            try writer.write(row)
            try writer.write(row)
            try writer.write(row % 100)
            try writer.write(Double(row) / 8)
            try writer.write(row % 2 == 0)
            try writer.write(row % 3 == 0 ? nil : "é\(row)")
          }
        }
        #expect(stored == count)
        let wrong = try await connection.withCopyOut("SELECT * FROM t ORDER BY a") { reader in
          var (wrong, row) = (0, 0)
          while try reader.nextRow() {
            let same =
              try reader.int64() == row && reader.int32() == row && reader.int16() == row % 100
              && reader.double() == Double(row) / 8 && reader.bool() == (row % 2 == 0)
            if !same { wrong += 1 }
            if row % 5 == 0, try reader.value(as: String?.self) != (row % 3 == 0 ? nil : "é\(row)") { wrong += 1 }
            row += 1
          }
          return wrong + abs(row - count)
        }
        #expect(wrong == 0)
      }
    }
  }

  @Test("asynchronous sequences go in and come out")
  func asynchronous() async throws {
    try await withTable { pool in
      let numbers = AsyncStream(Int.self) { stream in
        for number in 1...5_000 { stream.yield(number) }
        stream.finish()
      }
      try await pool.transaction { transaction in
        let stored = try await transaction.copyIn(into: "t", columns: ["a", "f"], from: numbers) { number, writer in
          try writer.write(number)
          try writer.write("\(number)")
        }
        #expect(stored == 5_000)
        let sum = try await transaction.copyOut("SELECT a, f FROM t WHERE a > \(10)") { rows in
          var sum = 0
          for try await row in rows where try row["f"] == "\(try row["a"] as Int)" { sum += try row["a"] }
          return sum
        }
        #expect(sum == 5_000 * 5_001 / 2 - 55)
      }
    }
  }

  @Test("a closure that throws half-way stores nothing and leaves the connection fit")
  func throwingWriter() async throws {
    try await withTable { pool in
      try await pool.withConnection { connection in
        await #expect(throws: Refusal.self) {
          try await connection.copyIn(into: "t", columns: ["a"]) { writer in
            for row in 0..<50_000 {
              try writer.beginRow()
              try writer.write(row)
            }
            throw Refusal()
          }
        }
        try await #expect(connection.queryValue("SELECT count(*) FROM t") == 0)
      }
    }
  }

  @Test("a row the server refuses stores nothing and leaves the connection fit")
  func refusedRow() async throws {
    try await withTable { pool in
      try await pool.execute("ALTER TABLE t ADD CONSTRAINT a_positive CHECK (a > 0)")
      try await pool.withConnection { connection in
        let error = await #expect(throws: PostgresError.self) {
          try await connection.copyIn(into: "t", columns: ["a"]) { writer in
            for row in 0..<20_000 {
              try writer.beginRow()
              try writer.write(10_000 - row)
            }
          }
        }
        #expect(error?.isCheckViolation(constraint: "a_positive") == true)
        try await #expect(connection.queryValue("SELECT count(*) FROM t") == 0)
      }
    }
  }

  @Test("fields are checked against their columns, both ways")
  func checkedFields() async throws {
    try await withTable { pool in
      try await pool.withConnection { connection in
        let wrongType = CopyError.wrongType(column: "d", has: .float8, used: "Int64")
        await #expect(throws: wrongType) {
          try await connection.copyIn(into: "t", columns: ["d"]) { writer in
            try writer.beginRow()
            try writer.write(1)
          }
        }
        await #expect(throws: CopyError.outOfRange(column: "c", has: .int2)) {
          try await connection.copyIn(into: "t", columns: ["c"]) { writer in
            try writer.beginRow()
            try writer.write(70_000)
          }
        }
        await #expect(throws: CopyError.missingFields(columns: 2, written: 1)) {
          try await connection.copyIn(into: "t", columns: ["a", "b"]) { writer in
            try writer.beginRow()
            try writer.write(1)
          }
        }
        await #expect(throws: CopyError.null(column: "x")) {
          try await connection.withCopyOut("SELECT NULL::bigint AS x") { _ = try $0.nextRow() ? try $0.int64() : 0 }
        }
        await #expect(throws: CopyError.wrongType(column: "x", has: .int8, used: "double precision")) {
          try await connection.withCopyOut("SELECT 1::bigint AS x") { _ = try $0.nextRow() ? try $0.double() : 0 }
        }
        try await #expect(connection.queryValue("SELECT 1") == 1)
      }
    }
  }

  @Test("leaving a COPY early leaves the connection fit, in a transaction and outside")
  func leavingEarly() async throws {
    try await withTable { pool in
      try await pool.withConnection { connection in
        for _ in 0..<3 {
          let first = try await connection.withCopyOut("SELECT generate_series(1, 1000000)") { reader in
            try reader.nextRow() ? try reader.int32() : 0
          }
          #expect(first == 1)
        }
        try await connection.transaction { transaction in
          try await transaction.copyOut("SELECT generate_series(1, 100000)") { rows in
            for try await _ in rows { break }
          }
          #expect(try await transaction.queryValue("SELECT 1") == 1)
        }
      }
    }
  }

  @Test("an error in the middle of a COPY out is thrown")
  func serverError() async throws {
    try await withTable { pool in
      try await pool.withConnection { connection in
        let error = await #expect(throws: PostgresError.self) {
          try await connection.withCopyOut("SELECT 1 / (5000 - n) FROM generate_series(1, 10000) AS n") { reader in
            while try reader.nextRow() {}
          }
        }
        #expect(error?.sqlState == "22012")
        try await #expect(connection.queryValue("SELECT 1") == 1)
      }
    }
  }

  @Test("parameters of every kind stand in a COPY as literals")
  func literals() async throws {
    try await withTable { pool in
      let moment = Timestamp(microseconds: -1)
      // In the years 1500, 2026 and 12,000.
      let moments = [-15_778_476_000_000_001, 849_133_330_075_727, 315_569_520_000_000_000].map {
        Timestamp(microseconds: $0)
      }
      try await pool.withConnection { connection in
        let isSame = try await connection.withCopyOut(
          """
          SELECT \(-5) = -5 AND \(0.1) = 0.1::float8 AND \(true) AND \([1, 255] as [UInt8]) = '\\x01ff'
            AND \(["a'b", "\\"]) = ARRAY['a''b', E'\\\\'] AND \([] as [Int64]) = '{}'::bigint[]
            AND \(nil as Int?) IS NULL AND \(moment) = '1999-12-31 23:59:59.999999+00'
            AND \(moments) = ARRAY(
              SELECT '2000-01-01 00:00+00'::timestamptz + s::interval FROM unnest(ARRAY[
                '-15778476000000001 microseconds', '849133330075727 microseconds', '315569520000000000 microseconds']) s)
          """
        ) { try $0.nextRow() ? try $0.bool() : false }
        #expect(isSame)
      }
    }
  }
}
