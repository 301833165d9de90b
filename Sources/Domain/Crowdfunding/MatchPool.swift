/// A funder's money that adds to what backers give to some campaigns (fr. abondement).
public struct MatchPool: Hashable, Sendable {
  /// How what backers give is matched.
  public enum Method: Hashable, Sendable {
    case perPledge(PledgeMatching)
    case quadratic(QuadraticRound)

    /// The database's word.
    public var word: String {
      switch self {
      case .perPledge: "per_pledge"
      case .quadratic: "quadratic"
      }
    }
  }

  public let code: Code
  /// The fund that holds this pool's money and nothing else.
  public let fund: Code
  public let funder: Code
  public let currency: Currency
  public let method: Method
  /// What is captured from the first to the last day, on each campaign's own clocks, is matched.
  public let days: DateSpan
  /// In the order of their codes, each once.
  public let campaigns: [Code]

  public static let maximumCampaigns = 1_000

  /// - Throws: `campaigns_missing` for none, `campaigns_too_many`, `campaign_repeated`, and `currency_differs` where a
  ///   limit is in another currency.
  public init(
    _ code: Code, fund: Code, funder: Code, currency: Currency, method: Method, days: DateSpan, campaigns: [Code]
  ) throws(Problem) {
    let place = Place(field: "campaigns")
    guard !campaigns.isEmpty else {
      throw Problem("campaigns_missing", "A pool names the campaigns it matches.", at: place)
    }
    guard campaigns.count <= MatchPool.maximumCampaigns else {
      throw Problem("campaigns_too_many", "A pool matches \(MatchPool.maximumCampaigns) campaigns at most.", at: place)
    }
    guard Set(campaigns).count == campaigns.count else {
      throw Problem("campaign_repeated", "A pool names each campaign once.", at: place)
    }
    guard method.limits.allSatisfy({ $0.currency == currency }) else {
      throw Problem("currency_differs", "The limits of a pool are in its currency.")
    }
    self.code = code
    self.fund = fund
    self.funder = funder
    self.currency = currency
    self.method = method
    self.days = days
    self.campaigns = campaigns.sorted()
  }
}

extension MatchPool.Method {
  fileprivate var limits: [Money] {
    switch self {
    case .perPledge(let terms): [terms.pledgePart, terms.campaignLimit].compactMap(\.self)
    case .quadratic(let terms): [terms.campaignLimit].compactMap(\.self)
    }
  }
}

/// Each captured pledge is matched by a factor, within limits, as it comes.
public struct PledgeMatching: Hashable, Sendable {
  /// What one unit is matched with: 10,000 doubles a pledge.
  public let factorBasisPoints: Int
  /// The part of one pledge that is matched at all; nil for all of it.
  public let pledgePart: Money?
  /// The largest match of one campaign; nil for none.
  public let campaignLimit: Money?
  /// How many pledges of one backer are matched; nil for all.
  public let pledgesPerBacker: Int?

  /// - Throws: `match_factor_out_of_range`, `match_limit_out_of_range`.
  public init(
    factorBasisPoints: Int, pledgePart: Money? = nil, campaignLimit: Money? = nil, pledgesPerBacker: Int? = nil
  ) throws(Problem) {
    guard (1...1_000_000).contains(factorBasisPoints) else {
      throw Problem(
        "match_factor_out_of_range", "A match factor lies from 1 to 1,000,000 basis points; 10,000 doubles a gift.",
        at: Place(field: "factor_bp"))
    }
    guard (pledgePart?.minor ?? 1) > 0, (campaignLimit?.minor ?? 1) > 0,
      (1...1_000_000).contains(pledgesPerBacker ?? 1)
    else {
      throw Problem("match_limit_out_of_range", "A limit of a match is above zero; leave it out where there is none.")
    }
    self.factorBasisPoints = factorBasisPoints
    self.pledgePart = pledgePart
    self.campaignLimit = campaignLimit
    self.pledgesPerBacker = pledgesPerBacker
  }
}

/// All that verified persons gave is matched once, when the campaigns have their results: `(Σ √c)² − Σ c`.
public struct QuadraticRound: Hashable, Sendable {
  /// The largest match of one campaign; nil for none.
  public let campaignLimit: Money?
  /// Whether matches smaller than the pool are scaled up until it is spent.
  public let spendsWholePool: Bool

  /// - Throws: `match_limit_out_of_range`.
  public init(campaignLimit: Money? = nil, spendsWholePool: Bool = false) throws(Problem) {
    guard (campaignLimit?.minor ?? 1) > 0 else {
      throw Problem("match_limit_out_of_range", "A limit of a match is above zero; leave it out where there is none.")
    }
    self.campaignLimit = campaignLimit
    self.spendsWholePool = spendsWholePool
  }
}
