import Postgres

/// The record of what happened.
public enum Events {
  /// - Parameters:
  ///   - subject: What it happened to, such as `actor:coop-12`.
  ///   - body: A JSON object with what the kind needs to be understood later.
  public static func append(
    _ kind: String, about subject: String, body: String = "{}", by recorder: String, in session: some Session
  ) async throws {
    try await session.run(appending(kind, about: subject, body: body, by: recorder))
  }

  /// As ``append(_:about:body:by:in:)``.
  public static func appending(
    _ kind: String, about subject: String, body: String = "{}", by recorder: String
  ) -> Statement<Void> {
    let insert: SQL = """
      INSERT INTO events (recorded_by, kind, subject, body)
      VALUES (\(recorder), \(kind), \(subject), \(body)::jsonb)
      """
    return Statement(insert.prepared())
  }
}
