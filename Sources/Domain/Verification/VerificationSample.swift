/// A sample as it was drawn.
public struct VerificationSample: Hashable, Sendable {
  /// Somebody who could be drawn.
  public struct Member: Hashable, Sendable {
    public let actor: Code
    public let report: Int64
    public let weight: Double
    /// Nil for who was not drawn.
    public let part: AuditSample.Part?
    /// Whether the report has been judged.
    public let isJudged: Bool

    public init(actor: Code, report: Int64, weight: Double, part: AuditSample.Part?, isJudged: Bool) {
      self.actor = actor
      self.report = report
      self.weight = weight
      self.part = part
      self.isJudged = isJudged
    }
  }

  public let id: Int64
  public let programme: Code
  public let period: DateSpan
  public let seed: UInt64
  public let randomCount: Int
  public let riskCount: Int
  public let population: Int
  public let drawnBy: String
  public let drawnAt: Moment

  public init(
    id: Int64, programme: Code, period: DateSpan, seed: UInt64, randomCount: Int, riskCount: Int, population: Int,
    drawnBy: String, drawnAt: Moment
  ) {
    self.id = id
    self.programme = programme
    self.period = period
    self.seed = seed
    self.randomCount = randomCount
    self.riskCount = riskCount
    self.population = population
    self.drawnBy = drawnBy
    self.drawnAt = drawnAt
  }

  /// The chance everybody had at least.
  public var leastChance: Double { AuditSample.leastChance(randomCount: randomCount, population: population) }
}

/// What one verifier has found so far.
public struct VerifierRecord: Hashable, Sendable {
  public let verifier: String
  public let verifiedReports: Int
  public let returnedReports: Int
  /// Cells whose claim could be compared with what was found, rejected ones included.
  public let judgedCells: Int
  public let rejectedCells: Int
  /// The mean discrepancy of the judged cells (see ``Discrepancy``); nil where there are none.
  public let meanDiscrepancy: Double?
  /// The share of judged cells that were found just as declared.
  public let shareAsDeclared: Double?

  public init(
    verifier: String, verifiedReports: Int, returnedReports: Int, judgedCells: Int, rejectedCells: Int,
    meanDiscrepancy: Double?, shareAsDeclared: Double?
  ) {
    self.verifier = verifier
    self.verifiedReports = verifiedReports
    self.returnedReports = returnedReports
    self.judgedCells = judgedCells
    self.rejectedCells = rejectedCells
    self.meanDiscrepancy = meanDiscrepancy
    self.shareAsDeclared = shareAsDeclared
  }
}
