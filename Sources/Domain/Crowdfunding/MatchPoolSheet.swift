/// Where a pool stands. Which state follows which is the table `match_pool_edges`.
public enum MatchPoolState: String, CaseIterable, Hashable, Sendable {
  case draft, submitted, open
  /// Everything it promised is paid or came back; what is left is explained.
  case settled
  case cancelled
}

/// How a pool stands: its state, its money, and what each campaign has of it.
public struct MatchPoolSheet: Hashable, Sendable {
  /// What one campaign has of the pool.
  public struct Share: Hashable, Sendable {
    public let campaign: Code
    public let campaignState: CampaignState
    /// Promised and paid.
    public let matched: Money
    public let paid: Money
    /// Of a pool that matches pledge by pledge: how many pledges it looked at and how many it matched with something.
    public let pledges: Int
    public let matchedPledges: Int
    /// Of a round that was held.
    public let result: Result?

    public init(
      campaign: Code, campaignState: CampaignState, matched: Money, paid: Money, pledges: Int, matchedPledges: Int,
      result: Result?
    ) {
      self.campaign = campaign
      self.campaignState = campaignState
      self.matched = matched
      self.paid = paid
      self.pledges = pledges
      self.matchedPledges = matchedPledges
      self.result = result
    }
  }

  /// What a round decided for a campaign, and what it was decided on.
  public struct Result: Hashable, Sendable {
    /// Verified persons who gave.
    public let persons: Int
    public let given: Money
    /// A stable word, such as `matched` or `nothing_to_match`.
    public let reason: String
    /// Why the campaign took no part; nil where it did.
    public let ineligibility: String?

    public init(persons: Int, given: Money, reason: String, ineligibility: String?) {
      self.persons = persons
      self.given = given
      self.reason = reason
      self.ineligibility = ineligibility
    }
  }

  public struct Leftover: Hashable, Sendable {
    /// A stable word, such as `pool_exceeds_matches`.
    public let reason: String
    public let amount: Money

    public init(reason: String, amount: Money) {
      self.reason = reason
      self.amount = amount
    }
  }

  public let pool: MatchPool
  public let state: MatchPoolState
  /// The decision to let it match; nil before it is submitted.
  public let decision: ID<Decision>?
  public let received: Money
  /// Promised for pledges that stand, not paid yet.
  public let promised: Money
  public let paid: Money
  public let withdrawn: Money
  /// What is neither promised nor gone.
  public let available: Money
  /// In the order of campaigns' codes.
  public let shares: [Share]
  public let leftovers: [Leftover]

  public init(
    pool: MatchPool, state: MatchPoolState, decision: ID<Decision>?, received: Money, promised: Money, paid: Money,
    withdrawn: Money, available: Money, shares: [Share], leftovers: [Leftover]
  ) {
    self.pool = pool
    self.state = state
    self.decision = decision
    self.received = received
    self.promised = promised
    self.paid = paid
    self.withdrawn = withdrawn
    self.available = available
    self.shares = shares
    self.leftovers = leftovers
  }
}
