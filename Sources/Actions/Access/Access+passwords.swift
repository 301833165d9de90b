import Domain
import Postgres
import Store

extension Access {
  /// Sets a password by a link of an invitation or a reset. The link works once, and no other one that the person was
  /// sent works any more; every open session ends. A second factor stays as it is.
  ///
  /// - Throws: `link_invalid` for a link that is unknown, used or expired; what ``PasswordRule`` refuses, and then the
  ///   link still works.
  public func setPassword(_ password: String, by link: String) async throws {
    guard let secret = try? Secret(link) else { throw Access.linkInvalid }
    // A good password costs a moment to hash, so what is refused anyway is refused first.
    guard password.utf8.count <= PasswordRule.maximumBytes else {
      throw Problem("password_too_long", "A password has at most \(PasswordRule.maximumBytes) bytes.")
    }
    let hash = try await HashingGate.shared.run { try PasswordHash(of: password) }
    try await amongAccounts { transaction in
      guard let person = try await Credentials.useLink(secret.sha256, in: transaction),
        let stored = try await People.find(person, in: transaction), !stored.isBlocked
      else { throw Access.linkInvalid }
      try PasswordRule.check(password, of: stored.user.email)
      try await set(hash, of: person, in: transaction)
    }
  }

  /// Changes one's own password. Every session ends, this one too.
  ///
  /// - Throws: `sign_in_refused` where the old one is wrong; `too_many_tries`; what ``PasswordRule`` refuses.
  public func changePassword(of principal: Principal, from old: String, to new: String, address: String) async throws {
    let email = try EmailAddress(principal.email)
    try PasswordRule.check(new, of: email)
    let attempt = try await countTry(on: principal.email, from: address)
    let stored = try await tadamun.reading { try await Credentials.password(of: principal.person, in: $0) }
    let hash = stored.map(PasswordHash.init) ?? .ofNobody
    let matches = try await HashingGate.shared.run { try hash.matches(String(old.prefix(PasswordRule.maximumBytes))) }
    guard matches else { throw Access.signInRefused }
    let fresh = try await HashingGate.shared.run { try PasswordHash(of: new) }
    try await tadamun.transaction { transaction in
      try await SignIns.succeeded(attempt, in: transaction)
      try await set(fresh, of: principal.person, in: transaction)
    }
  }

  /// Makes a link by which a person who forgot the password sets another; nil where nobody has the address. Whoever asked
  /// must not learn which: the link goes to the address alone.
  ///
  /// - Parameter source: an operator who hands the link over; nil where the person asked.
  public func requestReset(_ email: EmailAddress, from address: String, by source: Source? = nil) async throws
    -> Secret?
  {
    try await amongAccounts { transaction in
      guard let stored = try await People.find(email, in: transaction), !stored.isBlocked else { return nil }
      let secret = Secret()
      try await Credentials.insertLink(
        secret.sha256, for: stored.id, purpose: .reset, hours: rules.resetHours, in: transaction)
      try await SecurityEvents.append(
        "reset_requested", about: "person:\(stored.id)", detail: JSONText.object(["address": .text(address)]),
        person: stored.id, by: source?.name ?? "nobody", in: transaction)
      return secret
    }
  }

  /// As ``requestReset(_:from:)``, for whoever asks over the network: the link goes out by mail, later. The answer is the
  /// same, and comes as fast, whether somebody has the address or not.
  ///
  /// - Throws: `mail_missing` where the service sends none; `too_many_tries`.
  public func mailReset(_ email: EmailAddress, from address: String) async throws {
    guard let mailer = rules.mailer else { throw Access.mailMissing }
    // Counted apart from tries to sign in, which nobody else may use up.
    _ = try await countTry(on: "reset \(email)", from: address)
    await mailer.post {
      let found = try await amongAccounts { try await People.find(email, in: $0) }
      guard let found, let secret = try await requestReset(email, from: address) else { return nil }
      return LinkLetter(
        occasion: .reset, user: found.user, secret: secret, hours: rules.resetHours, service: rules.address
      ).mail
    }
  }

  /// Whether people who forgot their password can help themselves.
  public var sendsMail: Bool { rules.mailer != nil }

  static let mailMissing = Problem(
    "mail_missing", "This service sends no mail; ask its operator for a link.")

  static let linkInvalid = Problem(
    "link_invalid", "The link was used before, is too old, or was not copied whole; ask for another one.")

  private func set(_ hash: PasswordHash, of person: ID<User>, in transaction: Transaction) async throws {
    try await Credentials.insert(hash.stored, of: person, in: transaction)
    try await Sessions.endAll(of: person, in: transaction)
    // Whoever holds an older letter sets no other password by it.
    try await Credentials.useUpLinks(of: person, in: transaction)
    try await SecurityEvents.append(
      "password_set", about: "person:\(person)", person: person, by: "person:\(person)", in: transaction)
  }
}
