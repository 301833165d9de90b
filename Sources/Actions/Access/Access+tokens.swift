import Domain
import Postgres
import Store

/// A token that was issued: its secret is shown this once.
public struct IssuedToken: Sendable {
  public let id: Int64
  public let secret: Secret
}

extension Access {
  /// Issues a token for a program that acts for a person, with no more rights than the person has.
  ///
  /// - Parameters:
  ///   - days: 1 to 366.
  ///   - token: What the request came with, where that was a token: it issues none that outlives it.
  /// - Throws: `token_label_malformed`, `token_lifetime_malformed`, `token_outlives`.
  public func issueToken(
    to person: ID<User>, label: String, mayWrite: Bool, days: Int, askedWith token: String? = nil, by source: Source
  ) async throws -> IssuedToken {
    let label = try TokenLabel.checked(label)
    guard (1...366).contains(days) else {
      throw Problem("token_lifetime_malformed", "A token holds for 1 to 366 days.", at: Place(field: "days"))
    }
    return try await tadamun.transaction { transaction in
      if let asking = try token.map(Secret.init) {
        guard try await Sessions.holds(asking.sha256, forDays: days, in: transaction) else {
          throw Problem(
            "token_outlives", "A token issues none that outlives it; sign in to issue one.", at: Place(field: "days"))
        }
      }
      let secret = Secret()
      let id = try await Sessions.issueToken(
        secret.sha256, to: person, label: label, mayWrite: mayWrite, days: days, in: transaction)
      let detail = JSONText.object(["token": .integer(id), "scope": .text(mayWrite ? "write" : "read")])
      try await SecurityEvents.append(
        "token_issued", about: "person:\(person)", detail: detail, person: person, by: source.name, in: transaction)
      return IssuedToken(id: id, secret: secret)
    }
  }

  /// As ``issueToken(to:label:mayWrite:days:by:)`` for the person with an address.
  /// - Throws: `person_unknown` as well.
  public func issueToken(
    to email: EmailAddress, label: String, mayWrite: Bool, days: Int, by source: Source
  ) async throws -> IssuedToken {
    let person = try await tadamun.reading { try await found(email, in: $0).id }
    return try await issueToken(to: person, label: label, mayWrite: mayWrite, days: days, by: source)
  }

  /// - Returns: Who holds the token; nil for one that proves nothing (any more).
  public func principal(ofToken text: String) async throws -> Principal? {
    guard let secret = try? Secret(text), let holder = try await Sessions.holder(ofToken: secret.sha256, in: pool)
    else { return nil }
    if holder.isStale { try await amongAccounts { try await Sessions.touch(token: holder.key, in: $0) } }
    return holder.principal
  }

  /// One's own tokens, the latest first; at most 200.
  public func tokens(of principal: Principal) async throws -> [APIToken] {
    try await tadamun.reading { try await Sessions.tokens(of: principal.person, in: $0) }
  }

  /// Makes a token prove nothing.
  /// - Throws: `token_unknown`.
  public func revokeToken(_ id: Int64, of principal: Principal) async throws {
    try await tadamun.transaction { transaction in
      guard try await Sessions.revokeToken(id, of: principal.person, in: transaction) else {
        throw Problem("token_unknown", "You have no token \(id).")
      }
      try await SecurityEvents.append(
        "token_revoked", about: "person:\(principal.person)", detail: JSONText.object(["token": .integer(id)]),
        person: principal.person, by: Source.person(principal).name, in: transaction)
    }
  }

  /// A page of what touched security, the latest first, before `sequence`, of one kind where it is given; at most 201.
  public func securityEvents(of kind: Code? = nil, before sequence: Int64 = .max, limit: Int) async throws
    -> [SecurityEvent]
  {
    try await tadamun.reading {
      try await SecurityEvents.list(of: kind, before: sequence, limit: min(max(limit, 1), 201), in: $0)
    }
  }

  /// Recomputes the chain of security events.
  /// - Returns: How many there are, and the first at which the chain is broken.
  public func verifySecurityEvents() async throws -> (count: Int, firstBroken: Int64?) {
    try await tadamun.reading { transaction in
      (
        try await SecurityEvents.count(in: transaction), try await SecurityEvents.firstBroken(in: transaction)
      )
    }
  }
}

private enum TokenLabel {
  static func checked(_ label: String) throws(Problem) -> String {
    let trimmed = label.trimmingPrefix(while: \.isWhitespace)
    guard (1...100).contains(trimmed.unicodeScalars.count),
      trimmed.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
    else {
      throw Problem(
        "token_label_malformed", "A token has a label of 1 to 100 characters, so that it can be told from others.",
        at: Place(field: "label"))
    }
    return String(trimmed)
  }
}
