import Actions
import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Postgres
import TestSupport
import Testing
import Web

@Suite("How many requests somebody may make")
struct RequestLimitTests {
  private static func header(_ name: String) throws -> HTTPField.Name { try #require(HTTPField.Name(name)) }

  @Test("an address may make so many requests a minute; questions after the health of the service are not counted")
  func perAddress() async throws {
    try await Service.run(.router, WebConfiguration(port: 0, requestsPerMinute: 5)) { service in
      // The document of the API was read once when the test began.
      for _ in 0..<4 { #expect(try await service.get("/api/v1/programmes").status == 200) }
      let refused = try await service.get("/api/v1/programmes")
      #expect(refused.refusal == "429 too_many_requests" && refused.headers[.retryAfter] == "60")
      #expect(try await service.get("/healthz").status == 200)
    }
  }

  /// The statuses of requests that say they come from these addresses, in turn.
  private static func statuses(_ service: Service, _ addresses: [String]) async throws -> [Int] {
    var statuses: [Int] = []
    for address in addresses {
      let headers: HTTPFields = [try header("X-Forwarded-For"): address]
      statuses.append(try await service.get("/api/v1/programmes", headers: headers).status)
    }
    return statuses
  }

  @Test("behind a proxy the address is the one that the proxy saw, not what the client says")
  func behindProxy() async throws {
    try await Service.run(.router, WebConfiguration(port: 0, trustedProxies: 1, requestsPerMinute: 3)) { service in
      // What stands to the left of the last address is the client's own word.
      let said = [
        "198.51.100.7", "198.51.100.7", "198.51.100.7", "198.51.100.7", "203.0.113.1, 198.51.100.7",
        "198.51.100.7, 203.0.113.1",
      ]
      let statuses = try await RequestLimitTests.statuses(service, said)
      #expect(statuses == [200, 200, 200, 429, 429, 200])
    }
    // With no proxy of one's own the header means nothing; the document of the API was read once before.
    try await Service.run(.router, WebConfiguration(port: 0, requestsPerMinute: 3)) { service in
      let statuses = try await RequestLimitTests.statuses(service, ["198.51.100.1", "198.51.100.2", "198.51.100.3"])
      #expect(statuses == [200, 200, 429])
    }
  }

  @Test("an account may make so many requests from wherever they come")
  func perAccount() async throws {
    let forwarded = try RequestLimitTests.header("X-Forwarded-For")
    try await Service.run(.router, WebConfiguration(port: 0, trustedProxies: 1, requestsPerMinute: 4)) { service in
      let token = try await AccessTesting(service).token("chief@example.org", .operator)
      var statuses: [Int] = []
      for number in 1...5 {
        let headers: HTTPFields = [.authorization: "Bearer \(token)", forwarded: "198.51.100.\(number)"]
        statuses.append(try await service.get("/api/v1/programmes", headers: headers).status)
      }
      #expect(statuses == [200, 200, 200, 200, 429])
    }
  }

  @Test("codes of a second factor are not guessed in an open session: wrong ones count as tries")
  func codes() async throws {
    try await Service.run { service in
      let people = AccessTesting(service)
      let token = try await people.token("sara@example.org", .funder)
      let guess = {
        try await people.send(.delete, "/api/v1/second-factor", #"{"code": "000000"}"#, as: token)
      }
      for _ in 0..<people.access.rules.triesOnAccount {
        #expect(try await guess().refusal == "422 second_factor_missing")
      }
      #expect(try await guess().refusal == "429 too_many_tries")
    }
  }
}
