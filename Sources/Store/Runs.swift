import Domain
import Postgres

/// The tables `runs`, `scores`, `score_parts` and `current_runs`.
public enum Runs {
  /// What identifies a run, and what it came to.
  public struct Record: Sendable {
    public let programme: ID<Programme>
    public let framework: Int64
    public let asOf: CalendarDate
    public let recordedUntil: Timestamp
    public let seed: Int64
    public let engineVersion: String
    public let inputsSHA256: [UInt8]
    public let resultsSHA256: [UInt8]
    public let actorCount: Int
    public let observationCount: Int
    /// The node of the tree that is the score itself.
    public let rootNode: String
    /// A JSON object: cells by status and what else the run says of itself.
    public let summary: String
    public let startedAt: Timestamp

    public init(
      programme: ID<Programme>, framework: Int64, asOf: CalendarDate, recordedUntil: Timestamp, seed: Int64,
      engineVersion: String, inputsSHA256: [UInt8], resultsSHA256: [UInt8], actorCount: Int, observationCount: Int,
      rootNode: String, summary: String, startedAt: Timestamp
    ) {
      self.programme = programme
      self.framework = framework
      self.asOf = asOf
      self.recordedUntil = recordedUntil
      self.seed = seed
      self.engineVersion = engineVersion
      self.inputsSHA256 = inputsSHA256
      self.resultsSHA256 = resultsSHA256
      self.actorCount = actorCount
      self.observationCount = observationCount
      self.rootNode = rootNode
      self.summary = summary
      self.startedAt = startedAt
    }
  }

  public struct Stored: Sendable {
    public let id: Int64
    public let record: Record
    public let programmeCode: Code
    public let frameworkCode: Code
    public let frameworkVersion: Int
    public let finishedAt: Timestamp
  }

  /// One row of `scores`.
  public struct ScoreRow: Sendable {
    public let actor: ID<Actor>
    public let node: String
    public let score: Double?
    public let unweighted: Double?
    public let lowerBound: Double?
    public let upperBound: Double?
    public let rank: Int32?
    public let coverage: Double
    public let status: String

    public init(
      actor: ID<Actor>, node: String, score: Double?, unweighted: Double?, lowerBound: Double?, upperBound: Double?,
      rank: Int32?, coverage: Double, status: String
    ) {
      self.actor = actor
      self.node = node
      self.score = score
      self.unweighted = unweighted
      self.lowerBound = lowerBound
      self.upperBound = upperBound
      self.rank = rank
      self.coverage = coverage
      self.status = status
    }
  }

  /// One row of `score_parts`.
  public struct PartRow: Sendable {
    public let actor: ID<Actor>
    public let indicator: String
    public let group: String
    public let raw: Double?
    public let normalised: Double?
    public let evidence: Double?
    public let weight: Double?
    public let contribution: Double?
    public let status: String

    public init(
      actor: ID<Actor>, indicator: String, group: String, raw: Double?, normalised: Double?, evidence: Double?,
      weight: Double?, contribution: Double?, status: String
    ) {
      self.actor = actor
      self.indicator = indicator
      self.group = group
      self.raw = raw
      self.normalised = normalised
      self.evidence = evidence
      self.weight = weight
      self.contribution = contribution
      self.status = status
    }
  }
}
