import Postgres
import TestSupport
import Testing

@Suite("Arrays by COPY") struct CopyArrayTests {
  @Test("arrays go in and come out as they were, long ones and NULLs too")
  func arrays() async throws {
    try await TestDatabase.withEmptyDatabase { pool in
      try await pool.execute("CREATE TABLE t (n int, a bigint[], b int[], c smallint[], d float8[], e text[])")
      let lengths = [0, 1, 33, 40_000]
      try await pool.withConnection { connection in
        _ = try await connection.copyIn(into: "public.t", columns: ["n", "a", "b", "c", "d", "e"]) { writer in
          for length in lengths {
            try writer.beginRow()
            try writer.write(length)
            try writer.write(int64s: (0..<length).map { Int64($0 % 7) << 40 }, zeroIsNull: true)
            try writer.write(int32s: (0..<length).map { Int32($0 % 5) }, zeroIsNull: length % 2 == 0)
            try writer.write(int16s: (0..<length).map { Int16(-$0 % 100) })
            try writer.write(doubles: (0..<length).map { $0 % 3 == 0 ? .nan : Double($0) / 4 })
            try writer.write(texts: (0..<length).map { $0 % 4 == 0 ? nil : "é\($0)" })
          }
        }
        let nulls = try await connection.query(
          """
          SELECT n, cardinality(array_positions(a, NULL)) AS a, cardinality(array_positions(b, NULL)) AS b,
            cardinality(array_positions(d, NULL)) AS d, cardinality(array_positions(e, NULL)) AS e,
            (SELECT coalesce(sum(x), 0) FROM unnest(a) x)::bigint AS sum
          FROM t WHERE n > 0 ORDER BY n
          """)
        for (row, length) in zip(nulls, lengths.dropFirst()) {
          #expect(try row["a"] == (length + 6) / 7 && row["d"] == (length + 2) / 3 && row["e"] == (length + 3) / 4)
          #expect(try row["b"] == (length % 2 == 0 ? length / 5 : 0))
          #expect(try row["sum"] == (0..<length).reduce(0) { $0 + Int64($1 % 7) << 40 })
        }
        try await connection.withCopyOut("SELECT * FROM t ORDER BY n") { reader in
          for length in lengths {
            #expect(try reader.nextRow())
            #expect(try reader.int32() == length)
            #expect(try reader.int64s() == (0..<length).map { Int64($0 % 7) << 40 })
            #expect(try reader.int32s() == (0..<length).map { Int32($0 % 5) })
            #expect(try reader.int16s() == (0..<length).map { Int16(-$0 % 100) })
            let doubles = try reader.doubles()
            #expect(doubles.count == length)
            #expect(doubles.enumerated().allSatisfy { $0 % 3 == 0 ? $1.isNaN : $1 == Double($0) / 4 })
            #expect(try reader.texts() == (0..<length).map { $0 % 4 == 0 ? nil : "é\($0)" })
          }
          #expect(try !reader.nextRow())
        }
        // Elements that are not there where none may be absent, and elements of another type.
        await #expect(throws: CopyError.self) {
          try await connection.withCopyOut("SELECT ARRAY[1, NULL]::smallint[]") { reader in
            _ = try reader.nextRow()
            return try reader.int16s()
          }
        }
        await #expect(throws: CopyError.self) {
          try await connection.withCopyOut("SELECT ARRAY[1]::int[]") { reader in
            _ = try reader.nextRow()
            return try reader.int64s()
          }
        }
      }
    }
  }
}
