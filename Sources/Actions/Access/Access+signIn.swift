import Crypto
import Domain
import Postgres
import Store

/// A session that began: its secret goes to the browser, and nowhere else.
public struct OpenSession: Sendable {
  public let secret: Secret
  public let hours: Int
  public let principal: Principal
}

extension Access {
  /// Begins a session.
  ///
  /// A wrong address, a wrong password and a wrong code are answered alike and after the same time.
  ///
  /// - Parameters:
  ///   - code: A code of the second factor, or a recovery code; needed where the person set one up.
  ///   - address: Where the request comes from; counts tries.
  /// - Throws: `sign_in_refused`, `second_factor_needed` (only after the right password), `too_many_tries`,
  ///   `sign_in_busy`.
  public func signIn(_ email: String, password: String, code: String? = nil, from address: String) async throws
    -> OpenSession
  {
    let attempt = try await countTry(on: email, from: address)
    let account = try? EmailAddress(email)
    let (found, stored): (RegisteredUser?, Credentials.Password?) = try await amongAccounts { transaction in
      guard let account, let found = try await People.find(account, in: transaction) else { return (nil, nil) }
      return (found, try await Credentials.password(of: found.id, in: transaction))
    }
    let hash = stored.map(PasswordHash.init) ?? .ofNobody
    let isTooLong = password.utf8.count > PasswordRule.maximumBytes
    let matches = try await HashingGate.shared.run { try hash.matches(isTooLong ? "" : password) }
    guard let found, matches, !found.isBlocked, !isTooLong else {
      try await note("sign_in_refused", found?.id, from: address)
      throw Access.signInRefused
    }
    return try await open(for: found, code: code, attempt: attempt, from: address)
  }

  /// - Returns: Who holds the secret; nil for one that opens nothing (any more).
  public func principal(ofSession text: String) async throws -> Principal? {
    guard let secret = try? Secret(text),
      let holder = try await Sessions.holder(secret.sha256, idleMinutes: rules.idleMinutes, in: pool)
    else { return nil }
    if holder.isStale { try await amongAccounts { try await Sessions.touch(session: holder.key, in: $0) } }
    return holder.principal
  }

  /// Ends a session; one that is over stays so.
  public func signOut(_ text: String) async throws {
    guard let secret = try? Secret(text) else { return }
    try await amongAccounts { try await Sessions.end(secret.sha256, in: $0) }
  }

  static let signInRefused = Problem(
    "sign_in_refused", "The address, the password or the code is not right, or the account is closed.")

  private func open(for found: RegisteredUser, code: String?, attempt: Int64, from address: String) async throws
    -> OpenSession
  {
    enum Outcome: Sendable { case opened(OpenSession), refused, codeNeeded }
    let outcome: Outcome = try await amongAccounts { transaction in
      switch try await checkSecondFactor(of: found.id, code: code, in: transaction) {
      case .refused: return .refused
      case .needed: return .codeNeeded
      case let passed:
        let session = try await begin(
          sessionOf: found, attempt: attempt, hasSecondFactor: passed == .shown, detail: [:], from: address,
          in: transaction)
        return session.map(Outcome.opened) ?? .refused
      }
    }
    switch outcome {
    case .opened(let session): return session
    case .codeNeeded: throw Problem("second_factor_needed", "Give the code of your authenticator, too.")
    case .refused:
      try await note("second_factor_refused", found.id, from: address)
      throw Access.signInRefused
    }
  }

  /// Notes a try, which counts as failed until it is said to have succeeded.
  /// - Throws: `too_many_tries`.
  func countTry(on email: String, from address: String) async throws -> Int64 {
    let account = Array(SHA256.hash(data: Array(email.lowercased().utf8)))
    let (attempt, failures) = try await tadamun.transaction { transaction in
      try await SignIns.begin(account, from: address, in: transaction)
    }
    guard failures.onAccount < rules.triesOnAccount, failures.fromAddress < rules.triesFromAddress else {
      throw Problem("too_many_tries", "There were too many tries; wait a quarter of an hour, or reset the password.")
    }
    return attempt
  }

  /// - Returns: nil where the person may not come in any more.
  func begin(
    sessionOf found: RegisteredUser, attempt: Int64, hasSecondFactor: Bool, detail: [String: JSONText],
    from address: String, in transaction: Transaction
  ) async throws -> OpenSession? {
    let secret = Secret()
    _ = try await Sessions.begin(
      secret.sha256, of: found.id, hasSecondFactor: hasSecondFactor, hours: rules.sessionHours, in: transaction)
    try await SignIns.succeeded(attempt, in: transaction)
    var detail = detail
    detail["address"] = .text(address)
    detail["second_factor"] = .text(hasSecondFactor ? "yes" : "no")
    try await SecurityEvents.append(
      "signed_in", about: "person:\(found.id)", detail: JSONText.object(detail), person: found.id,
      by: "person:\(found.id)", in: transaction)
    let holder = try await Sessions.holder(secret.sha256, idleMinutes: rules.idleMinutes, in: transaction)
    return holder.map { OpenSession(secret: secret, hours: rules.sessionHours, principal: $0.principal) }
  }

  func note(_ kind: String, _ person: ID<User>?, from address: String) async throws {
    try await SecurityEvents.append(
      kind, about: person.map { "person:\($0)" } ?? "nobody", detail: JSONText.object(["address": .text(address)]),
      person: person, by: "nobody", in: pool)
  }
}

extension PasswordHash {
  init(_ stored: Credentials.Password) {
    self.init(
      salt: stored.salt, hash: stored.hash,
      cost: Cost(rounds: stored.rounds, blockSize: stored.blockSize, parallelism: stored.parallelism))
  }

  var stored: Credentials.Password {
    Credentials.Password(
      salt: salt, hash: hash, rounds: cost.rounds, blockSize: cost.blockSize, parallelism: cost.parallelism)
  }
}
