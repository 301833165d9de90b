import Domain
import Postgres

/// The tables `passwords`, `second_factors`, `recovery_codes` and `one_time_links`.
public enum Credentials {
  public struct Password: Sendable {
    public let salt: [UInt8]
    public let hash: [UInt8]
    public let rounds: Int
    public let blockSize: Int
    public let parallelism: Int

    public init(salt: [UInt8], hash: [UInt8], rounds: Int, blockSize: Int, parallelism: Int) {
      self.salt = salt
      self.hash = hash
      self.rounds = rounds
      self.blockSize = blockSize
      self.parallelism = parallelism
    }
  }

  public struct SecondFactor: Sendable {
    public let sealed: [UInt8]
    public let isConfirmed: Bool
    public let lastStep: Int64
  }

  /// What a link is for.
  public enum LinkPurpose: String, Sendable { case invitation, reset }

  public static func password(of person: ID<User>, in session: some Session) async throws -> Password? {
    try await session.queryAtMostOne(
      """
      SELECT salt, hash, rounds, block_size, parallelism FROM passwords
      WHERE person_id = \(person) ORDER BY set_at DESC LIMIT 1
      """
    ).map { row in
      let blockSize: Int16 = try row["block_size"]
      let parallelism: Int16 = try row["parallelism"]
      return Password(
        salt: try row["salt"], hash: try row["hash"], rounds: try row["rounds"], blockSize: Int(blockSize),
        parallelism: Int(parallelism))
    }
  }

  public static func insert(_ password: Password, of person: ID<User>, in session: some Session) async throws {
    try await session.execute(
      """
      INSERT INTO passwords (person_id, salt, hash, rounds, block_size, parallelism)
      VALUES (\(person), \(password.salt), \(password.hash), \(password.rounds), \(Int16(password.blockSize)),
        \(Int16(password.parallelism)))
      """)
  }

  /// The second factor, locked: of two who show one code at the same moment, one is let in.
  public static func lockedSecondFactor(of person: ID<User>, in transaction: Transaction) async throws
    -> SecondFactor?
  {
    try await transaction.queryAtMostOne(
      """
      SELECT sealed_secret, confirmed_at IS NOT NULL AS is_confirmed, last_step FROM second_factors
      WHERE person_id = \(person) FOR UPDATE
      """
    ).map {
      SecondFactor(sealed: try $0["sealed_secret"], isConfirmed: try $0["is_confirmed"], lastStep: try $0["last_step"])
    }
  }

  /// Begins a second factor that does not count before it is confirmed.
  public static func offerSecondFactor(_ sealed: [UInt8], to person: ID<User>, in session: some Session) async throws {
    try await session.execute(
      """
      INSERT INTO second_factors (person_id, sealed_secret) VALUES (\(person), \(sealed))
      ON CONFLICT (person_id) DO UPDATE SET sealed_secret = excluded.sealed_secret
      WHERE second_factors.confirmed_at IS NULL
      """)
  }

  public static func acceptStep(_ step: Int64, of person: ID<User>, in session: some Session) async throws {
    try await session.execute(
      """
      UPDATE second_factors SET last_step = \(step), confirmed_at = coalesce(confirmed_at, now())
      WHERE person_id = \(person)
      """)
  }

  public static func removeSecondFactor(of person: ID<User>, in session: some Session) async throws -> Bool {
    try await session.execute("DELETE FROM recovery_codes WHERE person_id = \(person)")
    return try await session.execute("DELETE FROM second_factors WHERE person_id = \(person)") == 1
  }

  public static func replaceRecoveryCodes(_ hashes: [[UInt8]], of person: ID<User>, in session: some Session)
    async throws
  {
    try await session.execute("DELETE FROM recovery_codes WHERE person_id = \(person)")
    for hash in hashes {
      try await session.execute(
        "INSERT INTO recovery_codes (person_id, code_sha256) VALUES (\(person), \(hash))")
    }
  }

  /// - Returns: Whether the code was there and unused.
  public static func useRecoveryCode(_ hash: [UInt8], of person: ID<User>, in session: some Session) async throws
    -> Bool
  {
    try await session.execute(
      """
      UPDATE recovery_codes SET used_at = now()
      WHERE person_id = \(person) AND code_sha256 = \(hash) AND used_at IS NULL
      """) == 1
  }

  public static func insertLink(
    _ hash: [UInt8], for person: ID<User>, purpose: LinkPurpose, hours: Int, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO one_time_links (person_id, purpose, secret_sha256, expires_at)
      VALUES (\(person), \(purpose.rawValue), \(hash), now() + \(hours) * interval '1 hour')
      """)
  }

  /// Uses a link that is there, unused and not expired.
  /// - Returns: Whose it is; nil where there is no such link.
  public static func useLink(_ hash: [UInt8], in session: some Session) async throws -> ID<User>? {
    try await session.queryAtMostOne(
      """
      UPDATE one_time_links SET used_at = now()
      WHERE secret_sha256 = \(hash) AND used_at IS NULL AND expires_at > now() RETURNING person_id
      """
    )?.decode("person_id")
  }

  /// Uses up the links that a person has left.
  public static func useUpLinks(of person: ID<User>, in session: some Session) async throws {
    try await session.execute(
      "UPDATE one_time_links SET used_at = now() WHERE person_id = \(person) AND used_at IS NULL")
  }
}
