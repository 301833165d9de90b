import Domain
import Postgres
import Store

/// Work that comes every day at a local time.
public struct DailySchedule: Hashable, Sendable {
  /// Names the schedule in the database; never renamed.
  public let name: String
  /// The stored kind of the job, such as `score_programme`.
  public let jobKind: String
  /// JSON object that the job gets.
  public let arguments: String
  public let localTime: LocalTime
  public let timeZone: String

  public init(name: String, jobKind: String, arguments: String, localTime: LocalTime, timeZone: String) {
    self.name = name
    self.jobKind = jobKind
    self.arguments = arguments
    self.localTime = localTime
    self.timeZone = timeZone
  }
}

extension Tadamun {
  /// The nightly scoring of every programme that has a framework, each at `localTime` of its own time zone.
  public func scoringSchedules(at localTime: LocalTime) async throws -> [DailySchedule] {
    try await Programmes.withFramework(in: pool).map { programme in
      DailySchedule(
        name: "score_programme:\(programme.code)", jobKind: "score_programme",
        arguments: JSONText.object(["programme": .text(programme.code.text)]), localTime: localTime,
        timeZone: programme.timeZone)
    }
  }

  /// Jobs of the worker, newest first; at most 200.
  ///
  /// - Parameter before: Only those that were made before the one of this key.
  public func jobs(before: Int64 = .max, _ filter: JobFilter = JobFilter(), limit: Int) async throws -> [JobRecord] {
    try await Jobs.list(before: before, filter, limit: min(max(limit, 1), 201), in: pool)
  }

  /// - Throws: `job_missing`.
  public func job(_ job: Int64) async throws -> JobRecord {
    guard let found = try await Jobs.find(job, in: pool) else {
      throw Problem("job_missing", "There is no job \(job).")
    }
    return found
  }

  /// What opening due slots did.
  public struct SlotCounts: Hashable, Sendable {
    public var opened = 0
    /// Days missed while nobody worked, for which the latest slot stands in.
    public var skipped = 0

    public init(opened: Int = 0, skipped: Int = 0) {
      self.opened = opened
      self.skipped = skipped
    }
  }

  /// Days looked back for missed slots; older ones are forgotten.
  private static let lookBackDays = 40

  /// Makes the job of every schedule whose time has come, once a local day, whatever the number of workers. Of several
  /// days missed the latest is run; the others are marked as skipped. What a clock opened that was ahead stops nothing
  /// once it is right again, and no night is run twice.
  ///
  /// - Parameter now: The moment it is taken to be.
  public func openDueSlots(of schedules: [DailySchedule], now: Moment) async throws -> SlotCounts {
    var counts = SlotCounts()
    for schedule in schedules {
      let part = try await openDueSlots(of: schedule, now: now)
      counts.opened += part.opened
      counts.skipped += part.skipped
    }
    return counts
  }

  private func openDueSlots(of schedule: DailySchedule, now: Moment) async throws -> SlotCounts {
    try await transaction { transaction in
      var counts = SlotCounts()
      let today = try await Clock.day(at: now, in: schedule.timeZone, session: transaction)
      var latest = today
      var moment = try await Clock.moment(
        on: today, at: schedule.localTime.description, in: schedule.timeZone, session: transaction)
      if moment > now {
        latest = today.adding(days: -1)
        moment = try await Clock.moment(
          on: latest, at: schedule.localTime.description, in: schedule.timeZone, session: transaction)
      }
      // A schedule that is new has missed nothing: it starts with the latest night.
      let last =
        try await Jobs.lastSlot(of: schedule.name, through: latest, in: transaction) ?? latest.adding(days: -1)
      guard last < latest else { return counts }
      var missed = max(last.adding(days: 1), latest.adding(days: -Tadamun.lookBackDays))
      while missed < latest {
        let at = try await Clock.moment(
          on: missed, at: schedule.localTime.description, in: schedule.timeZone, session: transaction)
        if try await Jobs.takeSlot(of: schedule.name, on: missed, at: at, outcome: "skipped", in: transaction) {
          counts.skipped += 1
        }
        missed = missed.adding(days: 1)
      }
      // The slot may be there: another worker's, or marked as skipped by a clock that was ahead. Its job comes once.
      _ = try await Jobs.takeSlot(of: schedule.name, on: latest, at: moment, outcome: "run", in: transaction)
      let isNew = try await Jobs.insert(
        schedule.jobKind, arguments: schedule.arguments, schedule: schedule.name, slotOn: latest, dueAt: moment,
        in: transaction)
      if isNew { counts.opened += 1 }
      return counts
    }
  }
}
