import Domain

/// Invented organisations of the Oriental region of Morocco, their funds, contributions and reports: the same values
/// for the same seed, on every machine. Provinces and communes are real, every organisation is marked as an example,
/// and there are no persons in it.
public struct Sample: Hashable, Sendable {
  /// The code of the framework the reports are made for.
  public let framework = "oriental-social-economy"
  public let programme = "oriental-2024-2026"
  /// The fund that the framework's rule of money is applied to.
  public let budgetFund = "grant-income"
  /// The day the sample is of: nothing in it is later.
  public let asOf: CalendarDate
  /// Eight quarters, 2024Q4 to 2026Q3.
  public let quarters: [DateSpan]
  public let groups: [SampleGroup]
  public let indicators: [SampleIndicator]
  public internal(set) var actors: [SampleActor] = []
  public internal(set) var memberships: [SampleMembership] = []
  public internal(set) var funds: [SampleFund] = []
  /// By fund and day.
  public internal(set) var contributions: [ContributionRow] = []
  /// By actor, period, version, indicator and group. A report that was corrected is there twice, with the same
  /// reference and a later day of submission.
  public internal(set) var reports: [ReportRow] = []

  let seed: UInt64

  /// The sample of the Oriental region.
  public static func oriental(seed: UInt64 = 2_026) throws(Problem) -> Sample {
    var sample = try Sample(seed: seed)
    sample.addActors()
    sample.addMemberships()
    sample.addFunds()
    try sample.addContributions()
    sample.addReports()
    return sample
  }

  private init(seed: UInt64) throws(Problem) {
    self.seed = seed
    asOf = try CalendarDate(year: 2026, month: 11, day: 24)
    var quarters: [DateSpan] = []
    for index in 0..<8 {
      let (year, month) = (2024 + (index + 3) / 4, (index + 3) % 4 * 3 + 1)
      let next = try CalendarDate(year: month == 10 ? year + 1 : year, month: month == 10 ? 1 : month + 3, day: 1)
      quarters.append(try DateSpan(CalendarDate(year: year, month: month, day: 1), through: next.adding(days: -1)))
    }
    self.quarters = quarters
    groups = SampleGroup.all
    indicators = SampleIndicator.all
  }

  /// The actors of one kind, by code.
  public func actors(_ kind: SampleActor.Kind) -> [SampleActor] { actors.filter { $0.kind == kind } }
}
