import Domain
import Logging
import Postgres
import Store

/// An account that was made, and the secret of the link by which its person sets a password: shown once.
public struct Invitation: Sendable {
  public let person: ID<User>
  public let secret: Secret
  public let hours: Int
  /// Whether the link went to its person by mail; then nobody else need see it.
  public var isMailed = false
}

extension Access {
  /// Makes an account with its roles, and a link by which the person sets a password, which goes out by mail where the
  /// service sends any. Somebody invited before who never set one gets another link. A letter that nobody takes undoes
  /// nothing: the link can still be handed over.
  ///
  /// - Throws: `email_taken` where the account is in use; `actor_unknown`; `role_overlaps`.
  public func invite(_ person: User, roles: [RoleGrant], by source: Source) async throws -> Invitation {
    var invitation = try await made(person, roles: roles, by: source)
    guard let mailer = rules.mailer else { return invitation }
    let letter = LinkLetter(
      occasion: .invitation, user: person, secret: invitation.secret, hours: invitation.hours, service: rules.address)
    do {
      try await mailer.send(letter.mail)
      invitation.isMailed = true
    } catch let problem as Problem {
      tadamun.logger.error("invitation not sent", metadata: ["error": "\(problem)"])
    }
    return invitation
  }

  private func made(_ person: User, roles: [RoleGrant], by source: Source) async throws -> Invitation {
    try await tadamun.transaction { transaction in
      let id: ID<User>
      if let stored = try await People.find(person.email, in: transaction) {
        guard try await Credentials.password(of: stored.id, in: transaction) == nil else {
          throw Problem("email_taken", "Somebody has an account with the address \(person.email) already.")
        }
        id = stored.id
      } else {
        id = try await People.insert(person, in: transaction)
        try await SecurityEvents.append(
          "person_registered", about: "person:\(id)", person: id, by: source.name, in: transaction)
      }
      for role in roles { try await grant(role, to: id, by: source, in: transaction) }
      let secret = Secret()
      try await Credentials.insertLink(
        secret.sha256, for: id, purpose: .invitation, hours: rules.invitationHours, in: transaction)
      try await SecurityEvents.append(
        "person_invited", about: "person:\(id)", person: id, by: source.name, in: transaction)
      return Invitation(person: id, secret: secret, hours: rules.invitationHours)
    }
  }

  /// Gives a role. It holds from the next request on.
  /// - Returns: The key of the grant.
  /// - Throws: `person_unknown`, `actor_unknown`, `role_overlaps`.
  @discardableResult
  public func grant(_ role: RoleGrant, to email: EmailAddress, by source: Source) async throws -> Int64 {
    try await tadamun.transaction { transaction in
      try await grant(role, to: found(email, in: transaction).id, by: source, in: transaction)
    }
  }

  /// Ends a role at the end of `day`; on a past day it ends at once, and one that begins only after `day` never holds.
  /// - Throws: `person_unknown`; `role_unknown` where the person has no such role that would go on.
  public func endRole(_ grant: Int64, of email: EmailAddress, on day: CalendarDate, by source: Source) async throws {
    try await tadamun.transaction { transaction in
      let stored = try await found(email, in: transaction)
      guard try await People.end(grant, of: stored.id, on: day, in: transaction) else {
        throw Problem("role_unknown", "\(email) has no role \(grant) that goes on after \(day).")
      }
      let detail = JSONText.object(["grant": .integer(grant), "last_on": .text(day.description)])
      try await SecurityEvents.append(
        "role_ended", about: "person:\(stored.id)", detail: detail, person: stored.id, by: source.name, in: transaction)
    }
  }

  /// Lets somebody in no more: sessions end at once, and tokens prove nothing.
  /// - Throws: `person_unknown`.
  public func block(_ email: EmailAddress, by source: Source) async throws {
    try await tadamun.transaction { transaction in
      let stored = try await found(email, in: transaction)
      try await People.block(stored.id, in: transaction)
      try await Sessions.endAll(of: stored.id, in: transaction)
      try await SecurityEvents.append(
        "person_blocked", about: "person:\(stored.id)", person: stored.id, by: source.name, in: transaction)
    }
  }

  /// Lets somebody in again.
  /// - Throws: `person_unknown`.
  public func unblock(_ email: EmailAddress, by source: Source) async throws {
    try await tadamun.transaction { transaction in
      let stored = try await found(email, in: transaction)
      try await People.unblock(stored.id, in: transaction)
      try await SecurityEvents.append(
        "person_unblocked", about: "person:\(stored.id)", person: stored.id, by: source.name, in: transaction)
    }
  }

  /// A page of people in the order of registration, after the key `after`, of those who have or had `role` where one is
  /// given; at most 201.
  public func people(with role: Role? = nil, after: Int64 = 0, limit: Int) async throws -> [RegisteredUser] {
    try await tadamun.reading {
      try await People.list(with: role, after: after, limit: min(max(limit, 1), 201), in: $0)
    }
  }

  /// - Throws: `person_unknown`.
  public func person(_ id: ID<User>) async throws -> RegisteredUser {
    guard let stored = try await tadamun.reading({ try await People.find(id, in: $0) }) else {
      throw Problem("person_unknown", "Nobody has the number \(id) here.")
    }
    return stored
  }

  @discardableResult
  private func grant(_ role: RoleGrant, to person: ID<User>, by source: Source, in transaction: Transaction)
    async throws -> Int64
  {
    var organisation: ID<Actor>?
    if let code = role.organisation { organisation = try await tadamun.knownActors([code], in: transaction)[code] }
    let key = try await People.insert(
      role, organisation: organisation, to: person, by: source.name, in: transaction)
    let detail = JSONText.object([
      "grant": .integer(key), "role": .text(role.role.rawValue), "organisation": .optional(role.organisation?.text),
      "first_on": .text(role.first.description), "last_on": .optional(role.last?.description),
    ])
    try await SecurityEvents.append(
      "role_granted", about: "person:\(person)", detail: detail, person: person, by: source.name, in: transaction)
    return key
  }
}
