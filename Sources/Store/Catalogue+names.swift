import Domain
import Postgres

extension Catalogue {
  /// What every target group is called, by code.
  public static func groupNames(in session: some Session) async throws -> [Code: Names] {
    let rows = try await session.query("SELECT code, name_ar, name_fr, name_en FROM target_groups")
    return try Dictionary(uniqueKeysWithValues: rows.map { (try $0["code"], try $0.names()) })
  }

  /// Every target group's key, by code, and the groups of each axis.
  public struct Grouping: Sendable {
    public let keys: [Code: Int32]
    public let axes: [Code: Set<Code>]
  }

  public static var grouping: Statement<Grouping> {
    let asked: SQL = "SELECT code, group_id, axis FROM target_groups"
    return Statement(asked.prepared()) { rows in
      var (keys, axes): ([Code: Int32], [Code: Set<Code>]) = ([:], [:])
      for row in rows {
        let code: Code = try row["code"]
        keys[code] = try row["group_id"]
        if let axis: Code = try row["axis"] { axes[axis, default: []].insert(code) }
      }
      return Grouping(keys: keys, axes: axes)
    }
  }

  /// The groups of each axis.
  public static func axes(in session: some Session) async throws -> [Code: Set<Code>] {
    let rows = try await session.query("SELECT axis, code FROM target_groups WHERE axis IS NOT NULL")
    return try rows.reduce(into: [:]) { axes, row in
      axes[try row["axis"], default: []].insert(try row["code"])
    }
  }
}
