import Domain
import Store

extension BookkeepingStep {
  /// Marks reports of grants that were due before the day and that nobody has sent; each once.
  static let overdueGrantReports = BookkeepingStep(name: "grant_reports_overdue") { tadamun, day in
    try await tadamun.transaction { transaction in
      let overdue = try await Grants.overdueReports(before: day, in: transaction)
      for item in overdue {
        try await Grants.lock(item.grant, in: transaction)
        try await Grants.step(
          item.grant, report: item.report, number: item.step + 1, from: item.state, to: .overdue, on: day,
          by: Source.worker.name, in: transaction)
      }
      return overdue.count
    }
  }
}
