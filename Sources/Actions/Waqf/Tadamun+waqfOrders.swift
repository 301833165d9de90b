import Domain
import Postgres
import Store

extension Tadamun {
  /// Asks that money of a waqf be let go, a loss accepted, or an heir named. Another person approves the decision, and
  /// ``execute(waqfOrder:on:by:)`` does what it says.
  ///
  /// - Throws: `waqf_unknown`, `currency_differs`; what can be seen at once: `beneficiary_unknown`,
  ///   `waqf_share_exceeded`, `maintenance_first`, `waqf_need_unknown`, `waqf_asset_unknown`,
  ///   `investment_forbidden_by_deed`, `waqf_state_forbids`, `actor_unknown`.
  @discardableResult
  public func request(_ order: WaqfOrder, on day: CalendarDate, by person: Person) async throws -> ID<Decision> {
    try await transaction { transaction in
      let waqf = try await lockedWaqf(order.waqf, in: transaction)
      try await WaqfOrderDesk(order, of: waqf).check(on: day, self, in: transaction)
      let policy = try await waqfTerms(waqf.deed.policy, on: day, in: transaction).policy
      return try await request(
        order.decisionKind, on: order.subject, body: WaqfOrderBody.text(order), under: policy, by: person,
        in: transaction)
    }
  }

  /// Does what two persons decided. Done again under the same decision, it is the same entry.
  ///
  /// - Returns: The entry; nil where an heir was named and nothing waited for the extinct.
  /// - Throws: `decision_unknown`, `decision_pending`, `decision_refused`, `decision_differs`; what stands in the way of
  ///   the order on that day.
  @discardableResult
  public func execute(waqfOrder id: ID<Decision>, on day: CalendarDate, by person: Person) async throws -> BookedEntry?
  {
    try await transaction { transaction in
      let order = try WaqfOrderBody.order(try await knownDecision(id, in: transaction).body)
      let decision = try await approved(
        id, order.decisionKind, on: order.subject, body: WaqfOrderBody.text(order), in: transaction)
      let waqf = try await lockedWaqf(order.waqf, in: transaction)
      let desk = WaqfOrderDesk(order, of: waqf)
      let booked = try await desk.execute(under: decision, on: day, by: person, self, in: transaction)
      guard booked?.isNew ?? true else { return booked }
      try await recordSpendable(of: waqf, after: "order \(order.code)", in: transaction)
      let body: [String: JSONText] = ["order": .text(order.code.text), "decision": .integer(id.rawValue)]
      try await event("waqf_order_executed", waqf, body, Source(person.name), in: transaction)
      return booked
    }
  }
}
