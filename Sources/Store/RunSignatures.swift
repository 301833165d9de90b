import Domain
import Postgres

/// The tables `signing_keys` and `run_signatures`.
public enum RunSignatures {
  /// Keeps the public key, where it is new, and the signature of a run's manifest.
  public static func insert(
    _ signature: [UInt8], of manifest: String, run: Int64, key: String, publicKey: [UInt8], in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO signing_keys (key_id, public_key) VALUES (\(key), \(publicKey)) ON CONFLICT (key_id) DO NOTHING
      """)
    try await session.execute(
      """
      INSERT INTO run_signatures (run_id, key_id, manifest, signature)
      VALUES (\(run), \(key), \(manifest), \(signature))
      """)
  }

  /// Nil where the run was not signed.
  public static func find(_ run: Int64, in session: some Session) async throws -> (
    signature: RunSignature, publicKey: [UInt8]
  )? {
    let row = try await session.queryAtMostOne(
      """
      SELECT s.key_id, s.manifest, s.signature, s.signed_at, k.public_key
      FROM run_signatures s JOIN signing_keys k USING (key_id) WHERE s.run_id = \(run)
      """)
    return try row.map { row in
      let signature = RunSignature(
        key: try row["key_id"], manifest: try row["manifest"], signature: try row["signature"],
        signedAt: try row["signed_at"])
      return (signature, try row["public_key"])
    }
  }

  /// The runs that were signed, in the order of their keys, after `run`.
  public static func signedRuns(after run: Int64, limit: Int, in session: some Session) async throws -> [Int64] {
    try await session.query(
      "SELECT run_id FROM run_signatures WHERE run_id > \(run) ORDER BY run_id LIMIT \(limit)"
    ).map { try $0["run_id"] }
  }
}
