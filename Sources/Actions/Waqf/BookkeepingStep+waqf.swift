import Domain
import Postgres
import Store

extension BookkeepingStep {
  /// Ends temporary waqfs whose last day has passed: from then on their principal is owed to the founder.
  static let endWaqfs = BookkeepingStep.byItem("end_waqfs") { tadamun, day, items in
    for code in try await WaqfDeeds.ended(before: day, in: tadamun.pool) {
      try await items.perform("waqf:\(code)") { try await tadamun.end(waqf: code, on: day) ? 1 : 0 }
    }
  }

  /// Says once of each asset that was sold that its replacement is overdue.
  static let overdueReplacements = BookkeepingStep(name: "overdue_replacements") { tadamun, day in
    try await tadamun.transaction { transaction in
      let overdue = try await WaqfIstibdals.markOverdue(on: day, in: transaction)
      for sale in overdue {
        let body = JSONText.object([
          "waqf": .text(sale.waqf.text), "suspense_minor": .integer(sale.suspenseMinor), "on": .text(day.description),
        ])
        try await Events.append(
          "waqf_replacement_overdue", about: "waqf_istibdal:\(sale.istibdal)", body: body, by: Source.worker.name,
          in: transaction)
      }
      return overdue.count
    }
  }
}

extension Tadamun {
  /// Ends a temporary waqf: what its principal is worth in the books, exactly, is owed to whom the deed names.
  /// - Returns: Whether it was still to be ended.
  func end(waqf code: Code, on day: CalendarDate) async throws -> Bool {
    try await transaction { transaction in
      let waqf = try await lockedWaqf(code, in: transaction)
      guard waqf.state.next(waqf.deed.duration).contains(.returning) else { return false }
      let balances = try await WaqfReports.balances(of: waqf, through: nil, in: transaction)
      let principal = WaqfReports.principal(balances)
      var lines = WaqfLines(waqf.deed)
      try lines.debit(.waqfCorpus, principal.corpusMinor)
      try lines.debit(.istibdalGains, principal.exchangeGainsMinor)
      try lines.credit(.waqfLosses, principal.lossesMinor)
      let owed = principal.corpusMinor + principal.exchangeGainsMinor - principal.lossesMinor
      try lines.credit(.waqfReturnable, owed)
      let entry =
        lines.lines.isEmpty ? nil : try await book(.waqfExpiry, lines, on: day, for: code, in: transaction).id
      try await WaqfPrincipal.insertExpiry(of: waqf.id, on: day, principal, entry: entry, in: transaction)
      try await WaqfDeeds.append(
        .returning, to: waqf.id, as: waqf.steps + 1, on: day, by: Source.worker.name, in: transaction)
      try await event("waqf_ended", waqf, ["owed_minor": .integer(owed)], .worker, in: transaction)
      return true
    }
  }
}
