/// Which actors are asked for; what is nil is not asked about.
public struct ActorFilter: Hashable, Sendable {
  public var kind: ActorKind?
  /// Those in it: of a region also those in its provinces.
  public var territory: Territory?
  /// Its members.
  public var union: Code?
  /// The day of their membership; nil for the day it is.
  public var day: CalendarDate?

  public init(
    kind: ActorKind? = nil, territory: Territory? = nil, union: Code? = nil, on day: CalendarDate? = nil
  ) {
    self.kind = kind
    self.territory = territory
    self.union = union
    self.day = day
  }
}
