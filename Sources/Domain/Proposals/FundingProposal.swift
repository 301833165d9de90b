/// A stored proposal of payments out of a fund, made from a run. It is never edited: overrides and steps are facts of
/// their own.
public struct FundingProposal: Hashable, Sendable {
  public enum State: String, CaseIterable, Hashable, Sendable {
    case draft, proposed, approved, withdrawn
  }

  /// Money that stays with the funder.
  public struct Leftover: Hashable, Sendable {
    public let reason: String
    public let amountMinor: Int64

    public init(reason: String, amountMinor: Int64) {
      self.reason = reason
      self.amountMinor = amountMinor
    }
  }

  public let id: Int64
  public let programme: Code
  public let run: Int64
  public let fund: Code
  public let budget: Money
  /// What is paid in all, approved overrides counted.
  public let total: Money
  public let node: String
  /// The method of the rule in the framework that ran.
  public let method: String
  public let state: State
  public let madeBy: String
  public let madeAt: Moment
  /// What the rule left over, and why; together with its lines exactly the budget.
  public let leftovers: [Leftover]

  public init(
    id: Int64, programme: Code, run: Int64, fund: Code, budget: Money, total: Money, node: String, method: String,
    state: State, madeBy: String, madeAt: Moment, leftovers: [Leftover]
  ) {
    self.id = id
    self.programme = programme
    self.run = run
    self.fund = fund
    self.budget = budget
    self.total = total
    self.node = node
    self.method = method
    self.state = state
    self.madeBy = madeBy
    self.madeAt = madeAt
    self.leftovers = leftovers
  }
}

/// What a proposal pays to one actor, why, and what the rule read of the actor.
public struct ProposalLine: Hashable, Sendable {
  public let actor: Code
  /// By the rule, in minor units.
  public let amountMinor: Int64
  /// A stable word, such as `shared` or `ineligible`, and what people wrote.
  public let reason: String
  public let detail: String?
  public let score: Double?
  public let lowerBound: Double?
  public let group: String?
  /// One amount a person, of a rule that matches.
  public let contributionsMinor: [Int64]
  /// Why the actor may not have this money; nil where it may.
  public let ineligibility: String?
  /// The amount of the last approved override; nil where there is none.
  public let overrideMinor: Int64?
  /// The interval of the score as the rule read it, kept with the line; nil where no replicates ran, and in proposals
  /// made before intervals were read.
  public let readInterval: ScoreInterval.Percentiles?
  /// How far the score can be trusted, from the run; nil where no replicates ran.
  public let interval: ScoreInterval?

  public init(
    actor: Code, amountMinor: Int64, reason: String, detail: String?, score: Double?, lowerBound: Double?,
    group: String?, contributionsMinor: [Int64], ineligibility: String?, overrideMinor: Int64? = nil,
    readInterval: ScoreInterval.Percentiles? = nil, interval: ScoreInterval? = nil
  ) {
    self.actor = actor
    self.amountMinor = amountMinor
    self.reason = reason
    self.detail = detail
    self.score = score
    self.lowerBound = lowerBound
    self.group = group
    self.contributionsMinor = contributionsMinor
    self.ineligibility = ineligibility
    self.overrideMinor = overrideMinor
    self.readInterval = readInterval
    self.interval = interval
  }

  /// What is paid: the override, else what the rule gives.
  public var payableMinor: Int64 { overrideMinor ?? amountMinor }
}

/// An amount that a person asks for beside the rule; it counts once another person approved it.
public struct ProposalOverride: Hashable, Sendable {
  public let id: Int64
  public let proposal: Int64
  public let actor: Code
  public let amountMinor: Int64
  public let reason: String
  public let askedBy: String
  public let approvedBy: String?

  public init(
    id: Int64, proposal: Int64, actor: Code, amountMinor: Int64, reason: String, askedBy: String, approvedBy: String?
  ) {
    self.id = id
    self.proposal = proposal
    self.actor = actor
    self.amountMinor = amountMinor
    self.reason = reason
    self.askedBy = askedBy
    self.approvedBy = approvedBy
  }
}

/// Whether an actor may have money of a fund, found by somebody.
public struct EligibilityFinding: Hashable, Sendable {
  public let fund: Code
  public let actor: Code
  public let isEligible: Bool
  public let reason: String
  /// Where it is from, such as a decision or a stipulation.
  public let source: String
  public let first: CalendarDate
  public let last: CalendarDate?

  public init(
    fund: Code, actor: Code, isEligible: Bool, reason: String, source: String, first: CalendarDate, last: CalendarDate?
  ) {
    self.fund = fund
    self.actor = actor
    self.isEligible = isEligible
    self.reason = reason
    self.source = source
    self.first = first
    self.last = last
  }
}
