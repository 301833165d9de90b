import Domain
import Postgres

/// The table `rankings`.
extension Runs {
  /// Keeps the order in which a run is read: best first, then those without a rank; those of one rank by code.
  public static func insert(ranking: [ID<Actor>], of run: Int64, in session: some Session) async throws {
    try await session.execute(
      "INSERT INTO rankings (run_id, actors) VALUES (\(run), \(ranking.map(\.rawValue)))")
  }

  public static func ranking(of run: Int64, in session: some Session) async throws -> [ID<Actor>] {
    let actors: [Int64]? = try await session.queryAtMostOne("SELECT actors FROM rankings WHERE run_id = \(run)")
      .map { try $0["actors"] }
    return (actors ?? []).map { ID($0) }
  }
}
