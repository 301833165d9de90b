/// One booked line that reached an actor, was promised to it or is held for it.
public struct ContributionLine: Hashable, Sendable {
  public let entry: Int64
  /// Counts within the entry.
  public let line: Int
  public let actor: Code
  public let stage: Contribution.Stage
  public let instrument: Instrument
  public let fund: Code
  /// Nil where unknown or anonymous.
  public let contributor: Code?
  /// Negative in a reversal.
  public let amount: Money
  public let occurredOn: CalendarDate
  public let isReversal: Bool
  public let description: String
  public let externalRef: String
  /// The source that told it, such as `import` or `iati:…`, where a file or a publication did: nothing was paid here.
  public let toldBy: String?

  public init(
    entry: Int64, line: Int, actor: Code, stage: Contribution.Stage, instrument: Instrument, fund: Code,
    contributor: Code?, amount: Money, occurredOn: CalendarDate, isReversal: Bool, description: String,
    externalRef: String, toldBy: String? = nil
  ) {
    self.entry = entry
    self.line = line
    self.actor = actor
    self.stage = stage
    self.instrument = instrument
    self.fund = fund
    self.contributor = contributor
    self.amount = amount
    self.occurredOn = occurredOn
    self.isReversal = isReversal
    self.description = description
    self.externalRef = externalRef
    self.toldBy = toldBy
  }
}
