import Postgres

/// The constraint that refuses `body`, or the code of the error that has none; `accepted` where nothing does.
func refusal(_ body: () async throws -> Void) async -> String {
  do {
    try await body()
    return "accepted"
  } catch let error as PostgresError { return error.constraint ?? error.sqlState.rawValue } catch {
    return "\(error)"
  }
}
