/// Which lines that reached actors are asked for; what is nil is not asked about.
public struct ContributionFilter: Hashable, Sendable {
  public var actor: Code?
  public var instrument: Instrument?
  public var fund: Code?
  public var contributor: Code?
  public var stage: Contribution.Stage?
  /// The first and the last day on which they occurred.
  public var first: CalendarDate?
  public var last: CalendarDate?

  public init(
    actor: Code? = nil, instrument: Instrument? = nil, fund: Code? = nil, contributor: Code? = nil,
    stage: Contribution.Stage? = nil, from first: CalendarDate? = nil, through last: CalendarDate? = nil
  ) {
    self.actor = actor
    self.instrument = instrument
    self.fund = fund
    self.contributor = contributor
    self.stage = stage
    self.first = first
    self.last = last
  }

  /// Where a list of lines goes on: after a line of an entry.
  public struct Place: Hashable, Sendable {
    public let entry: Int64
    public let line: Int

    public static let beginning = Place(entry: 0, line: 0)

    public init(entry: Int64, line: Int) {
      self.entry = entry
      self.line = line
    }
  }
}
