/// One run of the engine: what identifies it and what it came to. The same identity gives the same hashes.
public struct ScoringRun: Hashable, Sendable {
  /// Everything a run depends on.
  public struct Identity: Hashable, Sendable {
    public let programme: ID<Programme>
    /// The key of the framework that ran.
    public let framework: Int64
    /// Facts valid by this day …
    public let asOf: CalendarDate
    /// … and recorded by this moment.
    public let recordedUntil: Moment
    public let seed: Int64
    public let engineVersion: String

    public init(
      programme: ID<Programme>, framework: Int64, asOf: CalendarDate, recordedUntil: Moment, seed: Int64,
      engineVersion: String
    ) {
      self.programme = programme
      self.framework = framework
      self.asOf = asOf
      self.recordedUntil = recordedUntil
      self.seed = seed
      self.engineVersion = engineVersion
    }
  }

  /// What the run came to.
  public struct Result: Hashable, Sendable {
    /// SHA-256 over the inputs in canonical order.
    public let inputsSHA256: [UInt8]
    /// SHA-256 over the scores and parts in canonical order.
    public let resultsSHA256: [UInt8]
    public let actorCount: Int
    public let observationCount: Int
    /// The node of the tree that is the score itself.
    public let rootNode: String
    /// A JSON object: actors and cells by status.
    public let summary: String

    public init(
      inputsSHA256: [UInt8], resultsSHA256: [UInt8], actorCount: Int, observationCount: Int, rootNode: String,
      summary: String
    ) {
      self.inputsSHA256 = inputsSHA256
      self.resultsSHA256 = resultsSHA256
      self.actorCount = actorCount
      self.observationCount = observationCount
      self.rootNode = rootNode
      self.summary = summary
    }
  }

  public let id: Int64
  public let programme: Code
  public let framework: Code
  public let frameworkVersion: Int
  public let identity: Identity
  public let result: Result
  public let provenance: RunProvenance
  public let startedAt: Moment
  public let finishedAt: Moment

  public init(
    id: Int64, programme: Code, framework: Code, frameworkVersion: Int, identity: Identity, result: Result,
    provenance: RunProvenance, startedAt: Moment, finishedAt: Moment
  ) {
    self.id = id
    self.programme = programme
    self.framework = framework
    self.frameworkVersion = frameworkVersion
    self.identity = identity
    self.result = result
    self.provenance = provenance
    self.startedAt = startedAt
    self.finishedAt = finishedAt
  }
}
