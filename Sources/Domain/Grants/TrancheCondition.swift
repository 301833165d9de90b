/// What a tranche waits for.
public struct TrancheCondition: Hashable, Sendable {
  public let kind: Kind
  /// By when it is expected; told in the agreement, it changes nothing about what is met.
  public let dueOn: CalendarDate?

  public enum Kind: Hashable, Sendable {
    /// A report of the grant is accepted.
    case report(Int)
    /// An audit is on file under a code.
    case audit(Code)
    case document(Code)
    /// Own cash, others' money and what counts in kind, at least.
    case cofunding(minor: Int64)
    /// Accepted spending as a share of what was paid, in basis points, at least.
    case spendRatio(basisPoints: Int64)
    /// The latest verified value of an indicator for a target group.
    case indicator(Code, group: Code, Comparison, Double)
    case score(ScoreCondition)
  }

  public enum Comparison: String, CaseIterable, Hashable, Sendable {
    case atLeast = "at_least"
    case atMost = "at_most"
  }

  public init(_ kind: Kind, dueOn: CalendarDate? = nil) {
    self.kind = kind
    self.dueOn = dueOn
  }

  /// The database's word for the kind.
  public var word: String {
    switch kind {
    case .report: "report"
    case .audit: "audit"
    case .document: "document"
    case .cofunding: "cofunding"
    case .spendRatio: "spend_ratio"
    case .indicator: "indicator"
    case .score: "score"
    }
  }
}

/// An outcome score at or above a value: what ties money to results.
public struct ScoreCondition: Hashable, Sendable {
  public let programme: Code
  /// A node of the framework's tree.
  public let node: String
  public let minimum: Double
  public let reads: Reading

  /// Which number of a run is compared.
  public enum Reading: String, CaseIterable, Hashable, Sendable {
    case score
    /// The 5th percentile of the score's interval, from the replicates of the run; a run without replicates has none.
    case lowerBound = "lower_bound"
  }

  public init(programme: Code, node: String, minimum: Double, reads: Reading) {
    self.programme = programme
    self.node = node
    self.minimum = minimum
    self.reads = reads
  }
}

/// What a run said of a grantee at one node, as a finding keeps it.
public struct ScoreReading: Hashable, Sendable {
  public let run: Int64
  public let resultsSHA256: [UInt8]
  public let asOf: CalendarDate
  /// Nil where the run does not speak of the grantee.
  public let score: Double?
  /// How far the score can be trusted; nil where no replicates ran, and at any node but the score itself.
  public let interval: Interval?
  public let coverage: Double?
  public let status: String?

  /// The 5th, 50th and 95th percentile of the score, and the grade of the evidence, A to E.
  public struct Interval: Hashable, Sendable {
    public let score: ScoreInterval.Percentiles
    public let grade: String

    public init(score: ScoreInterval.Percentiles, grade: String) {
      self.score = score
      self.grade = grade
    }
  }

  public init(
    run: Int64, resultsSHA256: [UInt8], asOf: CalendarDate, score: Double?, interval: Interval?, coverage: Double?,
    status: String?
  ) {
    self.run = run
    self.resultsSHA256 = resultsSHA256
    self.asOf = asOf
    self.score = score
    self.interval = interval
    self.coverage = coverage
    self.status = status
  }
}
