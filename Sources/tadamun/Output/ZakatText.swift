import Domain

/// A zakat fund's report as text.
enum ZakatText {
  static func report(_ report: ZakatReport) -> String {
    // Sums of a fund may pass the limit of one posting.
    let money = { (minor: Int64) in (try? Money(minor: minor, report.currency).description) ?? "\(minor) minor units" }
    var lines = [
      "\(report.fund) on \(report.day)",
      "  promised       \(money(report.promisedMinor)), not received and in no sum below",
      "  received       \(money(report.receivedMinor)), of which refunded \(money(report.refundedMinor))",
      "  paid           \(money(report.paidMinor)): proven \(money(report.dischargedMinor)), "
        + "unproven \(money(report.paidUnprovenMinor)) (disputed \(money(report.disputedMinor)))",
      "  administrators \(money(report.amilMinor))",
      "  balance        \(money(report.balanceMinor)), of which overdue \(money(report.overdueMinor))",
    ]
    for category in report.byCategory {
      lines.append("  to \(category.category.rawValue): \(money(category.paidMinor))")
    }
    for lot in report.overdueLots {
      lines.append("  overdue: receipt \(lot.receipt), \(money(lot.remainingMinor)) for \(lot.ageDays) days")
    }
    if let lot = report.oldestLot {
      lines.append("  oldest lot: receipt \(lot.receipt) of \(lot.receivedOn), \(money(lot.remainingMinor))")
    }
    return lines.joined(separator: "\n")
  }

  static func pledge(_ standing: ZakatPledgeStanding) -> String {
    let (pledge, currency) = (standing.pledge, standing.pledge.amount.currency)
    let last = pledge.lastOn.map { ", holds until \($0)" } ?? ""
    return
      "\(pledge.code)  \(pledge.pledgedOn)  \(currency.decimal(standing.openMinor)) of \(pledge.amount) open\(last)"
  }
}
