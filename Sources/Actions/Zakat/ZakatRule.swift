import Domain

/// What the actions on zakat share.
enum ZakatRule {
  /// Under which the entries are booked: the code of a receipt or distribution is its key, whoever sends it.
  static let source = Source.zakat

  /// Two lines that move `amount` within a fund.
  static func lines(_ fund: Code, _ amount: Money, from credit: AccountPurpose, to debit: AccountPurpose)
    -> [LedgerLine]
  {
    [
      LedgerLine(fund: fund, account: debit, amount: amount),
      LedgerLine(fund: fund, account: credit, amount: amount.negated),
    ]
  }

  static func requireCurrency(_ amount: Money, of fund: ZakatFund) throws(Problem) {
    guard amount.currency == fund.currency else {
      throw Problem("currency_differs", "The fund \(fund.code) holds \(fund.currency), not \(amount.currency).")
    }
    guard amount.minor > 0 else { throw Problem("amount_not_positive", "An amount is above zero.") }
  }

  /// - Throws: `amil_cap_exceeded`.
  static func requireRoom(for amount: Money, received: Int64, charged: Int64, _ terms: ZakatTerms) throws(Problem) {
    let room = ZakatLimits.amilRoom(
      receivedMinor: received, chargedMinor: charged, capBasisPoints: terms.amilCapBasisPoints)
    guard amount.minor <= room else {
      let (limit, taken) = (
        try Money(minor: room + charged, amount.currency), try Money(minor: charged, amount.currency)
      )
      throw Problem(
        "amil_cap_exceeded",
        "The administrators' share of the year is at most \(limit), of which \(taken) are charged."
      )
    }
  }

  /// The year that a day belongs to.
  static func year(of day: CalendarDate, _ kind: ZakatTerms.Year, in calendar: HijriCalendar) throws(Problem)
    -> DateSpan
  {
    switch kind {
    case .gregorian:
      return try DateSpan(
        CalendarDate(year: day.year, month: 1, day: 1), through: CalendarDate(year: day.year, month: 12, day: 31))
    case .hijri:
      let year = try calendar.date(of: day).month.year
      let last = try HijriMonth(year: year, month: 12)
      let first = try calendar.firstDay(of: HijriMonth(year: year, month: 1))
      return try DateSpan(first, through: calendar.firstDay(of: last).adding(days: calendar.length(of: last) - 1))
    }
  }
}
