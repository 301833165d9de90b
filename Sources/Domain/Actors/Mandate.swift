/// That a union or a coaching centre acts for an actor, for a time.
public struct Mandate: Hashable, Sendable {
  public enum Purpose: String, CaseIterable, Hashable, Sendable {
    /// Its reporters report for the actor.
    case reporting
    /// Its verifiers judge the actor's reports, as the second person that a small cooperative lacks.
    case verification
  }

  public let actor: Code
  public let agent: Code
  public let purpose: Purpose
  public let first: CalendarDate
  /// Nil where it goes on.
  public let last: CalendarDate?

  /// - Throws: `mandate_to_itself`, `period_reversed`.
  public init(
    of actor: Code, to agent: Code, for purpose: Purpose, from first: CalendarDate, through last: CalendarDate? = nil
  ) throws(Problem) {
    guard actor != agent else { throw Problem("mandate_to_itself", "\(actor) needs no mandate to act for itself.") }
    if let last { _ = try DateSpan(first, through: last) }
    self.actor = actor
    self.agent = agent
    self.purpose = purpose
    self.first = first
    self.last = last
  }
}
