import Domain
import Yams

/// `config/schedule.yml`: when the work of every day is due.
public struct ScheduleFile: Hashable, Sendable {
  /// When every programme is scored, on the clocks of its own time zone.
  public let scoreProgrammes: LocalTime
  /// When the books are kept.
  public let keepBooks: LocalTime
  /// On whose clocks, as the tz database names them.
  public let booksZone: String

  /// - Throws: `schedule_malformed` for a key that is missing, unknown or of another type; what ``LocalTime`` throws;
  ///   `schedule_time_ambiguous` for a time that clock changes show twice or not at all.
  public init(text: String, file: String? = nil) throws(Problem) {
    let root: Node?
    do { root = try Yams.compose(yaml: text) } catch {
      throw Problem("schedule_malformed", "The schedule is not YAML: \(error)", at: Place(file: file))
    }
    guard let jobs = root?.mapping else {
      throw Problem("schedule_malformed", "The schedule is a list of jobs, each with its time.", at: Place(file: file))
    }
    for (key, _) in jobs where !["score_programmes", "keep_books"].contains(key.string) {
      throw Problem(
        "schedule_malformed", "There is no job “\(key.string ?? "")”.", at: ScheduleFile.place(of: key, in: file))
    }
    scoreProgrammes = try ScheduleFile.time(of: "score_programmes", with: ["at"], in: jobs, file)
    keepBooks = try ScheduleFile.time(of: "keep_books", with: ["at", "zone"], in: jobs, file)
    guard let zone = jobs["keep_books"]?.mapping?["zone"]?.string, !zone.isEmpty else {
      throw Problem("schedule_malformed", "The schedule says in which zone to keep_books.", at: Place(file: file))
    }
    booksZone = zone
  }

  private static func time(of name: String, with keys: [String], in jobs: Node.Mapping, _ file: String?)
    throws(Problem) -> LocalTime
  {
    guard let job = jobs[Node(name)], let at = job.mapping?["at"] else {
      throw Problem("schedule_malformed", "The schedule says when to \(name).", at: Place(file: file))
    }
    for (key, _) in job.mapping ?? [:] where !keys.contains(key.string ?? "") {
      throw Problem("schedule_malformed", "A job has no key “\(key.string ?? "")”.", at: place(of: key, in: file))
    }
    let place = place(of: at, in: file)
    let time: LocalTime
    do { time = try LocalTime(at.string ?? "") } catch { throw error.at(place) }
    guard !time.mayRepeatOrBeSkipped else {
      throw Problem(
        "schedule_time_ambiguous",
        "Clock changes show times between 02:00 and 03:00 twice or not at all; choose another than \(time).", at: place)
    }
    return time
  }

  private static func place(of node: Node, in file: String?) -> Place {
    Place(file: file, line: node.mark?.line, column: node.mark?.column)
  }
}
