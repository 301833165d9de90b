import Domain
import Postgres

/// The tables `evidence_files` and `report_evidence`.
public enum Evidence {
  /// Attaches a file to a report; one that is attached already stays as it is.
  /// - Returns: Whether it is attached now.
  public static func attach(
    _ sha256: [UInt8], _ type: EvidenceFile.MediaType, byteCount: Int, name: String, to report: Int64,
    of actor: ID<Actor>, by attacher: String, in session: some Session
  ) async throws -> Bool {
    try await session.execute(
      """
      INSERT INTO evidence_files (sha256, media_type, byte_count) VALUES (\(sha256), \(type.rawValue), \(byteCount))
      ON CONFLICT (sha256) DO NOTHING
      """)
    return try await session.execute(
      """
      INSERT INTO report_evidence (actor_id, report_id, sha256, name, attached_by)
      VALUES (\(actor), \(report), \(sha256), \(name), \(attacher)) ON CONFLICT DO NOTHING
      """) == 1
  }

  public static func list(of report: Int64, of actor: ID<Actor>, in session: some Session) async throws
    -> [EvidenceFile]
  {
    try await session.query(
      """
      SELECT f.sha256, f.media_type, f.byte_count, e.name, e.attached_by, e.attached_at
      FROM report_evidence e JOIN evidence_files f USING (sha256)
      WHERE e.actor_id = \(actor) AND e.report_id = \(report) ORDER BY e.attached_at, f.sha256
      """
    ).map { row in
      EvidenceFile(
        sha256: try row["sha256"], mediaType: try row.word("media_type"), byteCount: try row["byte_count"],
        name: try row["name"], attachedBy: try row["attached_by"], attachedAt: try row["attached_at"])
    }
  }
}
