import Domain
import Foundation

/// An issuer over the network: where it is asked what, the keys it signs with, and what it gives for a code. What it says
/// of itself is asked once an hour.
public actor Issuer {
  public nonisolated let settings: IssuerSettings
  private var known: (metadata: Metadata, at: ContinuousClock.Instant)?
  private let verifier: any TokenVerifier
  private var keys: (set: String, names: Set<String>, at: ContinuousClock.Instant)?

  /// The most that is read of an answer, in bytes.
  private static let maximumAnswer = 262_144
  private static let patience = Duration.seconds(3_600)
  /// A key that is not known may be new: the set is asked for again, but not at every request that names one.
  private static let impatience = Duration.seconds(60)
  /// What is signed with a key of one's own, or not at all, proves nothing here.
  private static let algorithms: Set<String> = [
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
  ]

  public init(_ settings: IssuerSettings, verifier: any TokenVerifier) {
    self.settings = settings
    self.verifier = verifier
  }

  struct Metadata: Decodable {
    let issuer: String
    let authorizationEndpoint: String
    let tokenEndpoint: String
    let jwksUri: String
  }

  private struct Tokens: Decodable { let idToken: String }
  private struct Header: Decodable {
    let alg: String
    let kid: String?
  }
  private struct KeyNames: Decodable {
    struct Key: Decodable { let kid: String? }
    let keys: [Key]
  }

  /// - Throws: `issuer_unreachable`; `issuer_malformed` where it says it is another, or sends elsewhere unencrypted.
  func metadata() async throws -> Metadata {
    if let known, ContinuousClock.now - known.at < Self.patience { return known.metadata }
    let base = settings.issuer.hasSuffix("/") ? String(settings.issuer.dropLast()) : settings.issuer
    let found = try await ask(Curl.Request("\(base)/.well-known/openid-configuration"), as: Metadata.self)
    let addresses = [found.authorizationEndpoint, found.tokenEndpoint, found.jwksUri]
    guard found.issuer == settings.issuer, addresses.allSatisfy(IssuerSettings.isAllowed) else {
      throw Problem("issuer_malformed", "The issuer says that it is \(found.issuer), or sends elsewhere unencrypted.")
    }
    known = (found, .now)
    return found
  }

  /// What the issuer says of whoever brought `code`, once the signature was verified.
  ///
  /// - Parameter verifier: What the request's challenge was made of (RFC 7636).
  /// - Throws: `issuer_unreachable`; `sign_in_refused`.
  func identity(for code: String, verifier: String, redirectedTo address: String) async throws -> IdentityToken {
    var request = Curl.Request(try await metadata().tokenEndpoint)
    var fields = [
      ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", address), ("code_verifier", verifier),
    ]
    if let secret = settings.clientSecret {
      // RFC 6749, 2.3.1: both are encoded as in a form first.
      let pair = "\(Self.encoded(settings.clientID)):\(Self.encoded(secret))"
      request.headers.append("Authorization: Basic \(Data(pair.utf8).base64EncodedString())")
    } else {
      fields.append(("client_id", settings.clientID))
    }
    request.form = Self.form(fields)
    return try await verified(try await ask(request, as: Tokens.self).idToken)
  }

  /// - Throws: `sign_in_refused`.
  func verified(_ token: String) async throws -> IdentityToken {
    guard token.utf8.count <= 16_384, let first = token.split(separator: ".").first,
      let header = Self.header(String(first)), Self.algorithms.contains(header.alg)
    else { throw Access.signInRefused }
    let keys = try await keys(with: header.kid)
    do { return try await verifier.identity(in: token, signedBy: keys) } catch TokenFault.keysUnreadable {
      self.keys = nil
      throw Self.keysUnreadable
    } catch { throw Access.signInRefused }
  }

  /// The issuer's set of keys.
  ///
  /// - Throws: `sign_in_refused` where it has no key of that name.
  private func keys(with name: String?) async throws -> String {
    if let keys {
      let age = ContinuousClock.now - keys.at
      let isThere = name.map(keys.names.contains) ?? (keys.names.count == 1)
      if isThere, age < Self.patience { return keys.set }
      if !isThere, age < Self.impatience { throw Access.signInRefused }
    }
    let text = try await answer(to: Curl.Request(try await metadata().jwksUri))
    guard let set = try? JSONDecoder().decode(KeyNames.self, from: Data(text.utf8)) else { throw Self.keysUnreadable }
    let names = set.keys.compactMap(\.kid)
    keys = (text, Set(names), .now)
    guard name.map(Set(names).contains) ?? (names.count == 1) else { throw Access.signInRefused }
    return text
  }

  private static let keysUnreadable = unreachable("its keys cannot be read")

  private func ask<Value: Decodable>(_ request: Curl.Request, as: Value.Type) async throws -> Value {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let text = try await answer(to: request)
    do { return try decoder.decode(Value.self, from: Data(text.utf8)) } catch {
      throw Self.unreachable("its answer is not what OpenID Connect says")
    }
  }

  /// - Throws: `sign_in_refused` where the issuer refuses (400 to 499); `issuer_unreachable`.
  private func answer(to request: Curl.Request) async throws -> String {
    let answer: Curl.Answer
    do { answer = try await Curl.answer(to: request, limit: Self.maximumAnswer, seconds: 5) } catch {
      throw Self.unreachable(error.why)
    }
    if (400...499).contains(answer.status) { throw Access.signInRefused }
    guard answer.status == 200 else { throw Self.unreachable("it answers \(answer.status)") }
    return answer.body
  }

  private static func unreachable(_ why: String) -> Problem {
    Problem("issuer_unreachable", "The issuer of accounts could not be asked: \(why).")
  }

  private static func header(_ part: String) -> Header? {
    let word = part.replacing("-", with: "+").replacing("_", with: "/")
    let filled = word + String(repeating: "=", count: (4 - word.count % 4) % 4)
    return Data(base64Encoded: filled).flatMap { try? JSONDecoder().decode(Header.self, from: $0) }
  }

  static func form(_ fields: [(String, String)]) -> String {
    fields.map { "\($0)=\(encoded($1))" }.joined(separator: "&")
  }

  private static func encoded(_ text: String) -> String {
    let unreserved = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
    return text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
  }
}
