import Domain
import Postgres
import Scoring
import Store

/// On which side of its baseline a target may lie (stage S1): where the framework that scores the period compares the two,
/// by what it says of the indicator; else by the catalogue's direction.
struct AgreedDirection: Sendable {
  private let plan: Plan?

  /// - Parameter day: the last one of the period the goal is for.
  init(of programme: ID<Programme>, on day: CalendarDate, in session: some Session) async throws {
    plan = try await Frameworks.current(for: programme, on: day, in: session).map { try RunReader.plan($0) }
  }

  /// Whether the catalogue says it, and not a framework.
  func isOfCatalogue(_ indicator: Code) -> Bool {
    guard let plan, let number = plan.index(ofReported: indicator.text) else { return true }
    return !plan.comparesGoals(ofReported: number)
  }

  /// - Returns: `direction_conflict`, with the target as its place; nil where one of the two is not there, or both are
  ///   equal.
  func problem(_ indicator: Indicator, baseline: Double?, target: Double?) -> Problem? {
    if let plan, let number = plan.index(ofReported: indicator.code.text), plan.comparesGoals(ofReported: number) {
      return plan.problem(with: ObservationCell(indicator: number, baseline: baseline, target: target))
    }
    guard let baseline, let target, baseline != target, (target > baseline) != (indicator.direction == .up) else {
      return nil
    }
    return Problem(
      "direction_conflict",
      "\(indicator.code) is good when it goes \(indicator.direction.rawValue), and its target \(target) is on the other "
        + "side of its baseline \(baseline).", at: Place(field: "target"))
  }
}

/// The directions of several programmes and days, each looked up once.
struct AgreedDirections: Sendable {
  private struct Key: Hashable {
    let programme: ID<Programme>
    let day: CalendarDate
  }

  private var known: [Key: AgreedDirection] = [:]

  mutating func direction(of programme: ID<Programme>, on day: CalendarDate, in session: some Session) async throws
    -> AgreedDirection
  {
    let key = Key(programme: programme, day: day)
    if let found = known[key] { return found }
    let made = try await AgreedDirection(of: programme, on: day, in: session)
    known[key] = made
    return made
  }
}
