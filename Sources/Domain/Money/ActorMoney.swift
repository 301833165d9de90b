/// What one fund did for one actor in one currency: sums of postings, never stored.
public struct ActorMoney: Hashable, Sendable {
  public let instrument: Instrument
  public let fund: Code
  public let promised: Money
  /// Given for the actor, whether handed over or still in custody.
  public let cameIn: Money
  public let paidOut: Money
  public let inCustody: Money

  public init(
    instrument: Instrument, fund: Code, promised: Money, cameIn: Money, paidOut: Money, inCustody: Money
  ) {
    self.instrument = instrument
    self.fund = fund
    self.promised = promised
    self.cameIn = cameIn
    self.paidOut = paidOut
    self.inCustody = inCustody
  }
}
