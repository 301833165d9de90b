import Domain
import Postgres

/// The tables `issuer_sign_ins` and `issuer_subjects`.
public enum IssuerSignIns {
  public static func begin(_ state: [UInt8], nonce: String, verifier: String, in session: some Session) async throws {
    try await session.execute(
      "INSERT INTO issuer_sign_ins (state_sha256, nonce, verifier) VALUES (\(state), \(nonce), \(verifier))")
  }

  /// Takes what was begun within `minutes` away, so that it comes back once; nil where there is no such thing.
  public static func take(_ state: [UInt8], minutes: Int, in session: some Session) async throws
    -> (nonce: String, verifier: String)?
  {
    try await session.queryAtMostOne(
      """
      DELETE FROM issuer_sign_ins WHERE state_sha256 = \(state) AND begun_at > now() - \(minutes) * interval '1 minute'
      RETURNING nonce, verifier
      """
    ).map { (try $0["nonce"], try $0["verifier"]) }
  }

  /// Forgets what was begun before `day` and never came back.
  public static func forget(before day: CalendarDate, in session: some Session) async throws -> Int {
    try await session.execute("DELETE FROM issuer_sign_ins WHERE begun_at < \(day)::date")
  }

  /// Whose account a subject is; nil where nobody's yet.
  public static func person(of subject: String, at issuer: String, in session: some Session) async throws -> ID<User>? {
    try await session.queryAtMostOne(
      "SELECT person_id FROM issuer_subjects WHERE issuer = \(issuer) AND subject = \(subject)"
    )?.decode("person_id")
  }

  /// Whether somebody signs in as another subject of the issuer already.
  public static func isLinked(_ person: ID<User>, at issuer: String, in session: some Session) async throws -> Bool {
    try await session.queryValue(
      "SELECT EXISTS (SELECT FROM issuer_subjects WHERE issuer = \(issuer) AND person_id = \(person))")
  }

  public static func link(_ subject: String, at issuer: String, to person: ID<User>, in session: some Session)
    async throws
  {
    try await session.execute(
      "INSERT INTO issuer_subjects (issuer, subject, person_id) VALUES (\(issuer), \(subject), \(person))")
  }
}
