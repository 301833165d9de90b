import Crypto
import Domain
import Postgres
import Store

/// How long sessions, links and tokens hold, and the key that seals second factors.
public struct AccessRules: Sendable {
  /// A session that nobody used for so long is over.
  public var idleMinutes = 30
  /// A session is over after so long in any case.
  public var sessionHours = 8
  public var invitationHours = 72
  public var resetHours = 1
  /// Tries on one account, and from one address, in a quarter of an hour.
  public var triesOnAccount = 10
  public var triesFromAddress = 100
  /// Without it nobody can set up a second factor.
  public var sealingKey: SealingKey?
  /// Sends links to those they are for; without it an operator hands them over.
  public var mailer: Mailer?
  /// Says who people are, beside their passwords here.
  public var issuer: Issuer?
  /// Where people find the service, such as `https://tadamun.example.org`.
  public var address = "http://localhost:8080"

  public init() {}
}

/// People and how they get in: one function for each thing that somebody can ask for, in the files beside this one.
public struct Access: Sendable {
  package let tadamun: Tadamun
  public let rules: AccessRules

  public init(_ tadamun: Tadamun, rules: AccessRules = AccessRules()) {
    self.tadamun = tadamun
    self.rules = rules
  }

  var pool: Pool { tadamun.pool }

  /// Whether the service belongs to somebody: from the first person on, nobody unknown reads or writes.
  public func isClaimed() async throws -> Bool { try await People.exist(in: pool) }

  /// The day on which roles are looked at.
  public func today() async throws -> CalendarDate { try await today(in: pool) }

  /// The day on which roles are looked at: that of the service's country.
  func today(in session: some Session) async throws -> CalendarDate {
    try await Clock.day(at: Clock.now(in: session), in: Access.timeZone, session: session)
  }

  static let timeZone = "Africa/Casablanca"

  func found(_ email: EmailAddress, in session: some Session) async throws -> RegisteredUser {
    guard let stored = try await People.find(email, in: session) else {
      throw Problem("person_unknown", "Nobody has the address \(email) here.")
    }
    return stored
  }
}
