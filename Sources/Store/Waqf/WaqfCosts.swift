import Domain
import Postgres

/// The tables of direct costs and of what was paid of them.
public enum WaqfCosts {
  /// A cost, and what is owed of it: nothing once it is reversed.
  public struct Stored: Sendable {
    public let id: Int64
    public let unpaidMinor: Int64
  }

  public static func insert(_ cost: WaqfCost, of waqf: Int64, entry: Int64, in session: some Session) async throws {
    try await session.execute(
      """
      INSERT INTO waqf_costs (code, waqf_id, amount_minor, owed_minor, incurred_on, description, entry_id)
      VALUES (\(cost.code), \(waqf), \(cost.amount.minor), \(cost.amount.minor), \(cost.incurredOn),
        \(cost.description), \(entry))
      """)
  }

  public static func find(_ code: Code, of waqf: Int64, in session: some Session) async throws -> Stored? {
    try await session.queryAtMostOne(
      "SELECT u.cost_id, u.unpaid_minor FROM waqf_unpaid_costs u WHERE u.code = \(code) AND u.waqf_id = \(waqf)"
    ).map { Stored(id: try $0["cost_id"], unpaidMinor: try $0["unpaid_minor"]) }
  }

  public static func insertPayment(
    _ code: Code, of cost: Int64, waqf: Int64, amountMinor: Int64, on day: CalendarDate, decision: ID<Decision>,
    entry: Int64, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO waqf_cost_payments (code, cost_id, waqf_id, amount_minor, paid_on, decision_id, entry_id)
      VALUES (\(code), \(cost), \(waqf), \(amountMinor), \(day), \(decision), \(entry))
      """)
  }
}
