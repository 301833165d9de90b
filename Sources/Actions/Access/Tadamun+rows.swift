import Domain
import Postgres
import Store

extension Tadamun {
  /// Runs `body`, whose transactions reach what `principal` may see. Without anybody who signed in they reach nothing,
  /// but everything where the service `isOpen` to whoever sits at the machine.
  public nonisolated(nonsending) static func reaching<Value>(
    as principal: Principal?, isOpen: Bool = false, _ body: nonisolated(nonsending) () async throws -> Value
  ) async throws -> Value {
    let reach = principal.map(RowReach.init) ?? (isOpen ? .everything : .nothing)
    return try await TransactionSettings.with(reach.settings, body)
  }

  /// The settings of a session that reaches everything: that of the command line and of the worker. The service has
  /// none, and says in each transaction for whom it is.
  public static let settingsOfOperator = RowReach.everything.settings
}

extension Access {
  /// Runs `body` in one transaction that reaches accounts and nothing else, for whoever is not known yet.
  nonisolated(nonsending) func amongAccounts<Value>(
    _ body: nonisolated(nonsending) (Transaction) async throws -> Value
  ) async throws -> Value {
    try await TransactionSettings.with(RowReach.accounts.settings) { try await tadamun.transaction(body) }
  }
}
