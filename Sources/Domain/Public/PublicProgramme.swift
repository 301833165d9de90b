/// What everybody may read of a programme: sums over so many that they tell of nobody.
public struct PublicProgramme: Hashable, Sendable {
  public let programme: Programme
  public let funder: Names
  /// The run that readers see.
  public let run: ScoringRun
  /// As of the end of the latest period that was published; nil where none was since money is published.
  public let money: PublishedMoney?
  /// The latest version of every period, oldest first.
  public let reach: [PublishedReach]

  public init(
    _ programme: Programme, funder: Names, run: ScoringRun, money: PublishedMoney?, reach: [PublishedReach]
  ) {
    self.programme = programme
    self.funder = funder
    self.run = run
    self.money = money
    self.reach = reach
  }
}
