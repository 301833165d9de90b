/// What a programme comes to in one run: sums and counts over its actors, never stored.
public struct ProgrammeOverview: Hashable, Sendable {
  /// What came to the programme's actors by one kind of money, in minor units of one currency.
  public struct Money: Hashable, Sendable {
    public let instrument: Instrument
    public let currency: Currency
    public let promised: Int64
    /// Handed over or still held, after fees.
    public let net: Int64
    public let spent: Int64
    /// Actors that something came to.
    public let actorCount: Int

    public init(
      instrument: Instrument, currency: Currency, promised: Int64, net: Int64, spent: Int64, actorCount: Int
    ) {
      self.instrument = instrument
      self.currency = currency
      self.promised = promised
      self.net = net
      self.spent = spent
      self.actorCount = actorCount
    }
  }

  /// A province that actors are at home in.
  public struct Place: Hashable, Sendable {
    public let territory: String
    public let names: Names

    public init(territory: String, names: Names) {
      self.territory = territory
      self.names = names
    }
  }

  public struct StatusCount: Hashable, Sendable {
    /// The word that the engine wrote.
    public let status: String
    public let count: Int

    public init(status: String, count: Int) {
      self.status = status
      self.count = count
    }
  }

  /// What was reported of one indicator for one target group.
  public struct Outcome: Hashable, Sendable {
    public let group: String
    public let indicator: String
    /// Actors of which the value was due, and those of them that gave one.
    public let dueCount: Int
    public let reportedCount: Int
    /// The mean of the normalised values, 0 to 1 where it is an achievement; nil where nobody gave one.
    public let meanNormalised: Double?
    /// The mean share of the gains that is verified, 0 to 1.
    public let meanEvidence: Double?

    public init(
      group: String, indicator: String, dueCount: Int, reportedCount: Int, meanNormalised: Double?,
      meanEvidence: Double?
    ) {
      self.group = group
      self.indicator = indicator
      self.dueCount = dueCount
      self.reportedCount = reportedCount
      self.meanNormalised = meanNormalised
      self.meanEvidence = meanEvidence
    }
  }

  /// Actors at home in one province.
  public struct Area: Hashable, Sendable {
    public let territory: String
    public let names: Names
    public let actorCount: Int
    /// The mean of the scores there are; nil where there is none.
    public let meanScore: Double?

    public init(territory: String, names: Names, actorCount: Int, meanScore: Double?) {
      self.territory = territory
      self.names = names
      self.actorCount = actorCount
      self.meanScore = meanScore
    }
  }

  /// How many actors' scores have each status, most first.
  public let statuses: [StatusCount]
  public let meanCoverage: Double?
  public let money: [Money]
  public let outcomes: [Outcome]
  public let areas: [Area]

  public init(
    statuses: [StatusCount], meanCoverage: Double?, money: [Money], outcomes: [Outcome],
    areas: [Area]
  ) {
    self.statuses = statuses
    self.meanCoverage = meanCoverage
    self.money = money
    self.outcomes = outcomes
    self.areas = areas
  }
}
