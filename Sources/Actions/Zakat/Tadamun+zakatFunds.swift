import Domain
import Postgres
import Store

extension Tadamun {
  /// Opens a fund that holds zakat under its rules: an open, empty fund of kind zakat, with a bank account of its own and
  /// a fund apart for interest that must not stay. Opened again, it changes nothing.
  ///
  /// - Throws: `fund_unknown`; `zakat_fund_exists`; `bank_account_taken`; `fund_kind_differs` where the fund is not one of
  ///   zakat, or the other one not one of the organisation's own; `fund_has_other_accounts` where general entries touched
  ///   it; `policy_unknown`.
  public func open(_ fund: ZakatFund, on day: CalendarDate, by source: Source) async throws {
    try await transaction { transaction in
      if try await ZakatFunds.find(fund.code, in: transaction)?.fund == fund { return }
      let found = try await Funds.find([fund.code, fund.purification], in: transaction)
      guard let held = found[fund.code] else { throw Tadamun.unknownFund(fund.code) }
      guard let purifying = found[fund.purification] else { throw Tadamun.unknownFund(fund.purification) }
      guard held.fund.instrument == .zakat, purifying.fund.instrument == .operating else {
        throw Problem(
          "fund_kind_differs", "Zakat is held by a fund of zakat, and impure interest by one of the organisation's own."
        )
      }
      _ = try await zakatTerms(fund.policy, on: day, in: transaction)
      try await ZakatFunds.insert(fund, id: held.id, purification: purifying.id, in: transaction)
      let body = JSONText.object([
        "policy": .text(fund.policy.text), "purification": .text(fund.purification.text),
      ])
      try await Events.append(
        "zakat_fund_opened", about: "fund:\(fund.code)", body: body, by: source.name, in: transaction)
    }
  }

  /// Records who a payer is, apart from what is paid. Recorded again, it is the same payer.
  ///
  /// - Parameter reference: What the recorder calls the payer's record; no name.
  /// - Returns: The key that receipts name.
  /// - Throws: `donor_exists` where the reference is another payer's; `name_missing`.
  public func recordZakatDonor(_ reference: Code, name: String, contact: String?, by source: Source) async throws
    -> Int64
  {
    try await transaction { transaction in
      try await ZakatReceipts.recordDonor(
        reference, name: name, contact: contact, by: source.name, in: transaction)
    }
  }

  /// Who a payer is. That somebody read it, and why, is recorded.
  /// - Throws: `donor_unknown`, `reason_missing`.
  public func zakatDonor(_ donor: Int64, reason: String, by person: Person) async throws
    -> (name: String, contact: String?)
  {
    try await transaction { transaction in
      let found = try await ZakatReceipts.donor(donor, by: person.name, reason: reason, in: transaction)
      guard let found else { throw Problem("donor_unknown", "There is no donor \(donor).") }
      return found
    }
  }

  /// Records the announced start of a Hijri month; from now on it stands in place of the table's. Recorded again while
  /// it stands, it changes nothing.
  /// - Throws: `hijri_start_implausible`.
  public func recordMonthStart(_ start: HijriCalendar.MonthStart, by source: Source) async throws {
    try await transaction { transaction in
      let earlier = try await HijriMonthStarts.all(in: transaction)
      if earlier.last(where: { $0.month == start.month }) == start { return }
      _ = try HijriCalendar(observed: earlier + [start])
      try await HijriMonthStarts.insert(start, by: source.name, in: transaction)
      let body = JSONText.object(["first_on": .text(start.firstOn.description), "source": .text(start.source)])
      try await Events.append(
        "hijri_month_announced", about: "hijri:\(start.month.year)-\(start.month.month)", body: body, by: source.name,
        in: transaction)
    }
  }

  /// The announced starts of months that stand, in the order of the months: of two for a month the later one does.
  public func hijriMonthStarts() async throws -> [HijriCalendar.MonthStart] {
    let starts = try await HijriMonthStarts.all(in: pool)
    let standing = Dictionary(starts.map { ($0.month, $0) }) { _, later in later }
    return standing.values.sorted { $0.month < $1.month }
  }

  /// The calendar with every recorded announcement.
  public func hijriCalendar() async throws -> HijriCalendar {
    try HijriCalendar(observed: try await HijriMonthStarts.all(in: pool))
  }

  /// What a policy says about zakat on a day.
  func zakatTerms(_ code: Code, on day: CalendarDate, in session: some Session) async throws
    -> (terms: ZakatTerms, policy: ID<Policy>)
  {
    let stored = try await policy(code, on: day, in: session)
    return (try ZakatTerms(stored.policy), stored.id)
  }

  /// - Throws: `zakat_fund_unknown`.
  func zakatFund(_ code: Code, in session: some Session) async throws -> ZakatFunds.Stored {
    guard let fund = try await ZakatFunds.find(code, in: session) else {
      throw Problem("zakat_fund_unknown", "There is no fund “\(code)” that holds zakat under its rules.")
    }
    return fund
  }

  static func unknownFund(_ code: Code) -> Problem { Problem("fund_unknown", "There is no fund “\(code)”.") }
}
