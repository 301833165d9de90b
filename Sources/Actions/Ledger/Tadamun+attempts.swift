import Domain
import Postgres
import Store

extension Tadamun {
  /// Entries that would have moved money out of the funds it belongs to: that somebody tried is recorded, although
  /// nothing moved.
  private static let recordedAttempts: Set<String> = [
    "entry_kind_may_touch_account", "ruled_funds_have_own_accounts", "zakat_moves_for_a_reason",
    "ruled_money_has_its_own_way_back", "waqf_moves_for_a_reason", "campaign_moves_for_a_reason",
    "escrow_holds_what_stands",
  ]

  /// Records, in a transaction of its own, what the database refused for that reason.
  nonisolated(nonsending) func recordAttempt(_ error: PostgresError) async throws {
    guard let constraint = error.constraint, Tadamun.recordedAttempts.contains(constraint) else { return }
    let body = JSONText.object(["constraint": .text(constraint), "message": .text(error.message)])
    try await Events.append("posting_refused", about: "constraint:\(constraint)", body: body, by: "ledger", in: pool)
  }
}
