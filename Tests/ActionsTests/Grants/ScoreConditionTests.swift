import Actions
import Domain
import Postgres
import Store
import TestProgramme
import TestSupport
import Testing

@Suite("A tranche that waits for an outcome score")
struct ScoreConditionTests {
  /// The programme whose scores are worked out by hand, and a grant to one of its cooperatives whose second tranche
  /// waits for its score.
  private func prepare(
    _ pool: Pool, _ cooperative: Int, minimum: Double, reads: ScoreCondition.Reading = .score, replicates: Int = 0
  ) async throws -> (small: SmallProgramme, books: GrantBooks) {
    let uncertainty = "\nuncertainty: {replicates: \(replicates), seed: 7, weights: 0.25, verification: [0, 1]}"
    let small = try await SmallProgramme(
      Tadamun(pool), framework: SmallProgramme.framework + (replicates > 0 ? uncertainty : ""))
    let books = try await GrantBooks(
      small.tadamun, cash: "100000.00", cooperative: small.cooperatives[cooperative].text)
    let condition = ScoreCondition(programme: small.code, node: "score", minimum: minimum, reads: reads)
    try await books.sign(
      books.application("g", "30000.00"),
      books.agreement([("10000.00", []), ("20000.00", [TrancheCondition(.score(condition))])]))
    try await books.pay(1, of: Code("g"), on: "2026-03-01")
    return (small, books)
  }

  private func requestSecond(_ books: GrantBooks, on day: String = "2026-08-01") async throws -> [Problem] {
    do {
      try await books.perform(.request(tranche: 2, on: GrantBooks.day(day)), on: Code("g"))
      return []
    } catch let problems as Problems {
      return problems.list
    }
  }

  private func condition(_ books: GrantBooks) async throws -> GrantSheet.Condition {
    try #require(try await books.tadamun.grant(Code("g")).tranches[1].conditions.first)
  }

  @Test("a score at or above the minimum satisfies it, and the finding keeps the run, its results and its coverage")
  func met() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let (small, books) = try await prepare(pool, 1, minimum: 0.5)
      try await small.reportAll()
      let outcome = try await small.tadamun.score(small.code, asOf: small.asOf)
      #expect(try await requestSecond(books).isEmpty)
      let condition = try await condition(books)
      let reading = try #require(condition.finding?.reading)
      let run = try #require(try await small.tadamun.runs(of: small.code, limit: 1).first)
      #expect(condition.status == "met" && reading.run == outcome.run)
      #expect(reading.resultsSHA256 == run.result.resultsSHA256 && reading.status == "ok")
      #expect(abs((reading.score ?? 0) - 0.5) < 1e-12 && reading.coverage == 1)
      #expect(reading.interval == nil)
      try await books.perform(.approve(tranche: 2, on: GrantBooks.day("2026-08-02")), on: Code("g"), by: books.director)
      try await books.perform(.pay(tranche: 2, on: GrantBooks.day("2026-08-03")), on: Code("g"))
      #expect(try await books.tadamun.grant(Code("g")).money.paid == 30_000_00)
    }
  }

  @Test("a score below it is refused with both numbers, pays nothing, and is kept; a better run is a new finding")
  func below() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let (small, books) = try await prepare(pool, 1, minimum: 0.75)
      try await small.reportAll()
      let first = try await small.tadamun.score(small.code, asOf: small.asOf)
      let refused = try await requestSecond(books)
      #expect(refused.map(\.code) == ["condition_open"])
      #expect(
        refused.first?.message == "Run \(first.run) as of 2026-07-31: the score at score is 0.5; 0.75 is needed.")
      #expect(try await books.tadamun.grant(Code("g")).money.paid == 10_000_00)
      for quarter in 0...1 {
        try await small.report(
          1, quarter: quarter, jobs: 10, dropout: 0.1, on: "2026-07-20", reference: "corrected-\(quarter)")
      }
      try await small.tadamun.score(small.code, asOf: small.asOf)
      #expect(try await requestSecond(books).isEmpty)
      let findings: [Int64] = try await pool.query("SELECT run_id FROM condition_findings ORDER BY finding_id").map {
        try $0["run_id"]
      }
      #expect(findings.count == 2 && findings.first == first.run)
    }
  }

  @Test("a later run never judges the past anew")
  func pastStays() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let (small, books) = try await prepare(pool, 0, minimum: 0.9)
      try await small.reportAll()
      let good = try await small.tadamun.score(small.code, asOf: small.asOf)
      try await books.perform(.assess(tranche: 2, on: GrantBooks.day("2026-08-01")), on: Code("g"))
      try await small.report(0, quarter: 1, jobs: 0, dropout: 0.3, on: "2026-07-25", reference: "correction")
      try await small.tadamun.score(small.code, asOf: small.asOf)
      #expect(try await requestSecond(books).isEmpty)
      let condition = try await condition(books)
      #expect(condition.finding?.reading?.run == good.run)
      #expect(try await pool.queryValue("SELECT count(*) FROM condition_findings", as: Int.self) == 1)
    }
  }

  @Test("where the lower bound is read, the interval's lower end counts: what nobody verified does not pay")
  func lowerBound() async throws {
    for reads in ScoreCondition.Reading.allCases {
      try await TestDatabase.withDatabase(as: .app) { pool in
        let (small, books) = try await prepare(pool, 0, minimum: 0.7, reads: reads, replicates: 60)
        for quarter in 0...1 { try await small.report(0, quarter: quarter, jobs: 10, dropout: 0.1, verified: false) }
        let run = try await small.tadamun.score(small.code, asOf: small.asOf).run
        let refused = try await requestSecond(books)
        #expect(refused.map(\.code) == (reads == .score ? [] : ["condition_open"]))
        let reading = try #require(try await condition(books).finding?.reading)
        let interval = try #require(try await Runs.intervals(of: run, actor: small.cooperatives[0], in: pool)["score"])
        #expect(abs((reading.score ?? 0) - 0.8) < 1e-12)
        #expect(reading.interval == ScoreReading.Interval(score: interval.score, grade: interval.grade))
        #expect(interval.score.low < 0.7 && interval.score.high > interval.score.low)
      }
    }
  }

  @Test("the decision to pay keeps the run and the interval that satisfied the condition, word for word")
  func decided() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let (small, books) = try await prepare(pool, 0, minimum: 0.9, reads: .lowerBound, replicates: 60)
      for quarter in 0...1 { try await small.report(0, quarter: quarter, jobs: 10, dropout: 0.1) }
      let run = try await small.tadamun.score(small.code, asOf: small.asOf).run
      #expect(try await requestSecond(books).isEmpty)
      let interval = try #require(try await Runs.intervals(of: run, actor: small.cooperatives[0], in: pool)["score"])
      let tranche = try await books.tadamun.grant(Code("g")).tranches[1]
      let body = try await books.tadamun.decision(#require(tranche.decision)).body
      #expect(body.contains(#""run":\#(run),"score":"1.0""#), "\(body)")
      #expect(
        body.contains(
          #""interval":{"grade":"\#(interval.grade)","p5":"\#(interval.score.low)","p50":"\#(interval.score.median)","#
            + #""p95":"\#(interval.score.high)"}"#), "\(body)")
      // A later run changes nothing of what was asked for and approved.
      try await small.report(0, quarter: 1, jobs: 0, dropout: 0.3, on: "2026-07-25", reference: "correction")
      try await small.tadamun.score(small.code, asOf: small.asOf)
      try await books.perform(.approve(tranche: 2, on: GrantBooks.day("2026-08-02")), on: Code("g"), by: books.director)
      try await books.perform(.pay(tranche: 2, on: GrantBooks.day("2026-08-03")), on: Code("g"))
      #expect(try await books.tadamun.grant(Code("g")).money.paid == 30_000_00)
    }
  }

  @Test("a run without replicates has no interval: where its lower end is read, it satisfies nothing")
  func noInterval() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let (small, books) = try await prepare(pool, 0, minimum: 0.1, reads: .lowerBound)
      try await small.reportAll()
      let run = try await small.tadamun.score(small.code, asOf: small.asOf).run
      #expect(
        try await requestSecond(books).map(\.message) == [
          "Run \(run) as of 2026-07-31 ran no replicates: the score has no interval at score, which is what counts."
        ])
      let forged = try await constraint {
        try await pool.execute(
          """
          INSERT INTO condition_findings (grant_id, version, tranche, condition, assessed_on, assessed_by, met,
            sentence, run_id, results_sha256, score, score_status, score_p5, score_p50, score_p95, grade)
          SELECT g.grant_id, 1, 2, 1, DATE '2026-08-01', 'liar', true, 'so it is', r.run_id, r.results_sha256, 1, 'ok',
            1, 1, 1, 'A' FROM grants g, runs r WHERE r.run_id = \(run)
          """)
      }
      #expect(forged == "finding_is_the_runs")
    }
  }

  @Test("no run, no score and a provisional score satisfy nothing and say why")
  func provisional() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let (small, books) = try await prepare(pool, 0, minimum: -1)
      #expect(try await requestSecond(books).map(\.message) == ["Programme small has not been scored yet."])
      let silent = try await small.tadamun.score(small.code, asOf: small.asOf)
      #expect(
        try await requestSecond(books).map(\.message) == [
          "Run \(silent.run) as of 2026-07-31: the grantee has no score at score (no_data); it satisfies nothing."
        ])
      try await small.report(0, quarter: 0, jobs: 10, dropout: nil)
      let thin = try await small.tadamun.score(small.code, asOf: small.asOf)
      #expect(
        try await requestSecond(books).map(\.message) == [
          "Run \(thin.run) as of 2026-07-31: the grantee has only a provisional score at score "
            + "(insufficient_coverage); it satisfies nothing."
        ])
      #expect(try await books.tadamun.grant(Code("g")).tranches[1].state == .conditionsPending)
    }
  }

  @Test("a run of a later day is not read, and the database refuses a finding that the run does not bear out")
  func held() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let (small, books) = try await prepare(pool, 1, minimum: 0.75)
      try await small.reportAll()
      let outcome = try await small.tadamun.score(small.code, asOf: small.asOf)
      #expect(
        try await requestSecond(books, on: "2026-07-30").map(\.message) == ["Programme small has not been scored yet."])
      let lies: [(score: Double, met: Bool)] = [(0.8, true), (0.5, true), (0.8, false)]
      for lie in lies {
        let refused = try await constraint {
          try await pool.execute(
            """
            INSERT INTO condition_findings (grant_id, version, tranche, condition, assessed_on, assessed_by, met,
              sentence, run_id, results_sha256, score, score_status)
            SELECT g.grant_id, 1, 2, 1, DATE '2026-08-01', 'liar', \(lie.met), 'so it is', r.run_id, r.results_sha256,
              \(lie.score), 'ok' FROM grants g, runs r WHERE r.run_id = \(outcome.run)
            """)
        }
        #expect(refused == "finding_is_the_runs")
      }
      #expect(try await pool.queryValue("SELECT count(*) FROM condition_findings WHERE met", as: Int.self) == 0)
    }
  }
}
