import Domain
import Postgres
import Store

extension BookkeepingStep {
  /// Opens approved campaigns on their first day, judges those whose last day is over, settles pools whose campaigns all
  /// have their results, lets promises expire, and says once of each appeal that its report is overdue.
  static let campaignDays = BookkeepingStep.byItem("campaigns") { tadamun, day, items in
    // Due by the morning of `day`: what opens on it, and what closed before it.
    let opening = try await Campaigns.due(.approved, .opening, before: day.adding(days: 1), in: tadamun.pool)
    for code in opening {
      try await items.perform("campaign:\(code)") {
        try await tadamun.openCampaign(code, on: day, by: .worker)
        return 1
      }
    }
    for code in try await Campaigns.due(.open, .closing, before: day, in: tadamun.pool) {
      try await items.perform("campaign:\(code)") {
        try await tadamun.closeCampaign(code, on: day, by: .worker)
        return 1
      }
    }
    for code in try await MatchPools.due(before: day, in: tadamun.pool) {
      try await items.perform("match_pool:\(code)") {
        try await tadamun.settlePool(code, on: day, by: .worker)
        return 1
      }
    }
    for code in try await Refunds.expired(before: day, limit: 10_000, in: tadamun.pool) {
      try await items.perform("pledge:\(code)") { try await tadamun.expirePledge(code, on: day) ? 1 : 0 }
    }
    try await items.perform("appeal_reports") { try await tadamun.markOverdueAppeals(on: day) }
  }
}

extension Tadamun {
  /// Says once of each appeal that its report is overdue.
  /// - Returns: Of how many.
  fileprivate func markOverdueAppeals(on day: CalendarDate) async throws -> Int {
    try await transaction { transaction in
      let overdue = try await Campaigns.markOverdue(on: day, in: transaction)
      for code in overdue {
        try await Events.append(
          "appeal_report_overdue", about: "campaign:\(code)", body: JSONText.object(["on": .text(day.description)]),
          by: Source.worker.name, in: transaction)
      }
      return overdue.count
    }
  }

  /// Ends a promise whose last day is over.
  /// - Returns: Whether it was still standing.
  fileprivate func expirePledge(_ code: Code, on day: CalendarDate) async throws -> Bool {
    try await transaction { transaction in
      let (pledge, campaign) = try await lockedPledge(code, in: transaction)
      guard pledge.state == .pledged else { return false }
      let moment = try await start(of: day, for: campaign, in: transaction)
      try await Pledges.append(
        .expired, to: pledge.id, as: pledge.step + 1, at: moment, by: Source.worker.name, in: transaction)
      return true
    }
  }
}
