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

  @Test("arrays go in and are read element by element, past the end of the buffer")
  func elements() async throws {
    try await TestDatabase.withEmptyDatabase { pool in
      try await pool.execute(
        "CREATE TABLE t (a bigint, b int[], c bigint[], d double precision[], f text[], h timestamptz[])")
      let counts = [0, 1, 20_000, 3]
      try await pool.withConnection { connection in
        try await connection.copyIn(into: "public.t", columns: ["a", "b", "c", "d", "f", "h"]) { writer in
          for count in counts {
            let places = 0..<count
            try writer.beginRow()
            try writer.write(Int64(count))
            try writer.write(int32s: places.map { Int32($0) }, zeroIsNull: false)
            try writer.write(int64s: places.map { $0 % 3 == 0 ? nil : Int64($0) })
            try writer.write(doubles: places.map { $0 % 2 == 0 ? Double($0) / 8 : .nan })
            try writer.write(texts: places.map { $0 % 5 == 1 ? nil : "é\($0)" })
            try writer.write(microseconds: places.map { $0 % 7 == 1 ? nil : Int64($0) })
          }
        }
        let right: Int = try await connection.queryValue(
          """
          SELECT count(*) FROM t, unnest(b, c, d, f, h) WITH ORDINALITY AS u (b, c, d, f, h, place)
          WHERE u.b = place - 1 AND u.c IS NOT DISTINCT FROM CASE WHEN u.b % 3 <> 0 THEN u.b END
            AND u.d IS NOT DISTINCT FROM CASE WHEN u.b % 2 = 0 THEN u.b / 8.0 END
            AND u.f IS NOT DISTINCT FROM CASE WHEN u.b % 5 <> 1 THEN 'é' || u.b END
            AND u.h IS NOT DISTINCT FROM CASE WHEN u.b % 7 <> 1
              THEN '2000-01-01 00:00+00'::timestamptz + u.b * interval '1 microsecond' END
          """)
        #expect(right == counts.reduce(0, +))
        let read = try await connection.withCopyOut("SELECT a, b, c, d, f, h, NULL::int[] FROM t ORDER BY a") {
          reader in
          var read = 0
          while try reader.nextRow() {
            let count = Int(try reader.int64())
            var (b, c) = (try reader.array(of: .int4), try reader.array(of: .int8))
            var (d, f) = (try reader.array(of: .float8), try reader.array(of: .text))
            var h = try reader.array(of: .timestamptz)
            #expect(try reader.arrayOrNil(of: .int4) == nil)
            #expect([b.count, c.count, d.count, f.count, h.count] == Array(repeating: count, count: 5))
            for place in 0..<count {
              #expect(try b.int32() == Int32(place))
              #expect(try c.int64OrNil() == (place % 3 == 0 ? nil : Int64(place)))
              let number = try d.double()
              #expect(place % 2 == 0 ? number == Double(place) / 8 : number.isNaN)
              #expect(
                try f.withBytesOrNil { String(decoding: $0, as: UTF8.self) } == (place % 5 == 1 ? nil : "é\(place)"))
              #expect(try h.int64OrNil() == (place % 7 == 1 ? nil : Int64(place)))
            }
            #expect(throws: CopyError.self) { try d.double() }
            read += 1
          }
          return read
        }
        #expect(read == counts.count)
      }
    }
  }

  @Test(
    "an array is read as what it is alone",
    arguments: ["ARRAY[1::bigint]", "ARRAY[[1, 2]]", "'[0:1]={1,2}'::int[]", "ARRAY[NULL::int]"])
  func unfitArray(array: String) async throws {
    try await TestDatabase.withEmptyDatabase { pool in
      try await pool.withConnection { connection in
        await #expect(throws: CopyError.self) {
          try await connection.withCopyOut("SELECT \(unsafeRaw: array)") { reader in
            _ = try reader.nextRow()
            var found = try reader.array(of: .int4)
            _ = try found.int32()
          }
        }
      }
    }
  }
}
