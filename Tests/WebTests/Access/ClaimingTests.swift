import Actions
import Domain
import HTTPTypes
import Pages
import Testing
import Web

@Suite("Who gets in")
struct ClaimingTests {
  @Test("the service is open while nobody has an account, and closed from the first one on")
  func claimed() async throws {
    try await Service.run { service in
      let people = AccessTesting(service)
      #expect(try await service.get("/api/v1/programmes").status == 200)
      #expect(try await service.get("/").status == 200)
      let token = try await people.token("chief@example.org", .operator)
      let closed = try await service.get("/api/v1/programmes")
      #expect(closed.refusal == "401 sign_in_needed")
      #expect(closed.headers[.wwwAuthenticate]?.hasPrefix("Bearer") == true)
      let page = try await service.get("/")
      #expect(page.status == 303 && page.headers[.location] == "/sign-in?lang=fr")
      #expect(try await people.get("/api/v1/programmes", as: token).status == 200)
      #expect(try await service.get("/healthz").status == 200)
      #expect(try await service.get("/sign-in").status == 200)
    }
  }

  @Test("every address but those for getting in asks who comes, whatever its method")
  func everyAddress() async throws {
    try await Service.run { service in
      _ = try await AccessTesting(service).token("chief@example.org", .operator)
      let open = [
        "/healthz", "/readyz", "/sign-in", "/sign-in/password", "/api/v1/password", "/api/v1/password-resets",
        "/public",
      ]
      let all = addresses(service.tadamun)
      #expect(all.count > 60)
      for (method, pattern) in all
      where !open.contains(pattern) && !pattern.hasPrefix("/static/") && !pattern.hasPrefix("/api/v1/public/")
        && !pattern.hasPrefix("/public/") && !pattern.hasPrefix("/sign-in/reset")
        && !pattern.hasPrefix("/sign-in/issuer")
        && pattern != "/api/v1/session"
      {
        let address = pattern.split(separator: "/").map { $0.hasPrefix(":") ? "x" : $0 }.joined(separator: "/")
        let answer = try await service.send(method, "/\(address)", "{}")
        let isPage = PageRoutes.serves(pattern) && method == .get
        #expect(answer.status == (isPage ? 303 : 401), "\(method) \(pattern)")
      }
    }
  }

  @Test("an invitation's link sets one password, once; a refused password leaves it good")
  func invitation() async throws {
    try await Service.run { service in
      let people = AccessTesting(service)
      let chief = try await people.token("chief@example.org", .operator)
      let invited = try await people.send(
        .post, "/api/v1/people",
        #"{"email": "Sara@Example.org", "display_name": "Exemple", "roles": [{"role": "funder", "first_on": "2020-01-01"}]}"#,
        as: chief)
      #expect(invited.status == 201)
      let link = try #require(invited.json["link"] as? String)
      let set = { (password: String) in
        try await service.post("/api/v1/password", #"{"link": "\#(link)", "password": "\#(password)"}"#)
      }
      #expect(try await set("short").refusal == "422 password_too_short")
      #expect(try await set("aaaaaaaaaaaa").refusal == "422 password_too_simple")
      let older = try await people.access.requestReset(EmailAddress("sara@example.org"), from: "127.0.0.1")
      #expect(try await set(AccessTesting.password).status == 204)
      // Another letter to her is worth nothing any more.
      let reset = #"{"link": "\#(try #require(older).text)", "password": "\#(AccessTesting.password)"}"#
      #expect(try await service.post("/api/v1/password", reset).refusal == "422 link_invalid")
      #expect(try await set(AccessTesting.password).refusal == "422 link_invalid")
      let again = try await people.send(
        .post, "/api/v1/people", #"{"email": "sara@example.org", "display_name": "Exemple"}"#, as: chief)
      #expect(again.refusal == "409 email_taken")
    }
  }

  @Test("a session begins with the right password, holds by its cookie, and ends")
  func session() async throws {
    try await Service.run { service in
      let people = AccessTesting(service)
      try await people.account("sara@example.org", .funder)
      let signIn = { (password: String) in
        try await service.post(
          "/api/v1/session", #"{"email": "sara@example.org", "password": "\#(password)"}"#)
      }
      #expect(try await signIn("something else entirely").refusal == "401 sign_in_refused")
      let opened = try await signIn(AccessTesting.password)
      #expect(opened.status == 201)
      let cookie = try #require(opened.headers[.setCookie])
      for word in ["__Host-tadamun=tdm_", "Path=/", "Secure", "HttpOnly", "SameSite=Strict"] {
        #expect(cookie.contains(word))
      }
      let secret = String(cookie.prefix { $0 != ";" })
      let headers: HTTPFields = [.cookie: secret]
      let own = try await service.get("/api/v1/session", headers: headers)
      #expect(own.json["email"] as? String == "sara@example.org")
      let page = try await service.get("/", headers: headers)
      #expect(page.status == 200 && page.text.contains("sara@example.org"))

      // What another site makes a browser send is refused.
      var foreign = headers
      foreign[.fetchSite] = "cross-site"
      let forged = try await service.send(.post, "/api/v1/tokens", "{}", headers: foreign)
      #expect(forged.refusal == "403 cross_site_refused")

      var same = headers
      same[.fetchSite] = "same-origin"
      #expect(try await service.send(.delete, "/api/v1/session", "{}", headers: same).status == 204)
      #expect(try await service.get("/api/v1/session", headers: headers).refusal == "401 sign_in_needed")
    }
  }

  @Test("somebody unknown and a wrong password are answered alike, and tries are counted")
  func tries() async throws {
    try await Service.run { service in
      let people = AccessTesting(service)
      try await people.account("sara@example.org", .funder)
      let tryOnce = { (email: String, password: String) in
        try await service.post("/api/v1/session", #"{"email": "\#(email)", "password": "\#(password)"}"#)
      }
      let unknown = try await tryOnce("nobody@example.org", AccessTesting.password)
      let wrong = try await tryOnce("sara@example.org", "wrong wrong wrong")
      #expect(
        unknown.refusal == "401 sign_in_refused" && unknown.json["detail"] as? String == wrong.json["detail"] as? String
      )
      for _ in 1..<people.access.rules.triesOnAccount { _ = try await tryOnce("sara@example.org", "wrong wrong wrong") }
      let locked = try await tryOnce("sara@example.org", AccessTesting.password)
      #expect(locked.refusal == "429 too_many_tries" && locked.headers[.retryAfter] == "900")
    }
  }

  @Test("the page signs somebody in, says what was wrong in the reader's language, and never shows the password again")
  func form() async throws {
    try await Service.run { service in
      try await AccessTesting(service).account("sara@example.org", .funder)
      let submit = { (password: String, site: String) in
        try await service.send(
          .post, "/sign-in?lang=ar", "email=sara%40example.org&password=\(password)&code=",
          headers: [.contentType: "application/x-www-form-urlencoded", .fetchSite: site])
      }
      let wrong = try await submit("wrong+wrong+wrong", "same-origin")
      #expect(wrong.status == 403 && wrong.text.contains("dir=\"rtl\"") && wrong.text.contains("role=\"alert\""))
      #expect(wrong.text.contains("sara@example.org") && !wrong.text.contains("wrong wrong"))
      #expect(try await submit("x", "cross-site").status == 403)
      let right = try await submit(AccessTesting.password.replacing(" ", with: "+"), "same-origin")
      #expect(right.status == 303 && right.headers[.setCookie]?.hasPrefix("__Host-tadamun=tdm_") == true)
    }
  }
}
