/// Which scores of a run a reader asks for, and in what order. Ranks stay those among all actors of the run.
public struct ScoreFilter: Hashable, Sendable {
  public enum Order: String, CaseIterable, Hashable, Sendable {
    /// Best first; those without a rank last.
    case rank
    /// Lowest first; those without a rank last.
    case lowest
    /// What rose most, or fell most, since the run before first; what cannot be compared last.
    case risen, fallen
    /// The least, or the most, reported first.
    case coverage, reported
    /// By what the actor is called in ``ScoreFilter/language``.
    case name
    /// By the code of the actor.
    case code
  }

  /// The words that the engine writes of an actor at a node.
  public static let statuses = ["ok", "insufficient_coverage", "no_data", "gated"]

  public var kind: ActorKind?
  /// The code of a region (`02`) or of a province in it (`02.113`).
  public var territory: String?
  /// The word that the engine wrote, such as `ok`.
  public var status: String?
  /// Only actors that reported something of this target group.
  public var group: Code?
  public var order: Order
  /// Whose names decide where the order is that of names.
  public var language: Language

  public init(
    kind: ActorKind? = nil, territory: String? = nil, status: String? = nil, group: Code? = nil, order: Order = .rank,
    language: Language = .fr
  ) {
    self.kind = kind
    self.territory = territory
    self.status = status
    self.group = group
    self.order = order
    self.language = language
  }

  /// Whether every score of the run is asked for.
  public var isOpen: Bool { kind == nil && territory == nil && status == nil && group == nil }
}
