/// What everybody may read of a programme: sums over so many that they tell of nobody.
public struct PublicProgramme: Hashable, Sendable {
  /// What came by one kind of money, in minor units of one currency; amounts and actors are nil where they are hidden.
  public struct Money: Hashable, Sendable {
    public let instrument: Instrument
    public let currency: Currency
    public let amounts: Amounts?

    public init(instrument: Instrument, currency: Currency, amounts: Amounts?) {
      self.instrument = instrument
      self.currency = currency
      self.amounts = amounts
    }
  }

  public struct Amounts: Hashable, Sendable {
    public let promised: Int64
    /// Handed over or still held, after fees.
    public let received: Int64
    public let spent: Int64
    /// Actors that something came to.
    public let actorCount: Int

    public init(promised: Int64, received: Int64, spent: Int64, actorCount: Int) {
      self.promised = promised
      self.received = received
      self.spent = spent
      self.actorCount = actorCount
    }
  }

  public let programme: Programme
  public let funder: Names
  /// The run that readers see.
  public let run: ScoringRun
  public let money: [Money]
  /// The latest version of every period, oldest first.
  public let reach: [PublishedReach]

  /// An amount is shown where it came to as many actors at least: of two, each could tell the other's share by taking
  /// away its own. No sum over kinds of money is published, so that nothing hidden follows from one.
  public static let leastActors = 3

  public init(
    _ programme: Programme, funder: Names, run: ScoringRun, money: [ProgrammeOverview.Money], reach: [PublishedReach]
  ) {
    self.programme = programme
    self.funder = funder
    self.run = run
    self.money = money.map { row in
      let amounts = Amounts(
        promised: row.promised, received: row.net, spent: row.spent, actorCount: row.actorCount)
      return Money(
        instrument: row.instrument, currency: row.currency,
        amounts: row.actorCount >= PublicProgramme.leastActors ? amounts : nil)
    }
    self.reach = reach
  }
}
