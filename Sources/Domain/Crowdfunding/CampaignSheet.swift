/// How a campaign stands: where it is in its states, and its money.
public struct CampaignSheet: Hashable, Sendable {
  public struct Pledges: Hashable, Sendable {
    public let state: PledgeState
    public let count: Int
    public let amountMinor: Int64

    public init(state: PledgeState, count: Int, amountMinor: Int64) {
      self.state = state
      self.count = count
      self.amountMinor = amountMinor
    }
  }

  public struct Reward: Hashable, Sendable {
    public let reward: CampaignReward
    public let taken: Int

    public init(_ reward: CampaignReward, taken: Int) {
      self.reward = reward
      self.taken = taken
    }
  }

  public struct Payout: Hashable, Sendable {
    public let code: Code
    public let amount: Money
    public let account: String
    public let state: PayoutState
    public let decision: ID<Decision>

    public init(code: Code, amount: Money, account: String, state: PayoutState, decision: ID<Decision>) {
      self.code = code
      self.amount = amount
      self.account = account
      self.state = state
      self.decision = decision
    }
  }

  public struct Filing: Hashable, Sendable {
    /// What the law asks an appeal for.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
      case finalReport = "final_report"
      case distributionDeclaration = "distribution_declaration"
    }

    public let kind: Kind
    public let on: CalendarDate
    public let reference: String

    public init(kind: Kind, on: CalendarDate, reference: String) {
      self.kind = kind
      self.on = on
      self.reference = reference
    }
  }

  public let campaign: Campaign
  public let state: CampaignState
  /// The decision to let it collect; nil before it is submitted.
  public let decision: ID<Decision>?
  public let ceiling: Money?
  /// Of an authorised appeal.
  public let reportDueOn: CalendarDate?
  /// Captured in time, ever: what went back stays in it.
  public let raisedEver: Money
  /// What the escrow holds for backers now, late captures included.
  public let heldNow: Money
  /// What is held for the project's actor.
  public let heldForProject: Money
  public let refunded: Money
  /// Taken back by disputes that were lost.
  public let lost: Money
  /// Captured when it did not count, too late or above the ceiling: it goes back.
  public let late: Money
  /// Kept by the platform out of what was raised.
  public let fees: Money
  /// Borne by the platform's own fund.
  public let processorFees: Money
  public let paidOut: Money
  /// By state; those with none are left out.
  public let pledges: [Pledges]
  public let rewards: [Reward]
  public let uses: [CampaignUse]
  public let payouts: [Payout]
  public let filings: [Filing]

  public init(
    campaign: Campaign, state: CampaignState, decision: ID<Decision>?, ceiling: Money?, reportDueOn: CalendarDate?,
    raisedEver: Money, heldNow: Money, heldForProject: Money, refunded: Money, lost: Money, late: Money, fees: Money,
    processorFees: Money, paidOut: Money, pledges: [Pledges], rewards: [Reward], uses: [CampaignUse],
    payouts: [Payout], filings: [Filing]
  ) {
    self.campaign = campaign
    self.state = state
    self.decision = decision
    self.ceiling = ceiling
    self.reportDueOn = reportDueOn
    self.raisedEver = raisedEver
    self.heldNow = heldNow
    self.heldForProject = heldForProject
    self.refunded = refunded
    self.lost = lost
    self.late = late
    self.fees = fees
    self.processorFees = processorFees
    self.paidOut = paidOut
    self.pledges = pledges
    self.rewards = rewards
    self.uses = uses
    self.payouts = payouts
    self.filings = filings
  }
}

/// A pledge as it stands.
public struct PledgeSheet: Hashable, Sendable {
  public let pledge: Pledge
  public let state: PledgeState
  public let isLate: Bool
  /// How many refunds were sent.
  public let attempts: Int
  /// When a refund that failed is tried again.
  public let nextTryAt: Moment?
  /// Why it is where it is.
  public let reason: String

  public init(
    pledge: Pledge, state: PledgeState, isLate: Bool, attempts: Int, nextTryAt: Moment?, reason: String
  ) {
    self.pledge = pledge
    self.state = state
    self.isLate = isLate
    self.attempts = attempts
    self.nextTryAt = nextTryAt
    self.reason = reason
  }
}
