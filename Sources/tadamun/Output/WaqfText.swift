import Domain

/// A waqf's report as text.
enum WaqfText {
  static func report(_ report: WaqfReport) -> String {
    // Sums of a fund may pass the limit of one posting.
    let money = { (minor: Int64) in (try? Money(minor: minor, report.currency).description) ?? "\(minor) minor units" }
    let (principal, yields) = (report.principal, report.yields)
    var lines = [
      "\(report.waqf) on \(report.day): \(report.state.rawValue)",
      "  principal      \(money(principal.balanceMinor)): cash \(money(principal.cashMinor)), "
        + "assets \(money(principal.assetsMinor)), in suspense \(money(principal.suspenseMinor))",
      "  of it          given \(money(principal.corpusMinor)), exchange gains \(money(principal.exchangeGainsMinor)), "
        + "lost \(money(principal.lossesMinor)), owed to the founder \(money(principal.returnableMinor))",
      "  yield          received \(money(yields.receivedMinor)), direct costs \(money(yields.costsMinor)) "
        + "(owed \(money(yields.owedCostsMinor))), not shared out \(money(yields.undividedMinor))",
      "  set aside      maintenance \(money(yields.maintenanceMinor)), reserve \(money(yields.reserveMinor)), "
        + "fees \(money(yields.feesMinor)), beneficiaries \(money(yields.sharesMinor))",
      "  distributed    \(money(yields.distributedMinor))",
    ]
    for beneficiary in report.beneficiaries {
      lines.append(
        "  to \(beneficiary.code): set aside \(money(beneficiary.setAsideMinor)), "
          + "unpaid \(money(beneficiary.unpaidMinor))")
    }
    for need in report.openNeeds {
      lines.append("  needs \(need.code) (\(need.urgency.rawValue), due \(need.dueOn)): \(money(need.openMinor)) open")
    }
    for asset in report.assets {
      let successor = asset.replacedBy.map { ", replaced by \($0)" } ?? ""
      lines.append(
        "  asset \(asset.code) (\(asset.kind.rawValue)): \(asset.state.rawValue), \(money(asset.bookMinor))\(successor)"
      )
    }
    return lines.joined(separator: "\n")
  }
}
