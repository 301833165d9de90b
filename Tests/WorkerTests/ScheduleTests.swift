import Actions
import Domain
import Interchange
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("Slots of a daily schedule")
struct ScheduleTests {
  private let schedule: DailySchedule

  init() throws {
    schedule = DailySchedule(
      name: "nightly", jobKind: "score_programme", arguments: #"{"programme":"small"}"#,
      localTime: try LocalTime("01:15"),
      timeZone: "Africa/Casablanca")
  }

  private func moment(_ text: String, _ pool: Pool) async throws -> Moment {
    Moment(microseconds: try await pool.queryValue("SELECT (extract(epoch FROM \(text)::timestamptz) * 1e6)::bigint"))
  }

  @Test(
    "each local date has one slot, through both clock changes around Ramadan",
    arguments: [
      "2025-02-20", "2025-04-03", "2026-02-12", "2026-03-19", "2027-02-04", "2027-03-11",
    ])
  func clockChanges(start: String) async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = Tadamun(pool)
      let first = try await moment("\(start) 00:00+00", pool)
      // Every twenty minutes for a week.
      for step in 0..<(7 * 72) {
        let now = Moment(microseconds: first.microseconds + Int64(step) * 1_200_000_000)
        _ = try await tadamun.openDueSlots(of: [schedule], now: now)
      }
      let row = try await pool.queryOne(
        """
        SELECT count(*) AS slots, count(DISTINCT slot_on) AS days, max(slot_on) - min(slot_on) + 1 AS span,
          (SELECT count(*) FROM jobs) AS jobs FROM slots
        """)
      let (slots, days, span, jobs): (Int, Int, Int, Int) = (
        try row["slots"], try row["days"], try row["span"], try row["jobs"]
      )
      #expect(slots == days && days == span && jobs == slots)
      let local: Int = try await pool.queryValue(
        "SELECT count(*) FROM slots WHERE to_char(slot_at AT TIME ZONE 'Africa/Casablanca', 'HH24:MI') <> '01:15'")
      #expect(local == 0)
    }
  }

  @Test("twelve workers racing for the same slots open each once")
  func race() async throws {
    try await TestDatabase.withDatabase(as: .app, connections: 12) { pool in
      let tadamun = Tadamun(pool)
      let start = try await moment("2026-05-01 12:00+00", pool)
      let opened = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<12 {
          group.addTask {
            var count = 0
            for day in 0..<10 {
              let now = Moment(microseconds: start.microseconds + Int64(day) * 86_400_000_000)
              count += try await tadamun.openDueSlots(of: [schedule], now: now).opened
            }
            return count
          }
        }
        return try await group.reduce(0, +)
      }
      #expect(opened == 10)
      #expect(try await pool.queryValue("SELECT count(*) FROM jobs", as: Int.self) == 10)
    }
  }

  @Test("after days without a worker the latest night is run and the others are marked", arguments: [1, 3, 60])
  func catchUp(days: Int) async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = Tadamun(pool)
      let start = try await moment("2026-05-01 12:00+00", pool)
      _ = try await tadamun.openDueSlots(of: [schedule], now: start)
      let later = Moment(microseconds: start.microseconds + Int64(days) * 86_400_000_000)
      let counts = try await tadamun.openDueSlots(of: [schedule], now: later)
      #expect(counts.opened == 1)
      #expect(counts.skipped == min(days - 1, 40))
      #expect(try await tadamun.openDueSlots(of: [schedule], now: later) == Tadamun.SlotCounts())
    }
  }

  @Test("a claim that somebody else took over writes nothing more")
  func staleFence() async throws {
    try await TestDatabase.withDatabase { admin, app in
      let small = try await SmallProgramme(Tadamun(app))
      try await small.reportAll()
      _ = try await small.tadamun.openDueSlots(
        of: [
          DailySchedule(
            name: "n", jobKind: "score_programme", arguments: #"{"programme":"small"}"#, localTime: LocalTime("01:15"),
            timeZone: "UTC")
        ], now: small.tadamun.now())
      let stale = try #require(try await small.tadamun.claimJob(by: "stalled", lease: .seconds(30)))
      try await admin.execute("UPDATE jobs SET lease_until = now() - interval '1 second'")
      let live = try #require(try await small.tadamun.claimJob(by: "alive", lease: .seconds(30)))
      #expect(live.id == stale.id && live.fence == stale.fence + 1)
      await #expect(throws: ClaimLost.self) {
        try await small.tadamun.score(small.code, asOf: small.asOf, claim: stale)
      }
      #expect(try await small.tadamun.runs(of: small.code, limit: 10).isEmpty)
      try await small.tadamun.score(small.code, asOf: small.asOf, claim: live)
      #expect(try await small.tadamun.runs(of: small.code, limit: 10).count == 1)
    }
  }

  @Test("a schedule at a time that clocks show twice or not at all is refused, with its place")
  func ambiguousTime() throws {
    let problem = #expect(throws: Problem.self) {
      try ScheduleFile(text: "score_programmes: {at: \"02:30\"}", file: "schedule.yml")
    }
    #expect(problem?.code == "schedule_time_ambiguous")
    #expect(problem?.place?.line == 1)
  }
}
