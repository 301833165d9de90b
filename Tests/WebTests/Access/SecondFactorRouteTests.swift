import Actions
import Domain
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing
import Web

@Suite("Codes of a second factor, over HTTP")
struct SecondFactorRouteTests {
  @Test("a code that was accepted once is refused the second time, however many send it at once")
  func replay() async throws {
    var configuration = WebConfiguration(port: 0)
    configuration.access.sealingKey = try SealingKey(bytes: [UInt8](repeating: 7, count: 32))
    configuration.access.triesOnAccount = 100
    try await Service.run(.router, configuration) { service in
      let people = AccessTesting(service)
      try await people.account("sara@example.org", .funder)
      let token = try await people.access.issueToken(
        to: EmailAddress("sara@example.org"), label: "test", mayWrite: true, days: 1, by: .commandLine
      ).secret.text
      let offer = try await people.send(.post, "/api/v1/second-factor", "{}", as: token)
      let secret = OneTimeCode(secret: try Self.decode(try #require(offer.json["secret"] as? String)))
      let step = OneTimeCode.step(at: Moment(microseconds: Int64(Date.now.timeIntervalSince1970 * 1_000_000)))
      let confirm = {
        try await people.send(
          .post, "/api/v1/second-factor/confirmation", #"{"code": "\#(secret.code(at: step))"}"#, as: token)
      }
      #expect(try await confirm().status == 201)
      #expect(try await confirm().refusal == "409 second_factor_exists")
      let signIn = { @Sendable (code: String) in
        try await service.post(
          "/api/v1/session",
          #"{"email": "sara@example.org", "password": "\#(AccessTesting.password)", "code": "\#(code)"}"#)
      }
      // The code of the confirmation itself is used up, too.
      #expect(try await signIn(secret.code(at: step)).refusal == "401 sign_in_refused")
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<6 { group.addTask { try await signIn(secret.code(at: step + 1)).status } }
        return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
      }
      #expect(statuses == [201: 1, 401: 5])
      #expect(try await signIn(secret.code(at: step + 1)).refusal == "401 sign_in_refused")
    }
  }

  private static func decode(_ text: String) throws -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    var (buffer, bits, bytes) = (0, 0, [UInt8]())
    for letter in text {
      buffer = (buffer << 5 | (try #require(alphabet.firstIndex(of: letter)))) & 0xFFFF
      bits += 5
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(buffer >> bits & 255))
      }
    }
    return bytes
  }
}
