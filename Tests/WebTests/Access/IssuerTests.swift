import Actions
import Domain
import Foundation
import HTTPTypes
import HummingbirdTesting
import OpenID
import Postgres
import Testing
import Web

@Suite("Signing in with an account that one has already")
struct IssuerTests {
  /// Runs the service with a fake issuer, and one account that was invited and never set a password.
  private func run(_ body: @escaping @Sendable (Service, FakeIssuer) async throws -> Void) async throws {
    try await FakeIssuer.run { issuer in
      var configuration = WebConfiguration(port: 0)
      configuration.access.issuer = Issuer(
        try IssuerSettings(issuer: issuer.address, clientID: "tadamun", clientSecret: "s&cret"),
        verifier: JWTVerifier())
      configuration.access.triesOnAccount = 1_000
      try await Service.run(.router, configuration) { service in
        let people = AccessTesting(service)
        let user = try User(email: EmailAddress("sara@example.org"), displayName: "Sara")
        let role = try RoleGrant(.funder, from: CalendarDate(iso: "2020-01-01"))
        _ = try await people.access.invite(user, roles: [role], by: .commandLine)
        try await body(service, issuer)
      }
    }
  }

  /// Goes to the issuer and back, as a browser does.
  /// - Parameter change: What the browser brings back, changed.
  private func goThere(
    _ service: Service,
    _ change: (_ code: inout String, _ state: inout String, _ kept: inout String) -> Void = {
      _, _, _ in
    }
  ) async throws -> Answer {
    let gone = try await service.get("/sign-in/issuer?lang=en")
    try #require(gone.status == 303)
    let location = try #require(gone.headers[.location])
    let query = try #require(URLComponents(string: location)?.queryItems)
    let asked = Dictionary(query.map { ($0.name, $0.value ?? "") }) { $1 }
    #expect(asked["response_type"] == "code" && asked["code_challenge_method"] == "S256")
    #expect(asked["scope"] == "openid email" && asked["client_id"] == "tadamun")
    let cookie = try #require(gone.headers[.setCookie])
    #expect(cookie.contains("Secure; HttpOnly; SameSite=Lax"))
    var kept = String(cookie.prefix { $0 != ";" })
    var state = try #require(asked["state"])
    var code = "\(asked["nonce"] ?? "")~\(asked["code_challenge"] ?? "")"
    change(&code, &state, &kept)
    return try await service.get(
      "/sign-in/issuer/return?lang=en&code=\(code)&state=\(state)", headers: [.cookie: kept])
  }

  private func session(_ answer: Answer) throws -> String {
    let cookies = answer.headers[values: .setCookie]
    let cookie = try #require(cookies.first { $0.hasPrefix("__Host-tadamun=") })
    return String(cookie.prefix { $0 != ";" })
  }

  @Test("who was invited under the address that the issuer verified comes in, and is known by the subject from then on")
  func comesIn() async throws {
    try await run { service, issuer in
      let page = try await service.get("/sign-in?lang=en")
      #expect(page.text.contains("/sign-in/issuer"))
      let first = try await goThere(service)
      #expect(first.status == 200 && first.headers[values: .setCookie].count == 2)
      let shown = try await service.get("/api/v1/session", headers: [.cookie: session(first)])
      #expect(shown.json["email"] as? String == "sara@example.org")
      // The address may change there; the subject does not.
      issuer.saying.email = "other@example.org"
      #expect(try await goThere(service).status == 200)
      // The keys are asked for once.
      #expect(issuer.timesAsked == 1)
      let kinds: [String] = try await service.tadamun.pool.query(
        "SELECT kind FROM security_events WHERE kind IN ('issuer_linked', 'signed_in') ORDER BY sequence"
      ).map { try $0["kind"] }
      #expect(kinds == ["issuer_linked", "signed_in", "signed_in"])
      try await AccessTesting(service).access.block(EmailAddress("sara@example.org"), by: .commandLine)
      #expect(try await goThere(service).status == 403)
    }
  }

  @Test("what the token says must be for us, for this request, of now, and of an address that was verified")
  func refusals() async throws {
    try await run { service, issuer in
      let changes: [(String, @Sendable (inout FakeIssuer.Saying) -> Void)] = [
        ("not verified", { $0.isVerified = false }), ("no address", { $0.email = nil }),
        ("nobody's address", { $0.email = "nobody@example.org" }), ("for another", { $0.audience = ["other"] }),
        ("for two, of nobody in particular", { $0.audience = ["tadamun", "other"] }),
        ("from another", { $0.issuer = "https://evil.example.org" }), ("of another request", { $0.nonce = "x" }),
        ("too old", { $0.expiresIn = -120 }), ("signed by a stranger", { $0.key = nil }),
        ("signed by a key that is not published", { $0.key = "k2" }), ("no subject", { $0.subject = "" }),
      ]
      for (name, change) in changes {
        issuer.saying = FakeIssuer.Saying()
        change(&issuer.saying)
        let answer = try await goThere(service)
        #expect(answer.status == 403 && answer.headers[.setCookie] == nil, "\(name): \(answer.status)")
      }
      let linked: Int = try await service.tadamun.pool.queryValue("SELECT count(*) FROM issuer_subjects")
      #expect(linked == 0)
    }
  }

  @Test("a request that somebody else began, that comes back twice, or with another code, opens nothing")
  func forged() async throws {
    try await run { service, _ in
      #expect(try await goThere(service) { _, _, kept in kept = "__Host-tadamun-issuer=x" }.status == 403)
      #expect(try await goThere(service) { _, _, kept in kept = "" }.status == 403)
      #expect(try await goThere(service) { _, state, _ in state = "x" }.status == 403)
      #expect(try await goThere(service) { code, _, _ in code = "" }.status == 403)
      #expect(try await goThere(service) { code, _, _ in code = "a~b" }.status == 403)
      var brought: (code: String, state: String, kept: String)?
      #expect(try await goThere(service) { code, state, kept in brought = (code, state, kept) }.status == 200)
      let again = try #require(brought)
      let answer = try await service.get(
        "/sign-in/issuer/return?code=\(again.code)&state=\(again.state)", headers: [.cookie: again.kept])
      #expect(answer.status == 403)
    }
  }

  @Test("another subject with the same address is not the one who is known")
  func otherSubject() async throws {
    try await run { service, issuer in
      let first = try await goThere(service)
      issuer.saying.subject = "s-2"
      let second = try await goThere(service)
      #expect(first.status == 200 && second.status == 403)
    }
  }

  @Test("a key that is new is asked for; one that is unknown is not asked for at every request")
  func keys() async throws {
    try await run { service, issuer in
      issuer.saying.key = "k2"
      for _ in 0..<3 {
        let answer = try await goThere(service)
        #expect(answer.status == 403)
      }
      #expect(issuer.timesAsked == 1)
    }
    try await run { service, issuer in
      issuer.published = ["k1", "k2"]
      issuer.saying.key = "k2"
      let answer = try await goThere(service)
      #expect(answer.status == 200)
    }
  }

  @Test("an answer is read to its end, and one without end is not", arguments: [(200_000, 200), (300_000, 502)])
  func longAnswers(padding: Int, status: Int) async throws {
    try await run { service, issuer in
      issuer.saying.padding = padding
      let answer = try await goThere(service)
      #expect(answer.status == status)
    }
  }

  @Test("an issuer is reached encrypted, and a service without one says so")
  func settings() async throws {
    for (address, code) in [
      ("http://accounts.example.org", "issuer_unencrypted"), ("accounts", "issuer_malformed"),
      ("https://accounts.example.org?x=1", "issuer_malformed"), ("ftp://accounts.example.org", "issuer_unencrypted"),
    ] {
      let problem = #expect(throws: Problem.self) { try IssuerSettings(issuer: address, clientID: "tadamun") }
      #expect(problem?.code.rawValue == code)
    }
    try await Service.run { service in
      #expect(try await service.get("/sign-in/issuer?lang=en").status == 404)
      #expect(try await !service.get("/sign-in?lang=en").text.contains("/sign-in/issuer"))
      let reset = try await service.post("/api/v1/password-resets", #"{"email": "x@example.org"}"#)
      #expect(reset.refusal == "409 mail_missing")
    }
  }
}
