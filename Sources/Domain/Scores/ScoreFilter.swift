/// Which scores of a run a reader asks for, and in what order. Ranks stay those among all actors of the run.
public struct ScoreFilter: Hashable, Sendable {
  public enum Order: String, CaseIterable, Hashable, Sendable {
    /// Best first; those without a rank last.
    case rank
    /// The least reported first.
    case coverage
    /// By the code of the actor.
    case code
  }

  public var kind: ActorKind?
  /// The code of a region (`02`) or of a province in it (`02.113`).
  public var territory: String?
  /// The word that the engine wrote, such as `ok`.
  public var status: String?
  public var order: Order

  public init(kind: ActorKind? = nil, territory: String? = nil, status: String? = nil, order: Order = .rank) {
    self.kind = kind
    self.territory = territory
    self.status = status
    self.order = order
  }

  /// Whether every score of the run is asked for.
  public var isOpen: Bool { kind == nil && territory == nil && status == nil }
}
