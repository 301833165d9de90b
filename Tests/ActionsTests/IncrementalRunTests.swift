import Actions
import Domain
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("A night costs what is new, and comes to the same bytes")
struct IncrementalRunTests {
  /// Scores twice, by what is new and in full, and expects one result.
  @discardableResult
  private func expectSame(_ tadamun: Tadamun, _ code: Code, _ asOf: CalendarDate, reused: Int) async throws
    -> ScoringRun
  {
    let quick = try await tadamun.score(code, asOf: asOf)
    let full = try await tadamun.score(code, asOf: asOf, extent: .everything)
    #expect(quick.reusedCount == reused && full.reusedCount == 0)
    let runs = try await tadamun.runs(of: code, limit: 2)
    #expect(runs[0].id == full.run && runs[1].id == quick.run)
    #expect(runs[0].result == runs[1].result)
    let replay = try await tadamun.replay(run: quick.run, of: code)
    #expect(replay.isSame, "\(replay.differences)")
    return runs[1]
  }

  @Test("one corrected report: the others are taken over, and readers find every score and part")
  func oneCorrection() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let peers = try await PeerProgramme(Tadamun(pool), replicates: 40)
      try await peers.reportAll()
      let first = try await peers.tadamun.score(peers.code, asOf: peers.asOf)
      #expect(first.reusedCount == 0)
      try await peers.report(3, sales: 1_050, reference: "corrected", on: "2026-05-02")
      let run = try await expectSame(peers.tadamun, peers.code, peers.asOf, reused: 11)
      #expect(run.provenance.base == first.run)
      for (index, actor) in peers.cooperatives.enumerated() {
        let sheet = try await peers.tadamun.score(of: actor, in: peers.code, run: run.id)
        let score = try #require(sheet.nodes.first?.score)
        #expect(sheet.parts.count == 4)
        #expect(abs(sheet.parts.reduce(0) { $0 + $1.contribution } - score) < 1e-12)
        let before = try await peers.tadamun.score(of: actor, in: peers.code, run: first.run)
        #expect((before.parts == sheet.parts) == (index != 3))
      }
    }
  }

  @Test("only what changed is written: the sheets of the others are those of the run before")
  func sharedSheets() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let peers = try await PeerProgramme(Tadamun(pool))
      try await peers.reportAll()
      try await peers.tadamun.score(peers.code, asOf: peers.asOf)
      try await peers.report(3, sales: 450, reference: "corrected", on: "2026-05-02")
      let second = try await peers.tadamun.score(peers.code, asOf: peers.asOf)
      let written: Int = try await pool.queryValue("SELECT count(*) FROM actor_sheets WHERE run_id = \(second.run)")
      let standing: Int = try await pool.queryValue("SELECT count(*) FROM standings WHERE run_id = \(second.run)")
      #expect(written == 1 && standing == 12)
    }
  }

  @Test("many are read on several connections at a time, and come to the bytes of one")
  func sideBySide() async throws {
    try await TestDatabase.with(TestDatabase.project()) { database in
      let (many, one) = (database.configuration(as: .app), database.configuration(as: .app))
      let wide = Pool(many, configuration: PoolConfiguration(maximumConnections: 12, waitTimeout: .seconds(30)))
      let narrow = Pool(one, configuration: PoolConfiguration(maximumConnections: 3, waitTimeout: .seconds(30)))
      let peers = try await PeerProgramme(Tadamun(wide), count: 640)
      try await peers.reportAll()
      // The first lays the scale; on a scale that is known, sheets are written while others are read.
      try await peers.tadamun.score(peers.code, asOf: peers.asOf)
      try await expectSame(peers.tadamun, peers.code, peers.asOf, reused: 640)
      let alone = try await Tadamun(narrow).score(peers.code, asOf: peers.asOf, extent: .everything)
      let runs = try await peers.tadamun.runs(of: peers.code, limit: 2)
      #expect(runs[0].id == alone.run && runs[0].result == runs[1].result)
      try await peers.reportAll(of: 100..<240, reference: "corrected", on: "2026-05-02") { Double(7 * $0) }
      try await expectSame(peers.tadamun, peers.code, peers.asOf, reused: 500)
      await wide.close()
      await narrow.close()
    }
  }

  @Test("where runs keep more of what is past than of what holds, everything is read anew, and the next night little")
  func excess() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let peers = try await PeerProgramme(Tadamun(pool))
      try await peers.reportAll()
      try await peers.tadamun.score(peers.code, asOf: peers.asOf)
      var reused: [Int] = []
      for night in 0..<8 {
        for actor in 0..<2 {
          try await peers.report(actor, sales: Double(500 + night), reference: "corrected-\(night)", on: "2026-05-02")
        }
        reused.append(try await peers.tadamun.score(peers.code, asOf: peers.asOf).reusedCount)
      }
      // Twelve were kept by the first run, and two more each night, of which the last two hold: read are those of runs
      // whose sheets hold, so that what is past does not pile up here.
      #expect(reused == Array(repeating: 10, count: 8))
      // Another two each night: each run's sheets hold for one of them at least.
      reused = []
      for night in 0..<12 {
        for actor in [night % 12, (night + 1) % 12] {
          try await peers.report(actor, sales: Double(700 + night), reference: "again-\(night)", on: "2026-05-02")
        }
        reused.append(try await peers.tadamun.score(peers.code, asOf: peers.asOf).reusedCount)
      }
      #expect(reused.contains(0) && reused.last == 10 && reused.allSatisfy { $0 == 0 || $0 == 10 }, "\(reused)")
      try await expectSame(peers.tadamun, peers.code, peers.asOf, reused: 12)
    }
  }

  @Test("an actor that a run speaks of and keeps nothing of stops the night, and a night over everything goes on")
  func missing() async throws {
    try await TestDatabase.withDatabase { admin, app in
      let peers = try await PeerProgramme(Tadamun(app))
      try await peers.reportAll()
      try await peers.tadamun.score(peers.code, asOf: peers.asOf)
      try await admin.execute("ALTER TABLE tadamun.kept_actors DISABLE TRIGGER ALL")
      try await admin.execute("DELETE FROM tadamun.kept_actors")
      let problem = await #expect(throws: Problem.self) {
        try await peers.tadamun.score(peers.code, asOf: peers.asOf)
      }
      #expect(problem?.code == "kept_actors_missing")
      try await peers.tadamun.score(peers.code, asOf: peers.asOf, extent: .everything)
      try await expectSame(peers.tadamun, peers.code, peers.asOf, reused: 12)
    }
  }

  @Test("a verdict given later, a late report and a new member of the programme are all noticed")
  func whatIsNew() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let small = try await SmallProgramme(Tadamun(pool))
      let tadamun = small.tadamun
      try await small.report(0, quarter: 0, jobs: 10, dropout: 0.1, verified: false)
      for actor in 1...2 { try await small.report(actor, quarter: 0, jobs: 5, dropout: 0.2) }
      try await tadamun.score(small.code, asOf: small.asOf)
      // Nothing new.
      try await expectSame(tadamun, small.code, small.asOf, reused: 3)
      // A report that was recorded long ago and is submitted on a later day.
      try await small.report(1, quarter: 1, jobs: 7, dropout: 0.2, on: "2026-08-05")
      try await tadamun.score(small.code, asOf: small.asOf)
      let later = small.asOf.adding(days: 10)
      let run = try await tadamun.score(small.code, asOf: later)
      #expect(run.reusedCount == 0, "one of three is more than a quarter: everything is read")
      // A verdict.
      let id: Int64 = try await pool.queryValue(
        "SELECT report_id FROM reports r JOIN actors a USING (actor_id) WHERE a.code = 'coop-a'")
      try await pool.execute(
        """
        UPDATE report_values
        SET verified = declared, verified_at = array_fill(clock_timestamp(), ARRAY[cardinality(declared)])
        WHERE report_id = \(id)
        """)
      try await expectSame(tadamun, small.code, later, reused: 0)
      let sheet = try await tadamun.score(of: small.cooperatives[0], in: small.code)
      #expect(sheet.parts.allSatisfy { $0.status != "ok" || $0.evidence == 1 })
    }
  }

  @Test("standings are kept by blocks of keys, whoever lies between, and read as rows and one by one alike")
  func blocks() async throws {
    try await TestDatabase.withDatabase { admin, app in
      // Keys of actors that have no part in it lie between those of the programme, a whole block of them too.
      try await admin.execute("ALTER TABLE tadamun.actors ALTER COLUMN actor_id SET INCREMENT BY 13")
      let peers = try await PeerProgramme(Tadamun(app), count: 40)
      try await peers.reportAll()
      let first = try await peers.tadamun.score(peers.code, asOf: peers.asOf).run
      try await peers.report(3, sales: 1_050, reference: "corrected", on: "2026-05-02")
      let second = try await peers.tadamun.score(peers.code, asOf: peers.asOf).run
      let rows = try await app.query(
        """
        SELECT a.code, s.sheet_run_id, s.ranks, s.band, o.sheet_run_id AS own_sheet, o.ranks AS own_ranks,
          o.band AS own_band, o.run_id = s.run_id AND o.actor_id = s.actor_id AS is_same
        FROM standings s JOIN actors a USING (actor_id) JOIN LATERAL standing_of(\(second), a.actor_id) o ON true
        WHERE s.run_id = \(second) ORDER BY s.actor_id
        """)
      #expect(try rows.map { try $0.decode("code", as: Code.self) } == peers.cooperatives)
      for (index, row) in rows.enumerated() {
        let sheet = try await peers.tadamun.score(of: peers.cooperatives[index], in: peers.code, run: second)
        let (ranks, own): ([Int?], [Int?]) = (try row["ranks"], try row["own_ranks"])
        #expect(ranks == own && Set(ranks) == Set(sheet.nodes.map(\.rank)))
        #expect(try row.decode("sheet_run_id", as: Int64.self) == (index == 3 ? second : first))
        #expect(try row.decode("own_sheet", as: Int64.self) == (index == 3 ? second : first))
        #expect(try row.decode("band", as: String?.self) == sheet.nodes.compactMap(\.band).first)
        #expect(try row.decode("own_band", as: String?.self) == sheet.nodes.compactMap(\.band).first)
        #expect(try row["is_same"])
      }
      let strangers: Int = try await app.queryValue(
        """
        SELECT count(*) FROM generate_series(0, (SELECT max(actor_id) + 64 FROM actors)) key
        JOIN LATERAL standing_of(\(second), key) o ON true WHERE key NOT IN (SELECT actor_id FROM actors)
        """)
      #expect(strangers == 0)
    }
  }

  @Test(
    "a block that is not whole is refused",
    arguments: [
      (
        "a_block_is_of_32",
        "array_fill(1::bigint, ARRAY[33]), array_fill(1, ARRAY[33]), array_fill('A'::text, ARRAY[33])"
      ),
      ("a_block_is_of_32", "'[0:0]={1}'::bigint[], '{1}', '{A}'"),
      ("standings_are_whole", "'{1,NULL}', '{1,NULL}', '{A}'"), ("standings_are_whole", "'{1,1}', '{1,1,1}', '{A,A}'"),
      ("ranks_count_from_one", "'{1}', '{0}', '{A}'"), ("bands_are_letters", "'{1,1}', '{1,1}', '{NULL,F}'"),
      ("sheets_are_not_from_later", "'{1,2}', '{1,1}', '{A,A}'"),
      ("standings_have_sheets", "'{1}', '{NULL}', '{NULL}'"),
    ])
  func malformed(constraint: String, values: String) async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let refused = await #expect(throws: PostgresError.self) {
        try await pool.execute(
          """
          INSERT INTO standing_blocks (run_id, block, sheet_run_ids, ranks, bands)
          SELECT 1, 0, \(fragment: SQL(unsafeRaw: values))
          """)
      }
      #expect(refused?.constraint == constraint)
    }
  }

  @Test("a standing without its sheet is refused, and a sheet is never changed")
  func defended() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let peers = try await PeerProgramme(Tadamun(pool))
      try await peers.reportAll()
      let outcome = try await peers.tadamun.score(peers.code, asOf: peers.asOf)
      let missing = await #expect(throws: PostgresError.self) {
        try await pool.execute(
          """
          INSERT INTO standing_blocks (run_id, block, sheet_run_ids, ranks, bands)
          VALUES (\(outcome.run), 31249, ARRAY[\(outcome.run)], '{1}', '{A}')
          """)
      }
      #expect(missing?.constraint == "standings_have_sheets")
      for statement in [
        "UPDATE kept_actors SET actor_count = 1", "UPDATE actor_sheets SET scores = '{}'",
        "DELETE FROM standing_blocks",
        "TRUNCATE score_intervals",
      ] {
        let refused = await #expect(throws: PostgresError.self) {
          try await pool.execute(SQL(unsafeRaw: statement))
        }
        #expect(refused?.sqlState == "42501")
      }
      #expect(try await peers.tadamun.replay(run: outcome.run, of: peers.code).isSame)
    }
  }
}
