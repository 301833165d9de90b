import Domain
import Store

extension BookkeepingStep {
  /// Marks reports of grants that were due before the day and that nobody has sent; each once.
  static let overdueGrantReports = BookkeepingStep.byItem("grant_reports_overdue") { tadamun, day, items in
    for grant in try await Grants.withOverdueReports(before: day, in: tadamun.pool) {
      try await items.perform("grant:\(grant.code)") { try await tadamun.markOverdueReports(of: grant.id, on: day) }
    }
  }
}

extension Tadamun {
  /// - Returns: How many reports of the grant it marked.
  fileprivate func markOverdueReports(of grant: ID<Grant>, on day: CalendarDate) async throws -> Int {
    try await transaction { transaction in
      try await Grants.lock(grant, in: transaction)
      let overdue = try await Grants.overdueReports(of: grant, before: day, in: transaction)
      for item in overdue {
        try await Grants.step(
          grant, report: item.report, number: item.step + 1, from: item.state, to: .overdue, on: day,
          by: Source.worker.name, in: transaction)
      }
      return overdue.count
    }
  }
}
