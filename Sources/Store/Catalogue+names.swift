import Domain
import Postgres

extension Catalogue {
  /// What every target group is called, by code.
  public static func groupNames(in session: some Session) async throws -> [Code: Names] {
    let rows = try await session.query("SELECT code, name_ar, name_fr, name_en FROM target_groups")
    return try Dictionary(uniqueKeysWithValues: rows.map { (try $0["code"], try $0.names()) })
  }

  /// The groups of each axis.
  public static func axes(in session: some Session) async throws -> [Code: Set<Code>] {
    let rows = try await session.query("SELECT axis, code FROM target_groups WHERE axis IS NOT NULL")
    return try rows.reduce(into: [:]) { axes, row in
      axes[try row["axis"], default: []].insert(try row["code"])
    }
  }
}
