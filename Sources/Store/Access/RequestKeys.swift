import Domain
import Postgres

/// The table `request_keys`.
public enum RequestKeys {
  /// What is kept of a request; without a status its answer is not.
  public struct Kept: Sendable {
    public let sha256: [UInt8]
    public let answer: KeptAnswer?
  }

  /// Writes down that a request under a key is carried out in this transaction. Waits for another one that is at it.
  /// - Returns: Whether it is the first.
  public static func take(
    _ key: String, of source: String, person: ID<User>?, sha256: [UInt8], in transaction: Transaction
  ) async throws -> Bool {
    try await transaction.execute(
      """
      INSERT INTO request_keys (source, key, person_id, request_sha256)
      VALUES (\(source), \(key), \(person), \(sha256)) ON CONFLICT DO NOTHING
      """) == 1
  }

  public static func find(_ key: String, of source: String, in session: some Session) async throws -> Kept? {
    try await session.queryAtMostOne(
      """
      SELECT request_sha256, status, location, tag, body FROM request_keys WHERE source = \(source) AND key = \(key)
      """
    ).map { row in
      let status: Int16? = try row["status"]
      let answer = try status.map {
        KeptAnswer(status: Int($0), location: try row["location"], tag: try row["tag"], body: try row["body"])
      }
      return Kept(sha256: try row["request_sha256"], answer: answer)
    }
  }

  public static func keep(_ answer: KeptAnswer, for key: String, of source: String, in session: some Session)
    async throws
  {
    try await session.execute(
      """
      UPDATE request_keys SET status = \(Int16(answer.status)), location = \(answer.location), tag = \(answer.tag),
        body = \(answer.body)
      WHERE source = \(source) AND key = \(key) AND status IS NULL
      """)
  }
}
