/// What came to an actor, taken apart: sums over the ledger, never stored.
public struct MoneyView: Hashable, Sendable {
  /// How time is cut.
  public enum Cut: String, CaseIterable, Hashable, Sendable {
    case all, year, quarter, month
  }

  public let actor: Code
  public let cut: Cut
  public let own: [MoneyRow]
  /// Of a union: what came to its members while they were members, each once however many ways lead to it, and not
  /// through the union itself.
  public let members: [MoneyRow]
  /// Of a union: what its members got through it or through a union below it. The union's own rows may hold the same
  /// money on its way in; it is never added to them.
  public let pooled: [MoneyRow]

  public init(actor: Code, cut: Cut, own: [MoneyRow], members: [MoneyRow], pooled: [MoneyRow]) {
    self.actor = actor
    self.cut = cut
    self.own = own
    self.members = members
    self.pooled = pooled
  }
}

/// One fund's money for somebody, from one funder, in one period and currency; amounts in minor units.
public struct MoneyRow: Hashable, Sendable {
  public let instrument: Instrument
  public let fund: Code
  /// Nil where unknown or anonymous, and for what moved inside the fund.
  public let funder: Code?
  /// The period's first day; nil where time is not cut.
  public let period: CalendarDate?
  public let currency: Currency
  public let promised: Int64
  /// Kept back by somebody on the way.
  public let fees: Int64
  /// Held for the actor: the change in the period.
  public let custody: Int64
  public let paidOut: Int64
  /// Of what was paid out, what a file or a publication told that others paid; nothing of it was paid here.
  public let told: Int64
  /// Accepted as spent for its work.
  public let spent: Int64
  /// Came back from it.
  public let returned: Int64

  /// Given for the actor, handed over or still held, after fees.
  public var net: Int64 { custody + paidOut }
  /// As it was given, before fees.
  public var gross: Int64 { net + fees }

  public init(
    instrument: Instrument, fund: Code, funder: Code?, period: CalendarDate?, currency: Currency, promised: Int64,
    fees: Int64, custody: Int64, paidOut: Int64, told: Int64 = 0, spent: Int64, returned: Int64
  ) {
    self.instrument = instrument
    self.fund = fund
    self.funder = funder
    self.period = period
    self.currency = currency
    self.promised = promised
    self.fees = fees
    self.custody = custody
    self.paidOut = paidOut
    self.told = told
    self.spent = spent
    self.returned = returned
  }
}
