import Actions
import Domain
import Serving

/// Requests about zakat as JSON, read and answered in one way over HTTP and on the command line.
public enum ZakatRequest {
  /// The names of what may be done: `receipts`, `distributions`, `payments` …
  public static var nouns: [String] { ZakatNoun.all.map(\.name) }

  /// Does what `bytes` say.
  /// - Returns: The answer as JSON.
  /// - Throws: `noun_unknown`; every mistake with its line, column and field; what the action refuses.
  public static func perform(_ name: String, _ bytes: [UInt8], on tadamun: Tadamun, by source: Source) async throws
    -> String
  {
    try await SignedNoun.perform(name, of: ZakatNoun.all, bytes, on: tadamun, by: source)
  }

  public static func rendered(_ report: ZakatReport) -> String { JSON.report(report).rendered }
  public static func rendered(_ distribution: ZakatDistributionState) -> String {
    JSON.distribution(distribution).rendered
  }
  public static func rendered(_ receipt: ZakatReceiptStanding) -> String { JSON.receipt(receipt).rendered }
  public static func rendered(_ pledge: ZakatPledgeStanding) -> String { JSON.pledge(pledge).rendered }
  public static func rendered(_ pledges: [ZakatPledgeStanding]) -> String {
    JSON.list(pledges.map(JSON.pledge)).rendered
  }
  public static func rendered(_ starts: [HijriCalendar.MonthStart]) -> String {
    JSON.list(starts.map(JSON.monthStart)).rendered
  }
  public static func renderedCategories() -> String { JSON.list(JSON.categoryList).rendered }

  /// A day in both calendars, and the end of a ḥawl that begins with it.
  public static func rendered(day: CalendarDate, in calendar: HijriCalendar) throws -> String {
    try JSON.hijri(day, in: calendar).rendered
  }
}

extension JSON {
  static var categoryList: [JSON] {
    AsnafCategory.allCases.map {
      [
        "category": .text($0.rawValue), "ar": .text($0.arabic), "transliteration": .text($0.transliteration),
        "fr": .text($0.french), "en": .text($0.english),
      ]
    }
  }

  static func hijri(_ day: CalendarDate, in calendar: HijriCalendar) throws -> JSON {
    let date = try calendar.date(of: day)
    let end = try calendar.hawlEnd(of: day)
    return [
      "day": .date(day), "hijri": .text(date.description), "month": .text(date.month.name),
      "is_announced": .bool(calendar.isObserved(date.month)),
      "hawl": [
        "hijri": .text(end.hijri.description), "ends_on": .date(end.on), "earliest": .date(end.earliest),
        "latest": .date(end.latest),
      ],
    ]
  }

  static func monthStart(_ start: HijriCalendar.MonthStart) -> JSON {
    ["month": .text(start.month.description), "first_on": .date(start.firstOn), "source": .text(start.source)]
  }

  static func receipt(_ receipt: ZakatReceiptStanding) -> JSON {
    let currency = receipt.amount.currency
    return [
      "receipt": .code(receipt.receipt), "fund": .code(receipt.fund), "money": .money(receipt.amount),
      "state": .text(receipt.state.rawValue), "received_on": .date(receipt.receivedOn), "hijri": .text(receipt.hijri),
      "hawl_ends_on": .date(receipt.hawlEndsOn), "due_on": .date(receipt.dueOn),
      "remaining": .text(currency.decimal(receipt.remainingMinor)),
      "discharged": .text(currency.decimal(receipt.dischargedMinor)),
      "overdue_since": .optional(receipt.overdueSince?.description),
    ]
  }

  static func pledge(_ standing: ZakatPledgeStanding) -> JSON {
    let (pledge, currency) = (standing.pledge, standing.pledge.amount.currency)
    return [
      "pledge": .code(pledge.code), "fund": .code(pledge.fund), "kind": .text(standing.kind.rawValue),
      "money": .money(pledge.amount), "state": .text(standing.state.rawValue), "pledged_on": .date(pledge.pledgedOn),
      "last_on": .optional(pledge.lastOn?.description), "only_category": .optional(pledge.onlyCategory?.rawValue),
      "only_region": .optional(pledge.onlyRegion),
      "received": .text(currency.decimal(standing.receivedMinor)),
      "promised": .text(currency.decimal(standing.openMinor)),
      "ended_on": .optional(standing.endedOn?.description),
    ]
  }

  static func distribution(_ state: ZakatDistributionState) -> JSON {
    [
      "distribution": .code(state.code), "fund": .code(state.fund), "mode": .text(state.mode.rawValue),
      "money": .money(state.amount), "state": .text(state.state.rawValue),
      "decision": .integer(state.decision.rawValue), "ownership": .list(state.ownership.map(JSON.text)),
    ]
  }

  static func report(_ report: ZakatReport) -> JSON {
    let money = { (minor: Int64) -> JSON in
      .optional((try? Money(minor: minor, report.currency))?.decimal)
    }
    let lot = { (lot: ZakatReport.Lot) -> JSON in
      [
        "receipt": .code(lot.receipt), "received_on": .date(lot.receivedOn), "due_on": .date(lot.dueOn),
        "age_days": .integer(lot.ageDays), "remaining": money(lot.remainingMinor),
      ]
    }
    return [
      "fund": .code(report.fund), "currency": .text(report.currency.code), "on": .date(report.day),
      "promised": money(report.promisedMinor), "received": money(report.receivedMinor),
      "refunded": money(report.refundedMinor), "paid": money(report.paidMinor),
      "discharged": money(report.dischargedMinor),
      "paid_unproven": money(report.paidUnprovenMinor), "disputed": money(report.disputedMinor),
      "amil_share": money(report.amilMinor), "balance": money(report.balanceMinor),
      "overdue": money(report.overdueMinor),
      "by_category": .list(
        report.byCategory.map { ["category": .text($0.category.rawValue), "paid": money($0.paidMinor)] }),
      "overdue_lots": .list(report.overdueLots.map(lot)), "oldest_lot": report.oldestLot.map(lot) ?? .null,
    ]
  }
}
