import Domain
import Postgres

extension Catalogue {
  /// What every target group is called, by code.
  public static func groupNames(in session: some Session) async throws -> [Code: Names] {
    let rows = try await session.query("SELECT code, name_ar, name_fr, name_en FROM target_groups")
    return try Dictionary(uniqueKeysWithValues: rows.map { (try $0["code"], try $0.names()) })
  }
}
