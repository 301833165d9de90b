import Domain
import Postgres
import Store

extension Tadamun {
  /// What came to an actor by kind of money, fund, funder and period; of a union also what came to its members, apart.
  ///
  /// - Parameter days: Only money that moved on these days; nil for all.
  /// - Throws: `actor_unknown`.
  public func moneyView(of actor: Code, by cut: MoneyView.Cut = .all, days: DateSpan? = nil) async throws -> MoneyView {
    try await reading { transaction in
      guard let known = try await Store.Actors.find(actor, in: transaction) else { throw unknownActor(actor) }
      let own = try await MoneyLines.rows(of: actor, .own, cut: cut, days: days, in: transaction)
      guard known.actor.kind == .union else {
        return MoneyView(actor: actor, cut: cut, own: own, members: [], pooled: [])
      }
      return MoneyView(
        actor: actor, cut: cut, own: own,
        members: try await MoneyLines.rows(
          of: actor, .members(pooled: false), cut: cut, days: days, in: transaction),
        pooled: try await MoneyLines.rows(of: actor, .members(pooled: true), cut: cut, days: days, in: transaction))
    }
  }
}
