import Actions
import Domain
import Logging
import Postgres
import TestSupport
import Testing
import Worker

@Suite("A clock that was ahead stops nothing once it is right again")
struct ClockJumpTests {
  private let schedule: DailySchedule

  init() throws {
    schedule = DailySchedule(
      name: "nightly", jobKind: "score_programme", arguments: #"{"programme":"small"}"#,
      localTime: try LocalTime("01:15"), timeZone: "Africa/Casablanca")
  }

  private static let day: Int64 = 86_400_000_000

  private func noon(_ pool: Pool) async throws -> Moment {
    Moment(
      microseconds: try await pool.queryValue(
        "SELECT (extract(epoch FROM '2026-05-01 12:00+00'::timestamptz) * 1e6)::bigint"))
  }

  private func later(_ moment: Moment, days: Int) -> Moment {
    Moment(microseconds: moment.microseconds + Int64(days) * ClockJumpTests.day)
  }

  @Test("after a jump forward and back every night has its job, once", arguments: [1, 3, 30, 3_650])
  func slots(jump: Int) async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = Tadamun(pool)
      let start = try await noon(pool)
      _ = try await tadamun.openDueSlots(of: [schedule], now: start)
      #expect(try await tadamun.openDueSlots(of: [schedule], now: later(start, days: jump)).opened == 1)
      #expect(try await tadamun.openDueSlots(of: [schedule], now: start) == Tadamun.SlotCounts())
      for day in 1...35 {
        let counts = try await tadamun.openDueSlots(of: [schedule], now: later(start, days: day))
        #expect(counts.opened == (day == jump ? 0 : 1), "day \(day)")
        #expect(counts.skipped == 0, "day \(day)")
        let again = try await tadamun.openDueSlots(of: [schedule], now: later(start, days: day))
        #expect(again == Tadamun.SlotCounts())
      }
      let row = try await pool.queryOne(
        """
        SELECT count(*) AS jobs, count(DISTINCT slot_on) AS days FROM jobs
        WHERE slot_on BETWEEN DATE '2026-05-01' AND DATE '2026-06-05'
        """)
      let (jobs, days): (Int, Int) = (try row["jobs"], try row["days"])
      #expect(jobs == 36 && days == 36)
    }
  }

  /// A job of the latest night.
  private func opened(_ tadamun: Tadamun) async throws {
    let counts = try await tadamun.openDueSlots(of: [schedule], now: tadamun.now())
    #expect(counts.opened == 1)
  }

  @Test("a lease that lies further away than any lease is taken over, and its holder writes nothing more")
  func farLease() async throws {
    try await TestDatabase.withDatabase { admin, app in
      let tadamun = Tadamun(app)
      try await opened(tadamun)
      let lost = try #require(try await tadamun.claimJob(by: "ahead", lease: .seconds(30)))
      // A lease as long as may be is left alone.
      try await admin.execute("UPDATE jobs SET lease_until = now() + interval '23 hours'")
      #expect(try await Rescuer(tadamun).runOnce() == 0)
      try await admin.execute("UPDATE jobs SET lease_until = now() + interval '10 years'")
      #expect(try await tadamun.claimJob(by: "right", lease: .seconds(30)) == nil)
      #expect(try await Rescuer(tadamun).runOnce() == 1)
      #expect(try await tadamun.extendLease(lost, by: .seconds(30)) == false)
      let claim = try #require(try await tadamun.claimJob(by: "right", lease: .seconds(30)))
      #expect(claim.id == lost.id && claim.fence == lost.fence + 1)
      #expect(try await tadamun.extendLease(lost, by: .seconds(30)) == false)
    }
  }

  @Test("a far lease of the last attempt ends the job")
  func lastAttempt() async throws {
    try await TestDatabase.withDatabase { admin, app in
      let tadamun = Tadamun(app)
      try await opened(tadamun)
      _ = try #require(try await tadamun.claimJob(by: "ahead", lease: .seconds(30)))
      try await admin.execute("UPDATE jobs SET attempts = 20, lease_until = now() + interval '10 years'")
      #expect(try await Rescuer(tadamun).runOnce() == 1)
      #expect(try await tadamun.jobs(limit: 10).map(\.state) == [.failed])
    }
  }

  @Test("a job that would be due later than after the longest pause is due now")
  func farDue() async throws {
    try await TestDatabase.withDatabase { admin, app in
      let tadamun = Tadamun(app)
      try await opened(tadamun)
      try await admin.execute("UPDATE jobs SET due_at = now() + interval '9 minutes'")
      #expect(try await Rescuer(tadamun).runOnce() == 0)
      #expect(try await tadamun.claimJob(by: "w", lease: .seconds(30)) == nil)
      try await admin.execute("UPDATE jobs SET due_at = now() + interval '10 years'")
      #expect(try await Rescuer(tadamun).runOnce() == 1)
      let claim = try await tadamun.claimJob(by: "w", lease: .seconds(30))
      #expect(claim != nil)
    }
  }

  @Test("the job of a night that is still to come waits for it")
  func nightToCome() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = Tadamun(pool)
      let ahead = later(try await tadamun.now(), days: 365)
      #expect(try await tadamun.openDueSlots(of: [schedule], now: ahead).opened == 1)
      #expect(try await Rescuer(tadamun).runOnce() == 0)
      #expect(try await tadamun.claimJob(by: "w", lease: .seconds(30)) == nil)
    }
  }

  @Test("a night of which something was refused is a failed job that says what, and is not tried again")
  func refusedNight() async throws {
    try await TestDatabase.withDatabase { admin, app in
      let tadamun = Tadamun(app)
      let books = DailySchedule(
        name: "keep_books", jobKind: "keep_books", arguments: "{}", localTime: try LocalTime("00:30"), timeZone: "UTC")
      _ = try await tadamun.openDueSlots(of: [books], now: tadamun.now())
      try await tadamun.open(Fund(Code("fund"), .grant, names: Names(fr: "F")), by: .sample)
      let gift = try Contribution(
        .receipt, of: Money(decimal: "1.00", .mad), fund: Code("fund"), for: nil, on: CalendarDate(iso: "2026-02-01"))
      try await tadamun.record([KeyedContribution(key: "k", gift)], by: .sample)
      try await tadamun.hold(
        Money(decimal: "1.00", .mad), of: AccountPurpose(kind: .cash), in: Code("fund"), for: "x",
        through: CalendarDate(iso: "2026-02-02"), key: "h", by: .api)
      // The first step is refused by a rule of the schema, as an item of anything can be.
      try await admin.execute(
        """
        CREATE FUNCTION tadamun.refuse_for_a_test() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION 'refused' USING ERRCODE = 'check_violation', CONSTRAINT = 'hold_ends_once';
        END $$
        """)
      try await admin.execute(
        """
        CREATE TRIGGER refused_for_a_test BEFORE INSERT ON tadamun.hold_ends
        FOR EACH ROW EXECUTE FUNCTION tadamun.refuse_for_a_test()
        """)
      let queue = Queue(tadamun, worker: "w", lease: .seconds(30), logger: Logger(label: "test"))
      let counts = try await queue.runOnce()
      #expect(counts.failed == 1 && counts.done == 0)
      let job = try #require(try await tadamun.jobs(limit: 1).first)
      #expect(job.state == .failed && job.attempts == 1)
      let error = try #require(job.lastError)
      #expect(error.contains("expire_holds: ") && error.contains("[books_kept_in_part]"))
      // The night after finds what this one left.
      try await admin.execute("DROP TRIGGER refused_for_a_test ON tadamun.hold_ends")
      let kept = try await tadamun.keepBooks(on: CalendarDate(iso: "2026-02-03"))
      #expect(kept.steps.first?.changed == 1)
    }
  }
}
