import Actions
import Crypto
import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@Suite("Second factors and the record of security")
struct SecondFactorTests {
  private static let password = "quatre mots sans lien"

  private static func prepared(_ pool: Pool) async throws -> (Access, Principal) {
    var rules = AccessRules()
    rules.sealingKey = try SealingKey(bytes: [UInt8](repeating: 7, count: 32))
    let access = Access(Tadamun(pool), rules: rules)
    let user = try User(email: EmailAddress("sara@example.org"), displayName: "Exemple")
    let role = try RoleGrant(.funder, from: CalendarDate(iso: "2020-01-01"))
    let invitation = try await access.invite(user, roles: [role], by: .commandLine)
    try await access.setPassword(password, by: invitation.secret.text)
    let session = try await access.signIn("sara@example.org", password: password, from: "test")
    return (access, session.principal)
  }

  private static func codes(of error: some Error) -> String { (error as? Problem)?.code.rawValue ?? "\(error)" }

  private static func outcome(_ body: () async throws -> Void) async -> String {
    do {
      try await body()
      return "done"
    } catch { return codes(of: error) }
  }

  @Test("RFC 6238: the codes of its appendix B, six digits")
  func published() {
    let secret = OneTimeCode(secret: Array("12345678901234567890".utf8))
    let expected: [(Int64, String)] = [
      (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
      (2_000_000_000, "279037"), (20_000_000_000, "353130"),
    ]
    for (second, code) in expected { #expect(secret.code(at: second / 30) == code) }
  }

  @Test("a second factor counts once confirmed; a code works once; a recovery code stands in for it once")
  func factor() async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let (access, principal) = try await SecondFactorTests.prepared(pool)
      let offer = try await access.offerSecondFactor(to: principal)
      #expect(offer.address.hasPrefix("otpauth://totp/Tadamun:"))
      let secret = OneTimeCode(secret: try SecondFactorTests.decode(offer.secret))
      // Until it is confirmed, nobody is asked for it.
      _ = try await access.signIn("sara@example.org", password: SecondFactorTests.password, from: "test")
      let step = OneTimeCode.step(at: Moment(microseconds: Int64(Date.now.timeIntervalSince1970 * 1_000_000)))
      let recovery = try await access.confirmSecondFactor(of: principal, code: secret.code(at: step), from: "test")
      #expect(recovery.count == 10 && Set(recovery).count == 10)

      let signIn = { (code: String?) in
        await SecondFactorTests.outcome {
          let session = try await access.signIn(
            "sara@example.org", password: SecondFactorTests.password, code: code, from: "test")
          _ = try #require(try await access.principal(ofSession: session.secret.text))
        }
      }
      #expect(await signIn(nil) == "second_factor_needed")
      #expect(await signIn(secret.code(at: step)) == "sign_in_refused")
      #expect(await signIn(secret.code(at: step + 1)) == "done")
      #expect(await signIn(secret.code(at: step + 1)) == "sign_in_refused")
      #expect(await signIn(recovery[3].lowercased()) == "done")
      #expect(await signIn(recovery[3]) == "sign_in_refused")
      // The database holds neither the secret nor a code.
      let sealed: [UInt8] = try await pool.queryValue("SELECT sealed_secret FROM second_factors")
      #expect(sealed.count > 20 && !sealed.contains(secret.secret))
    }
  }

  @Test("a session that lies idle, is too old, or whose role ended opens nothing; a new password ends the old sessions")
  func ends() async throws {
    try await TestDatabase.withDatabase { chief, pool in
      let (access, _) = try await SecondFactorTests.prepared(pool)
      let session = try await access.signIn("sara@example.org", password: SecondFactorTests.password, from: "test")
      let holder = { try await access.principal(ofSession: session.secret.text) }
      #expect(try await holder()?.may(.recordMoney) == true)
      try await chief.execute("UPDATE tadamun.role_grants SET last_on = current_date - 1")
      #expect(try await holder()?.may(.recordMoney) == false)
      try await chief.execute("UPDATE tadamun.sessions SET seen_at = now() - interval '31 minutes'")
      #expect(try await holder() == nil)
      let other = try await access.signIn("sara@example.org", password: SecondFactorTests.password, from: "test")
      let link = try #require(try await access.requestReset(EmailAddress("sara@example.org"), from: "test"))
      try await access.setPassword("cinq mots qui ne vont pas", by: link.text)
      #expect(try await access.principal(ofSession: other.secret.text) == nil)
      #expect(try await access.requestReset(EmailAddress("nobody@example.org"), from: "test") == nil)
    }
  }

  @Test("a wrong old password counts as a try; tries of a month ago are forgotten at night")
  func tries() async throws {
    try await TestDatabase.withDatabase { chief, pool in
      let (access, principal) = try await SecondFactorTests.prepared(pool)
      let change = { (old: String) in
        await SecondFactorTests.outcome {
          try await access.changePassword(of: principal, from: old, to: "cinq mots qui ne vont pas", address: "test")
        }
      }
      for _ in 0..<access.rules.triesOnAccount { #expect(await change("wrong wrong wrong") == "sign_in_refused") }
      #expect(await change(SecondFactorTests.password) == "too_many_tries")
      try await chief.execute(
        "UPDATE tadamun.sign_in_attempts SET attempted_at = '2026-01-01 12:00+00' WHERE NOT succeeded")
      #expect(await change(SecondFactorTests.password) == "done")
      let forgotten = { (day: String) in
        try await access.tadamun.keepBooks(on: CalendarDate(iso: day)).steps.first { $0.name == "old_sign_ins" }?
          .changed
      }
      #expect(try await forgotten("2026-01-31") == 0)
      #expect(try await forgotten("2026-02-01") == access.rules.triesOnAccount + 1)
      #expect(try await forgotten("2026-02-01") == 0)
    }
  }

  @Test(
    "the record of security is a chain: what a superuser changes, takes out or adds is found",
    arguments: [
      "UPDATE tadamun.security_events SET kind = 'signed_out' WHERE sequence = 3",
      "DELETE FROM tadamun.security_events WHERE sequence = 2",
      "DELETE FROM tadamun.security_events WHERE sequence = (SELECT max(sequence) FROM tadamun.security_events)",
      "UPDATE tadamun.security_events SET detail = '{}' WHERE sequence = (SELECT max(sequence) FROM tadamun.security_events)",
    ])
  func chain(tampering: String) async throws {
    try await TestDatabase.withDatabase { chief, pool in
      let (access, _) = try await SecondFactorTests.prepared(pool)
      let whole = try await access.verifySecurityEvents()
      #expect(whole.count >= 5 && whole.firstBroken == nil)
      let refused = await #expect(throws: PostgresError.self) { try await pool.execute("\(unsafeRaw: tampering)") }
      #expect(refused?.sqlState.rawValue == "42501")
      try await chief.execute("ALTER TABLE tadamun.security_events DISABLE TRIGGER ALL")
      try await chief.execute("\(unsafeRaw: tampering)")
      #expect(try await access.verifySecurityEvents().firstBroken != nil)
    }
  }

  private static func decode(_ text: String) throws -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    var (buffer, bits, bytes) = (0, 0, [UInt8]())
    for letter in text {
      buffer = buffer << 5 | (try #require(alphabet.firstIndex(of: letter)))
      bits += 5
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(buffer >> bits & 255))
      }
    }
    return bytes
  }
}
