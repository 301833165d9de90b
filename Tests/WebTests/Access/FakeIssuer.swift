import Crypto
import Foundation
import Hummingbird
import HummingbirdTesting
import JWTKit
import Logging
import NIOCore
import Synchronization

/// An issuer of accounts (OpenID Connect) on this machine: it signs for whatever it is told to, and counts how often it
/// is asked for its keys.
final class FakeIssuer: Sendable {
  /// What the next token says; a test changes it.
  struct Saying: Sendable {
    var subject = "s-1"
    var email: String? = "sara@example.org"
    var isVerified = true
    var audience = ["tadamun"]
    var issuer: String?
    var nonce: String?
    var expiresIn = 300.0
    /// nil signs with a key that the issuer does not publish.
    var key: String? = "k1"
    /// Bytes that the list of its keys is longer than it has to be.
    var padding = 0
  }

  private struct Claims: JWTPayload {
    let iss: String
    let sub: String
    let aud: [String]
    let exp: Double
    let iat: Double
    let nonce: String
    let email: String?
    let emailVerified: Bool

    enum CodingKeys: String, CodingKey {
      case iss, sub, aud, exp, iat, nonce, email
      case emailVerified = "email_verified"
    }

    func verify(using algorithm: some JWTAlgorithm) async throws {}
  }

  private let keys: [String: ES256PrivateKey] = ["k1": ES256PrivateKey(), "k2": ES256PrivateKey()]
  private let stranger = ES256PrivateKey()
  private let state = Mutex<(saying: Saying, published: [String], asked: Int, port: Int)>((Saying(), ["k1"], 0, 0))

  var saying: Saying {
    get { state.withLock { $0.saying } }
    set { state.withLock { $0.saying = newValue } }
  }
  var published: [String] {
    get { state.withLock { $0.published } }
    set { state.withLock { $0.published = newValue } }
  }
  var timesAsked: Int { state.withLock { $0.asked } }
  var address: String { "http://localhost:\(state.withLock { $0.port })" }

  /// Runs the issuer while `body` runs.
  static func run(_ body: @escaping @Sendable (FakeIssuer) async throws -> Void) async throws {
    let issuer = FakeIssuer()
    let router = Router()
    router.get("/.well-known/openid-configuration") { _, _ in
      issuer.json([
        "issuer": issuer.address, "authorization_endpoint": "\(issuer.address)/authorize",
        "token_endpoint": "\(issuer.address)/token", "jwks_uri": "\(issuer.address)/keys",
      ])
    }
    router.get("/keys") { _, _ in
      issuer.state.withLock { $0.asked += 1 }
      let padding = String(repeating: "x", count: issuer.saying.padding)
      return issuer.json(["keys": issuer.published.compactMap(issuer.publicKey), "padding": padding])
    }
    router.post("/token") { request, _ in
      var request = request
      let body = String(buffer: try await request.collectBody(upTo: 65_536))
      return try await issuer.token(for: body)
    }
    let logger = Logger(label: "issuer") { _ in SwiftLogNoOpLogHandler() }
    let served = Application(
      router: router, configuration: ApplicationConfiguration(address: .hostname("localhost", port: 0)), logger: logger)
    try await served.test(.live) { client in
      issuer.state.withLock { $0.port = client.port ?? 0 }
      try await body(issuer)
    }
  }

  private func json(_ value: Any) -> Response {
    let data = (try? JSONSerialization.data(withJSONObject: value)) ?? Data()
    return Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
  }

  private func publicKey(_ name: String) -> [String: String]? {
    guard let parameters = keys[name]?.parameters else { return nil }
    return [
      "kty": "EC", "crv": "P-256", "kid": name, "use": "sig", "alg": "ES256", "x": Self.url(parameters.x),
      "y": Self.url(parameters.y),
    ]
  }

  private static func url(_ text: String) -> String {
    text.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  /// Gives a token for a code: the code is the nonce and the challenge that the request to sign in held, as a browser
  /// brought them.
  private func token(for form: String) async throws -> Response {
    let fields = Dictionary(
      form.split(separator: "&").map { pair in
        let parts = pair.split(separator: "=", maxSplits: 1).map { String($0).removingPercentEncoding ?? "" }
        return (parts[0], parts.count > 1 ? parts[1] : "")
      }
    ) { $1 }
    let parts = (fields["code"] ?? "").split(separator: "~").map(String.init)
    let hash = Data(SHA256.hash(data: Data((fields["code_verifier"] ?? "").utf8))).base64EncodedString()
    guard parts.count == 2, fields["grant_type"] == "authorization_code", Self.url(hash) == parts[1],
      fields["redirect_uri"]?.hasSuffix("/sign-in/issuer/return") == true
    else { return Response(status: .badRequest) }
    let said = saying
    let now = Date().timeIntervalSince1970
    let claims = Claims(
      iss: said.issuer ?? address, sub: said.subject, aud: said.audience, exp: now + said.expiresIn, iat: now,
      nonce: said.nonce ?? parts[0], email: said.email, emailVerified: said.isVerified)
    let name = said.key ?? "k1"
    let collection = await JWTKeyCollection().add(
      ecdsa: said.key == nil ? stranger : keys[name] ?? stranger, kid: JWKIdentifier(string: name))
    return json([
      "id_token": try await collection.sign(claims, kid: JWKIdentifier(string: name)), "token_type": "Bearer",
    ])
  }
}
