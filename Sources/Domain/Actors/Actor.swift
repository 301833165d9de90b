/// Somebody who takes part: a cooperative, a union, a funder …
public struct Actor: Hashable, Sendable {
  public var code: Code
  public var kind: ActorKind
  public var names: Names
  public var territory: Territory?
  public var identifiers: [ActorIdentifier]

  public init(
    code: Code, kind: ActorKind, names: Names, territory: Territory? = nil, identifiers: [ActorIdentifier] = []
  ) {
    self.code = code
    self.kind = kind
    self.names = names
    self.territory = territory
    self.identifiers = identifiers
  }
}
