/// What became of a promise of zakat.
public struct ZakatPledgeStanding: Hashable, Sendable {
  public enum State: String, CaseIterable, Hashable, Sendable {
    /// Nothing of it came.
    case pledged
    case partiallyReceived = "partially_received"
    case received
    /// What had not come will not: somebody said so.
    case cancelled
    /// What had not come will not: its last day has passed.
    case lapsed
  }

  public enum Outcome: String, Hashable, Sendable {
    case cancelled
    case lapsed
  }

  public let pledge: ZakatPledge
  public let kind: ZakatFund.Kind
  /// Came against it and was not given back, in minor units.
  public let receivedMinor: Int64
  public let outcome: Outcome?
  public let endedOn: CalendarDate?

  public init(
    _ pledge: ZakatPledge, kind: ZakatFund.Kind, receivedMinor: Int64, outcome: Outcome?, endedOn: CalendarDate?
  ) {
    self.pledge = pledge
    self.kind = kind
    self.receivedMinor = receivedMinor
    self.outcome = outcome
    self.endedOn = endedOn
  }

  /// Still promised, in minor units; nothing once it has ended.
  public var openMinor: Int64 { outcome == nil ? pledge.amount.minor - receivedMinor : 0 }

  public var state: State {
    switch outcome {
    case .cancelled: .cancelled
    case .lapsed: .lapsed
    case nil where receivedMinor == 0: .pledged
    case nil: openMinor > 0 ? .partiallyReceived : .received
    }
  }

  /// A receipt against this promise, with its payer and wishes where the receipt does not say them itself.
  /// - Throws: `pledge_differs` where the receipt says another fund, payer or wish.
  public func filling(_ receipt: ZakatReceipt) throws(Problem) -> ZakatReceipt {
    let filled = try ZakatReceipt(
      receipt.code, fund: receipt.fund, amount: receipt.amount, donor: receipt.donor ?? pledge.donor,
      onlyCategory: receipt.onlyCategory ?? pledge.onlyCategory, onlyRegion: receipt.onlyRegion ?? pledge.onlyRegion,
      receivedOn: receipt.receivedOn, niyyaOn: receipt.niyyaOn, pledge: pledge.code)
    guard filled.fund == pledge.fund, filled.donor == pledge.donor, filled.onlyCategory == pledge.onlyCategory,
      filled.onlyRegion == pledge.onlyRegion
    else {
      throw Problem(
        "pledge_differs", "The pledge \(pledge.code) is to another fund, by another payer or for another purpose.")
    }
    return filled
  }

  /// - Throws: `pledge_ended` where it does not hold on the day; `pledge_exceeded` where less of it is open.
  public func requireRoom(for receipt: ZakatReceipt) throws(Problem) {
    let day = receipt.receivedOn
    guard outcome == nil, day >= pledge.pledgedOn, day <= pledge.lastOn ?? day else {
      throw Problem("pledge_ended", "The pledge \(pledge.code) does not hold on \(day).")
    }
    guard receipt.amount.minor <= openMinor else {
      let open = try Money(minor: openMinor, pledge.amount.currency)
      throw Problem("pledge_exceeded", "Of the pledge \(pledge.code), \(open) are open.")
    }
  }

  /// - Throws: `pledge_ended` where it has ended or came whole.
  public func requireOpen() throws(Problem) {
    guard openMinor > 0 else { throw Problem("pledge_ended", "Nothing of the pledge \(pledge.code) is open.") }
  }
}
