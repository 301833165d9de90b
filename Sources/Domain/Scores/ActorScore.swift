/// One actor's score at one node of the framework's tree. No score is nil with a status that says why, never zero.
public struct ActorScore: Hashable, Sendable {
  public let node: String
  public let score: Double?
  /// Without equity weights.
  public let unweighted: Double?
  /// With unverified gains counted not at all, and in full.
  public let lowerBound: Double?
  public let upperBound: Double?
  /// Competition rank; 1 is the highest score.
  public let rank: Int?
  /// The weight of what was reported as a share of what was due, 0 to 1.
  public let coverage: Double
  public let status: String
  /// A to E, of the score itself; nil at other nodes, where there is no score, and in runs that kept none.
  public let band: String?

  public init(
    node: String, score: Double?, unweighted: Double?, lowerBound: Double?, upperBound: Double?, rank: Int?,
    coverage: Double, status: String, band: String? = nil
  ) {
    self.node = node
    self.score = score
    self.unweighted = unweighted
    self.lowerBound = lowerBound
    self.upperBound = upperBound
    self.rank = rank
    self.coverage = coverage
    self.status = status
    self.band = band
  }
}

/// A score in a table of many actors.
public struct RankedActor: Hashable, Sendable {
  public let actor: Code
  public let kind: ActorKind
  public let names: Names
  public let score: ActorScore
  /// Of the score at the node; nil where no replicates ran or there is no score.
  public let interval: ScoreInterval?
  /// The score at the same node in the run before; nil where there was none.
  public let previous: Double?

  public init(
    actor: Code, kind: ActorKind, names: Names, score: ActorScore, interval: ScoreInterval? = nil,
    previous: Double? = nil
  ) {
    self.actor = actor
    self.kind = kind
    self.names = names
    self.score = score
    self.interval = interval
    self.previous = previous
  }

  /// The score minus that of the run before; nil where one of them is missing.
  public var change: Double? {
    guard let now = score.score, let previous else { return nil }
    return now - previous
  }
}
