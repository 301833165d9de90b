/// An actor as it is registered: with its key and the number of its last change.
public struct RegisteredActor: Hashable, Sendable {
  public let id: ID<Actor>
  /// 1 for an actor that was never changed.
  public let version: Int
  public let actor: Actor

  public init(id: ID<Actor>, version: Int, actor: Actor) {
    self.id = id
    self.version = version
    self.actor = actor
  }
}
