import Crypto
import Domain
import Foundation
import Postgres
import Store

/// Where a browser goes to sign in at an issuer, and what it must bring back.
public struct IssuerRequest: Sendable {
  public let address: String
  /// Also kept by the browser, so that nobody else can send it back with a code of their own.
  public let state: Secret
}

extension Access {
  /// Minutes within which somebody comes back from the issuer.
  private static let minutesAtIssuer = 10

  /// Whether one can sign in at an issuer.
  public var hasIssuer: Bool { rules.issuer != nil }

  private var returnAddress: String { "\(rules.address)/sign-in/issuer/return" }

  /// Begins to sign in at the issuer, by the authorization code flow with PKCE.
  /// - Throws: `issuer_missing`, `issuer_unreachable`, `issuer_malformed`.
  public func beginAtIssuer() async throws -> IssuerRequest {
    guard let issuer = rules.issuer else { throw Access.issuerMissing }
    let endpoint = try await issuer.metadata().authorizationEndpoint
    let (state, nonce, verifier) = (Secret(), Secret().text, Secret().text)
    try await tadamun.transaction { transaction in
      try await IssuerSignIns.begin(state.sha256, nonce: nonce, verifier: verifier, in: transaction)
    }
    let challenge = Data(SHA256.hash(data: Data(verifier.utf8))).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    let query = Issuer.form([
      ("response_type", "code"), ("scope", "openid email"), ("client_id", issuer.settings.clientID),
      ("redirect_uri", returnAddress), ("state", state.text), ("nonce", nonce), ("code_challenge", challenge),
      ("code_challenge_method", "S256"),
    ])
    return IssuerRequest(address: "\(endpoint)\(endpoint.contains("?") ? "&" : "?")\(query)", state: state)
  }

  /// Begins a session of whom the issuer says it is.
  ///
  /// It is whose account was linked to the subject before; else who was invited under the address that the issuer has
  /// verified, and is linked now. The issuer stands in for password and second factor.
  ///
  /// - Parameters:
  ///   - state: What came back in the address.
  ///   - kept: What the browser kept.
  /// - Throws: `issuer_missing`, `issuer_unreachable`; `sign_in_refused`; `too_many_tries`.
  public func signInAtIssuer(code: String, state: String, kept: String?, from address: String) async throws
    -> OpenSession
  {
    guard let issuer = rules.issuer else { throw Access.issuerMissing }
    let attempt = try await countTry(on: "issuer \(address)", from: address)
    guard let secret = try? Secret(state), kept == secret.text, (1...2_048).contains(code.utf8.count) else {
      throw Access.signInRefused
    }
    let begun = try await tadamun.transaction { transaction in
      try await IssuerSignIns.take(secret.sha256, minutes: Access.minutesAtIssuer, in: transaction)
    }
    guard let begun else { throw Access.signInRefused }
    let identity = try await issuer.identity(for: code, verifier: begun.verifier, redirectedTo: returnAddress)
    let session = try await amongAccounts { transaction -> OpenSession? in
      let moment = try await Clock.now(in: transaction)
      try identity.check(issuer.settings, nonce: begun.nonce, at: Double(moment.microseconds) / 1_000_000)
      guard let person = try await person(of: identity, in: transaction) else { return nil }
      return try await begin(
        sessionOf: person, attempt: attempt, hasSecondFactor: false, detail: ["issuer": .text(issuer.settings.issuer)],
        from: address, in: transaction)
    }
    guard let session else {
      try await note("issuer_sign_in_refused", nil, from: address)
      throw Access.signInRefused
    }
    return session
  }

  static let issuerMissing = Problem("issuer_missing", "One signs in here with a password.")

  /// The account of a subject; nil where there is none that may come in.
  private func person(of identity: IdentityToken, in transaction: Transaction) async throws -> RegisteredUser? {
    if let known = try await IssuerSignIns.person(of: identity.sub, at: identity.iss, in: transaction) {
      return try await People.find(known, in: transaction).flatMap { $0.isBlocked ? nil : $0 }
    }
    // An address that nobody verified is a word that anybody can choose.
    guard identity.emailVerified, let text = identity.email, let email = try? EmailAddress(text),
      let found = try await People.find(email, in: transaction), !found.isBlocked,
      try await !IssuerSignIns.isLinked(found.id, at: identity.iss, in: transaction)
    else { return nil }
    try await IssuerSignIns.link(identity.sub, at: identity.iss, to: found.id, in: transaction)
    try await SecurityEvents.append(
      "issuer_linked", about: "person:\(found.id)", detail: JSONText.object(["issuer": .text(identity.iss)]),
      person: found.id, by: "person:\(found.id)", in: transaction)
    return found
  }
}
