import Domain
import Postgres

/// The table `rankings`.
extension Runs {
  /// Keeps the order in which a run is read: best first, then those without a rank; those of one rank by code.
  public static func copy(ranking: [ID<Actor>], of run: Int64, in transaction: Transaction) async throws {
    try await transaction.copyIn(into: "rankings", columns: ["run_id", "actors"]) { writer in
      try writer.beginRow()
      try writer.write(run)
      try writer.write(int64s: ranking.map(\.rawValue), zeroIsNull: false)
    }
  }

  public static func ranking(of run: Int64, in session: some Session) async throws -> [ID<Actor>] {
    let actors: [Int64]? = try await session.queryAtMostOne("SELECT actors FROM rankings WHERE run_id = \(run)")
      .map { try $0["actors"] }
    return (actors ?? []).map { ID($0) }
  }
}
