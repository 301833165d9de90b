import Domain

/// A cooperative in a union, over a period.
public struct SampleMembership: Hashable, Sendable {
  /// Codes of actors.
  public let union: String
  public let member: String
  public let from: CalendarDate
  /// The last day, or nil while it lasts.
  public let through: CalendarDate?
}
