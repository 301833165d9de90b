import Actions
import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Postgres
import TestSupport
import Testing
import Web

@Suite("Serving")
struct ServingTests {
  @Test(
    "it binds to loopback only and says why",
    arguments: ["0.0.0.0", "::", "192.168.1.10", "example.org", "127.0.0", ""])
  func loopbackOnly(host: String) async throws {
    let nowhere = ConnectionConfiguration(host: "/nowhere", user: "nobody", database: "none")
    let tadamun = Tadamun(Pool(nowhere, logger: Service.silent), logger: Service.silent)
    let problem = #expect(throws: Problem.self) {
      _ = try application(tadamun, configuration: WebConfiguration(host: host), logger: Service.silent)
    }
    #expect(problem?.code == "bind_not_loopback" && problem?.message.contains("plain HTTP") == true)
  }

  @Test("loopback addresses are taken", arguments: ["127.0.0.1", "127.8.9.10", "::1", "localhost"])
  func loopback(host: String) throws {
    let nowhere = ConnectionConfiguration(host: "/nowhere", user: "nobody", database: "none")
    let tadamun = Tadamun(Pool(nowhere, logger: Service.silent), logger: Service.silent)
    _ = try application(tadamun, configuration: WebConfiguration(host: host), logger: Service.silent)
  }

  @Test("health is the process, readiness is the database")
  func health() async throws {
    try await Service.run { service in
      #expect(try await service.get("/healthz").status == 200)
      #expect(try await service.get("/readyz").status == 200)
      await service.pool.close()
      #expect(try await service.get("/healthz").status == 200)
      let ready = try await service.get("/readyz")
      #expect(ready.refusal == "503 database_unavailable" && ready.headers[.retryAfter] != nil)
      let answer = try await service.get("/api/v1/actors/x")
      #expect(answer.refusal == "503 database_unavailable")
      #expect(try await service.get("/?lang=fr").status == 503)
    }
  }

  @Test(
    "an address that is there with another method says which it takes",
    arguments: [
      ("DELETE", "/api/v1/actors", "GET, HEAD, POST"), ("PATCH", "/api/v1/actors/x", "GET, HEAD, PUT"),
      ("DELETE", "/api/v1/funds", "GET, HEAD, POST"), ("TRACE", "/healthz", "GET, HEAD"), ("POST", "/", "GET, HEAD"),
      ("BREW", "/programmes/x", "GET, HEAD"),
    ])
  func methods(method: String, address: String, allowed: String) async throws {
    try await Service.run { service in
      let method = try #require(HTTPRequest.Method(method))
      let answer = try await service.send(method, address, "")
      #expect(answer.status == 405 && answer.headers[.allow] == allowed)
    }
  }

  @Test("an address that is not there is not found, for programs and for people")
  func notFound() async throws {
    try await Service.run { service in
      #expect(try await service.get("/api/v1/nothing").refusal == "404 path_unknown")
      let page = try await service.get("/nothing?lang=en")
      #expect(page.status == 404 && page.text.contains("<h1>Not found</h1>"))
      #expect(page.headers[.contentType] == "text/html; charset=utf-8")
    }
  }

  @Test("every answer is hardened, numbered and private")
  func headers() async throws {
    try await Service.run { service in
      for address in ["/", "/api/v1/actors", "/nothing", "/healthz"] {
        let headers = try await service.get(address).headers
        #expect(headers[.xContentTypeOptions] == "nosniff" && headers[.cacheControl] == "no-store")
        let policy = try #require(headers[.contentSecurityPolicy])
        #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
        #expect(!policy.contains("unsafe"))
        #expect(HTTPField.Name("X-Request-Id").map { headers[$0] } != nil)
      }
    }
  }

  @Test("addresses past the limit are refused")
  func longAddress() async throws {
    try await Service.run { service in
      let answer = try await service.get("/api/v1/actors?after=" + String(repeating: "a", count: 8_200))
      #expect(answer.refusal == "414 uri_too_long")
    }
  }

  @Test("over the network: keep-alive, HEAD, and too many headers")
  func network() async throws {
    try await Service.run(.live) { service in
      #expect(try await service.get("/healthz").text == #"{"status":"ok"}"#)
      let head = try await service.client.execute(uri: "/healthz", method: .head) { $0 }
      #expect(head.status == .ok && head.body.readableBytes == 0)
      #expect(try await service.post("/api/v1/actors", ActorRouteTests.cooperative).status == 201)
    }
    try await Service.run(.live) { service in
      var headers = HTTPFields()
      for index in 0..<200 { headers.append(HTTPField(name: .accept, value: "\(index)")) }
      let answer = try await service.get("/healthz", headers: headers)
      #expect(answer.status == 400)
    }
  }

  @Test("another name for this machine is not served")
  func otherHost() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let served = try application(
        Tadamun(pool), configuration: WebConfiguration(port: 0), logger: Service.silent)
      try await served.test(.live) { client in
        let port = try #require(client.port)
        try await TestClient.withClient(host: "localhost", port: port) { other in
          for (host, status) in [("evil.example", 421), ("localhost:\(port)", 200), ("127.0.0.1", 200)] {
            let response = try await other.execute(
              TestClient.Request("/healthz", method: .get, authority: host))
            #expect(response.status.code == status, "\(host)")
          }
        }
      }
    }
  }
}
