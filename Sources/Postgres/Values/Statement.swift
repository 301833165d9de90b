/// A statement and how its answer is read: what a room of SQL hands out, so that whoever needs several answers asks for
/// them in one go; see ``Transaction/run(together:)``.
///
///     let (name, count) = try await transaction.run(together: Names.finding(id), Names.counting)
public struct Statement<Answer: Sendable>: Sendable {
  let sql: SQL
  let read: @Sendable ([Row]) throws -> Answer

  /// - Parameter read: Makes the answer of all the rows.
  public init(_ sql: SQL, _ read: @escaping @Sendable ([Row]) throws -> Answer) {
    self.sql = sql
    self.read = read
  }
}

extension Statement where Answer == Void {
  /// A statement of which nothing is to be known but that it went well.
  public init(_ sql: SQL) { self.init(sql) { _ in } }
}
