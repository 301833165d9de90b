import Domain
import Postgres
import Store

extension Tadamun {
  /// Exchanges money that a fund holds into another currency: converted once, each currency balanced against clearing.
  ///
  /// - Parameters:
  ///   - account: Whose cash it is, before and after.
  ///   - received: What the bank gave; nil for just the conversion. It may differ by one minor unit, which is booked as
  ///     rounding.
  /// - Throws: `fx_residual_too_large`; `amount_not_positive`; what ``ExchangeRate/convert(_:)`` and
  ///   ``book(_:key:by:)`` throw.
  @discardableResult
  public func exchange(
    _ amount: Money, at rate: ExchangeRate, received: Money? = nil, of account: AccountPurpose, in fund: Code,
    on day: CalendarDate, key: String, by source: Source
  ) async throws -> (booked: BookedEntry, received: Money) {
    guard amount.minor > 0 else { throw Problem("amount_not_positive", "What is exchanged is more than zero.") }
    let converted = try rate.convert(amount)
    let received = received ?? converted
    guard received.currency == rate.target else {
      throw Problem("currency_differs", "The rate is to \(rate.target), what came is in \(received.currency).")
    }
    let residual = received.minor - converted.minor
    guard abs(residual) <= 1 else {
      throw Problem(
        "fx_residual_too_large", "\(amount) at \(rate.decimal) is \(converted), not \(received): more than rounding.")
    }
    var lines = [
      LedgerLine(fund: fund, account: account, amount: amount.negated),
      LedgerLine(fund: fund, account: AccountPurpose(kind: .fxClearing), amount: amount),
      LedgerLine(fund: fund, account: AccountPurpose(kind: .fxClearing), amount: converted.negated),
      LedgerLine(fund: fund, account: account, amount: received),
    ]
    if residual != 0 {
      let rounding = try Money(minor: -residual, rate.target)
      lines.append(LedgerLine(fund: fund, account: AccountPurpose(kind: .fxRounding), amount: rounding))
    }
    let entry = try JournalEntry(
      .exchange, on: day, lines: lines, description: "\(rate.decimal), \(rate.publisher), \(rate.publishedOn)")
    return try await transaction { transaction in
      let booked = try await book(entry, key: key, by: source, in: transaction)
      if booked.isNew {
        try await Ledger.insertExchange(
          booked.id, from: amount, to: received, residualMinor: residual, rate: rate, in: transaction)
      }
      return (booked, received)
    }
  }
}
