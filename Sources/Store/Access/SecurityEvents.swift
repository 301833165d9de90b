import Domain
import Postgres

/// The table `security_events`, a chain that only the database's own function extends.
public enum SecurityEvents {
  @discardableResult
  public static func append(
    _ kind: String, about subject: String, detail: String = "{}", person: ID<User>? = nil, by recorder: String,
    in session: some Session
  ) async throws -> Int64 {
    try await session.queryValue(
      "SELECT record_security_event(\(person), \(recorder), \(kind), \(subject), \(detail)::jsonb)")
  }

  /// A page, the latest first, before `sequence`.
  public static func list(
    of kind: Code? = nil, before sequence: Int64, limit: Int, in session: some Session
  ) async throws -> [SecurityEvent] {
    try await session.query(
      """
      SELECT sequence, recorded_at, recorded_by, kind, subject, detail::text AS detail FROM security_events
      WHERE sequence < \(sequence) AND (\(kind)::text IS NULL OR kind = \(kind)) ORDER BY sequence DESC LIMIT \(limit)
      """
    ).map {
      SecurityEvent(
        sequence: try $0["sequence"], recordedAt: try $0["recorded_at"], recordedBy: try $0["recorded_by"],
        kind: try $0["kind"], subject: try $0["subject"], detail: try $0["detail"])
    }
  }

  public static func count(in session: some Session) async throws -> Int {
    try await session.queryValue("SELECT count(*) FROM security_events")
  }

  /// The first event at which the chain is broken; nil where it is whole.
  public static func firstBroken(in session: some Session) async throws -> Int64? {
    try await session.queryValue("SELECT broken_security_event()")
  }
}
