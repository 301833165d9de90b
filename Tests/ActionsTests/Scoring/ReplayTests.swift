import Actions
import Domain
import Postgres
import TestProgramme
import TestSupport
import Testing

/// A stored run is made again from what it was made of, whatever kind of run it was and whatever became known since.
@Suite("Every kind of run is recomputed to the same bytes")
struct ReplayTests {
  /// What a way of making runs leaves: the programme and the runs to recompute.
  private typealias Made = (tadamun: Tadamun, programme: Code, runs: [Int64])

  private static let kinds: [String: @Sendable (Pool) async throws -> Made] = [
    "full": full, "incremental": incremental, "a corrected report after": corrected, "a late report after": late,
    "a verdict after": verdict, "a target after": target, "unions": unions,
    "a membership and an enrolment after": memberships, "a frozen scale, issued again after": frozen,
    "a scale of its own": ownScale, "replicates": replicates, "a quick run beside a whole one": quick,
    "every rule at once": everyRule,
    "a root that compares actors": copeland, "nobody reported": nobody,
  ]

  @Test("recomputed, the same; and again by an incremental and a full run", arguments: kinds.keys.sorted())
  func same(_ kind: String) async throws {
    let make = try #require(Self.kinds[kind])
    try await TestDatabase.withDatabase(as: .app) { pool in
      let made = try await make(pool)
      #expect(!made.runs.isEmpty)
      for run in made.runs {
        let replay = try await made.tadamun.replay(run: run, of: made.programme)
        #expect(replay.isSame, "run \(run): \(replay.differences)")
      }
    }
  }

  @Test("a run of another engine, and tables that were changed behind its back, are told by name")
  func differs() async throws {
    try await TestDatabase.withDatabase { admin, app in
      let peers = try await PeerProgramme(Tadamun(app), replicates: 40)
      try await peers.reportAll()
      let run = try await peers.tadamun.score(peers.code, asOf: peers.asOf).run
      #expect(try await peers.tadamun.replay(run: run, of: peers.code).isSame)
      for (table, change, back, sentence) in [
        ("actor_sheets", "scores = ARRAY[scores[1] + 1]", "scores = ARRAY[scores[1] - 1]", "the stored scores"),
        (
          "standing_blocks", "bands = array_fill('E'::text, ARRAY[cardinality(bands)])",
          "bands = array_fill(NULL::text, ARRAY[cardinality(bands)])", "the stored bands"
        ),
        (
          "rankings", "actors = array_prepend(actors[cardinality(actors)], actors)", "actors = actors[2:]",
          "the stored order"
        ),
        ("score_intervals", "grade = 'D', mean = mean + 1", "mean = mean - 1", "the stored scores"),
        ("runs", "inputs_sha256 = sha256('x')", "inputs_sha256 = inputs_sha256", "the inputs are not those"),
        ("runs", "engine_version = '1'", "engine_version = engine_version", "made by engine version 1"),
      ] {
        try await tamper(table, change, admin)
        let replay = try await peers.tadamun.replay(run: run, of: peers.code)
        #expect(replay.differences.contains { $0.contains(sentence) }, "\(change): \(replay.differences)")
        try await tamper(table, back, admin)
      }
    }
  }

  private static let domains = """
    framework: small
    version: 1
    valid: {from: 2026-01-01, to: null}
    coverage: {minimum: 0.5}
    indicators:
      - {code: jobs, parent: work, kind: flow}
      - {code: dropout, parent: schools, direction: down, kind: ratio}
    tree:
      - {code: work, parent: score}
      - {code: score, aggregate: geometric, floor: 0.01}
      - {code: schools, parent: score, weight: 2}
    uncertainty: {replicates: 40, seed: 3, weights: 0.25, verification: [0, 1]}
    """

  @Test("the intervals of domains are stored, shown beside each score, computed again, and evaluated from files alike")
  func nodes() async throws {
    try await TestDatabase.withDatabase { admin, app in
      let small = try await SmallProgramme(Tadamun(app), framework: Self.domains, count: 5)
      for index in small.cooperatives.indices {
        try await small.report(
          index, quarter: 0, jobs: Double(2 + 3 * index), dropout: index == 4 ? nil : 0.3 - 0.05 * Double(index),
          verified: index.isMultiple(of: 2))
      }
      let run = try await small.tadamun.score(small.code, asOf: small.asOf).run
      let sheet = try await small.tadamun.score(of: small.cooperatives[1], in: small.code)
      #expect(Set(sheet.intervals.keys) == ["score", "work", "schools"] && sheet.interval == sheet.intervals["score"])
      for node in ["score", "work", "schools"] {
        let table = try await small.tadamun.scores(of: small.code, node: node, limit: 10)
        for row in table.scores {
          #expect((row.interval != nil) == (row.score.score != nil), "\(node) of \(row.actor)")
          #expect((row.interval?.rank != nil) == (row.score.rank != nil), "\(node) of \(row.actor)")
          let own = try await small.tadamun.score(of: row.actor, in: small.code)
          #expect(row.interval == own.intervals[node])
        }
        #expect(table.scores.contains { $0.interval != nil })
      }
      #expect(try await small.tadamun.replay(run: run, of: small.code).isSame)
      try await tamper("node_intervals", "numbers[1] = numbers[1] + 1", admin)
      let replay = try await small.tadamun.replay(run: run, of: small.code)
      #expect(replay.differences.contains { $0.contains("the stored scores") })
    }
  }

  private func tamper(_ table: String, _ change: String, _ admin: Pool) async throws {
    try await admin.execute(SQL(unsafeRaw: "ALTER TABLE tadamun.\(table) DISABLE TRIGGER append_only_rows"))
    try await admin.execute(SQL(unsafeRaw: "UPDATE tadamun.\(table) SET \(change)"))
    try await admin.execute(SQL(unsafeRaw: "ALTER TABLE tadamun.\(table) ENABLE ALWAYS TRIGGER append_only_rows"))
  }

  // MARK: Ways to make runs

  private static func full(_ pool: Pool) async throws -> Made {
    let small = try await SmallProgramme(Tadamun(pool))
    try await small.reportAll()
    let run = try await small.tadamun.score(small.code, asOf: small.asOf, extent: .everything).run
    return (small.tadamun, small.code, [run])
  }

  private static func incremental(_ pool: Pool) async throws -> Made {
    let peers = try await PeerProgramme(Tadamun(pool))
    try await peers.reportAll()
    let first = try await peers.tadamun.score(peers.code, asOf: peers.asOf).run
    try await peers.report(3, sales: 950, reference: "corrected", on: "2026-05-02")
    let second = try await peers.tadamun.score(peers.code, asOf: peers.asOf)
    #expect(second.reusedCount == 11)
    let third = try await peers.tadamun.score(peers.code, asOf: peers.asOf)
    #expect(third.reusedCount == 12)
    return (peers.tadamun, peers.code, [first, second.run, third.run])
  }

  private static func corrected(_ pool: Pool) async throws -> Made {
    let small = try await SmallProgramme(Tadamun(pool))
    try await small.reportAll()
    let first = try await small.tadamun.score(small.code, asOf: small.asOf).run
    try await small.report(1, quarter: 1, jobs: 9, dropout: 0.2, reference: "corrected")
    let second = try await small.tadamun.score(small.code, asOf: small.asOf).run
    let runs = try await small.tadamun.runs(of: small.code, limit: 2)
    #expect(runs[0].result.resultsSHA256 != runs[1].result.resultsSHA256)
    let before = try await small.tadamun.score(of: small.cooperatives[1], in: small.code, run: first)
    #expect(before.parts.first { $0.indicator == "jobs" }?.raw == 10)
    return (small.tadamun, small.code, [first, second])
  }

  private static func late(_ pool: Pool) async throws -> Made {
    let small = try await SmallProgramme(Tadamun(pool))
    try await small.report(0, quarter: 0, jobs: 10, dropout: 0.1)
    let first = try await small.tadamun.score(small.code, asOf: small.asOf).run
    try await small.report(1, quarter: 0, jobs: 7, dropout: 0.2, on: "2026-07-30")
    // Submitted on a later day than the run's.
    try await small.report(2, quarter: 0, jobs: 7, dropout: 0.2, on: "2026-08-05")
    let second = try await small.tadamun.score(small.code, asOf: small.asOf).run
    let third = try await small.tadamun.score(small.code, asOf: small.asOf.adding(days: 10)).run
    return (small.tadamun, small.code, [first, second, third])
  }

  private static func verdict(_ pool: Pool) async throws -> Made {
    let small = try await SmallProgramme(Tadamun(pool))
    for quarter in 0...1 { try await small.report(0, quarter: quarter, jobs: 10, dropout: 0.1, verified: false) }
    let first = try await small.tadamun.score(small.code, asOf: small.asOf).run
    try await pool.execute(
      """
      UPDATE report_values SET verified_at = array_fill(clock_timestamp(), ARRAY[cardinality(declared)]),
        verified = ARRAY(SELECT d / 2 FROM unnest(declared) WITH ORDINALITY AS c (d, place) ORDER BY place)
      """)
    let second = try await small.tadamun.score(small.code, asOf: small.asOf).run
    return (small.tadamun, small.code, [first, second])
  }

  private static func target(_ pool: Pool) async throws -> Made {
    let small = try await SmallProgramme(Tadamun(pool))
    try await small.reportAll()
    let first = try await small.tadamun.score(small.code, asOf: small.asOf).run
    let target = try Target(
      programme: small.code, actor: small.cooperatives[0], indicator: Code("jobs"), span: small.quarters[1],
      baseline: 0, target: 40)
    try await small.tadamun.submit([], targets: [target], to: small.code, by: .sample)
    let second = try await small.tadamun.score(small.code, asOf: small.asOf).run
    let runs = try await small.tadamun.runs(of: small.code, limit: 2)
    #expect(runs[0].result.resultsSHA256 != runs[1].result.resultsSHA256)
    return (small.tadamun, small.code, [first, second])
  }

  private static func unions(_ pool: Pool) async throws -> Made {
    let unions = try await UnionProgramme(Tadamun(pool))
    try await unions.report("l2-1", quarter: 0, "reach", ["everyone": 10, "women": 3.5])
    try await unions.report("l2-2", quarter: 1, "members", ["everyone": 22])
    let first = try await unions.tadamun.score(unions.code, asOf: unions.asOf).run
    try await unions.report("l1", quarter: 1, "reach", ["everyone": 4])
    let second = try await unions.tadamun.score(unions.code, asOf: unions.asOf).run
    return (unions.tadamun, unions.code, [first, second])
  }

  private static func memberships(_ pool: Pool) async throws -> Made {
    let unions = try await UnionProgramme(Tadamun(pool))
    let guest = try Code("guest")
    _ = try await unions.tadamun.registerMissing(
      [Actor(code: guest, kind: .cooperative, names: Names(fr: "Exemple"))], by: .sample)
    try await unions.report("l2-1", quarter: 0, "reach", ["everyone": 10])
    var runs = [try await unions.tadamun.score(unions.code, asOf: unions.asOf).run]
    try await unions.join("guest", "l1")
    runs.append(try await unions.tadamun.score(unions.code, asOf: unions.asOf).run)
    try await unions.tadamun.enrol([guest], in: unions.code, from: unions.quarters[0].first)
    try await unions.report("guest", quarter: 0, "reach", ["everyone": 5])
    runs.append(try await unions.tadamun.score(unions.code, asOf: unions.asOf).run)
    #expect(try await unions.figure("reach", of: "lead") == 15)
    return (unions.tadamun, unions.code, runs)
  }

  private static func frozen(_ pool: Pool) async throws -> Made {
    let peers = try await PeerProgramme(Tadamun(pool))
    try await peers.reportAll()
    var runs = [try await peers.tadamun.score(peers.code, asOf: peers.asOf).run]
    try await peers.report(11, sales: 12_000, reference: "corrected", on: "2026-05-02")
    runs.append(try await peers.tadamun.score(peers.code, asOf: peers.asOf).run)
    try await peers.tadamun.issueScale(of: peers.code, asOf: peers.asOf, by: .commandLine)
    runs.append(try await peers.tadamun.score(peers.code, asOf: peers.asOf).run)
    return (peers.tadamun, peers.code, runs)
  }

  private static func ownScale(_ pool: Pool) async throws -> Made {
    let peers = try await PeerProgramme(Tadamun(pool))
    for index in 0...4 { try await peers.report(index, sales: Double(index), on: "2026-04-05") }
    let early = try CalendarDate(iso: "2026-04-20")
    let first = try await peers.tadamun.score(peers.code, asOf: early)
    #expect(first.issuedScale == nil)
    for index in 5...11 { try await peers.report(index, sales: Double(100 * index)) }
    let later = try await peers.tadamun.score(peers.code, asOf: peers.asOf)
    #expect(later.issuedScale != nil)
    return (peers.tadamun, peers.code, [first.run, later.run])
  }

  private static func replicates(_ pool: Pool) async throws -> Made {
    let peers = try await PeerProgramme(Tadamun(pool), replicates: 60)
    try await peers.reportAll()
    let first = try await peers.tadamun.score(peers.code, asOf: peers.asOf).run
    try await peers.report(3, sales: 950, reference: "corrected", on: "2026-05-02")
    let second = try await peers.tadamun.score(peers.code, asOf: peers.asOf)
    #expect(second.reusedCount == 11)
    return (peers.tadamun, peers.code, [first, second.run])
  }

  private static func everyRule(_ pool: Pool) async throws -> Made {
    let small = try await SmallProgramme(Tadamun(pool), framework: everyRuleFramework, count: 7)
    for (index, _) in small.cooperatives.enumerated() {
      for quarter in 0...1 {
        try await small.report(
          index, quarter: quarter, jobs: Double(3 + index * quarter),
          dropout: index == 6 ? nil : 0.05 * Double(index + 1),
          verified: index.isMultiple(of: 2), of: Double(20 * (index + 1)))
      }
    }
    let run = try await small.tadamun.score(small.code, asOf: small.asOf).run
    return (small.tadamun, small.code, [run])
  }

  private static let everyRuleFramework = """
    framework: small
    version: 1
    valid: {from: 2026-01-01, to: null}
    missing: {policy: group_mean}
    coverage: {minimum: 0.2}
    verification: {unverified: 0.7, remembers: true, discrepancy: 0.05}
    indicators:
      - {code: jobs, parent: score, weight: 2, kind: flow, required: true, adjust: {deadweight: 0.1}}
      - {code: jobs_growth, of: jobs, parent: score, kind: flow, variant: growth, normalise: {method: minmax}}
      - {code: dropout, parent: score, direction: down, kind: ratio, shrink: beta_binomial, cap_percentile: 90, normalise: {method: zscore, mean: 50, sd: 10}}
      - {code: dropout_means, of: dropout, parent: score, direction: down, kind: ratio, treat: winsorise, shrink: {method: james_stein, sd: 0.4}, normalise: {method: percentile_rank}}
    tree: [{code: score, aggregate: power, p: 2, floor: 0.01}]
    gates: [{indicator: jobs, below: 4, node: score, value: 0}]
    social_return: {investment: 1000, outcomes: [{name: work, indicator: jobs, proxy: 100, years: 2, deadweight: 0.25}]}
    uncertainty: {replicates: 40, seed: 9, weights: 0.2, methods: [{method: minmax}, {method: borda}], powers: [1, 0, -1], verification: [0, 1]}
    """

  private static func copeland(_ pool: Pool) async throws -> Made {
    let text =
      SmallProgramme.framework.replacing("aggregate: arithmetic", with: "aggregate: copeland")
      + "\nuncertainty: {replicates: 40, seed: 3, weights: 0.3}"
    let small = try await SmallProgramme(Tadamun(pool), framework: text)
    try await small.reportAll()
    let first = try await small.tadamun.score(small.code, asOf: small.asOf).run
    let second = try await small.tadamun.score(small.code, asOf: small.asOf).run
    let ranked = try await small.tadamun.scores(of: small.code, limit: 10).scores
    #expect(ranked.allSatisfy { $0.interval?.rank != nil }, "\(ranked)")
    return (small.tadamun, small.code, [first, second])
  }

  private static func nobody(_ pool: Pool) async throws -> Made {
    let small = try await SmallProgramme(Tadamun(pool))
    let run = try await small.tadamun.score(small.code, asOf: small.asOf)
    #expect(run.actorCount == 3)
    return (small.tadamun, small.code, [run.run])
  }
}
