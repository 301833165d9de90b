import Actions
import Domain
import Foundation
import Interchange
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("A run's manifest is signed where a key is configured")
struct RunSigningTests {
  private func withKey(_ body: (SigningKey) async throws -> Void) async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("key-\(UUID().uuidString).pem").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try await body(SigningKey.make(at: path))
  }

  @Test("it says what the run was made of and came to, and the key's public half checks it")
  func signed() async throws {
    try await withKey { key in
      try await TestDatabase.withDatabase(as: .app) { pool in
        let small = try await SmallProgramme(Tadamun(pool, signingKey: key))
        try await small.reportAll()
        let run = try await small.tadamun.score(small.code, asOf: small.asOf).run
        let found = try #require(try await small.tadamun.manifest(of: run, in: small.code).signature)
        let manifest = Array(found.signature.manifest.utf8)
        #expect(found.signature.key == key.publicKey.id && found.publicKeyPEM == key.publicKey.pem)
        #expect(key.publicKey.isSignature(found.signature.signature, of: manifest))
        let said = try #require(try JSONSerialization.jsonObject(with: Data(manifest)) as? [String: Any])
        let stored = try await small.tadamun.manifest(of: run, in: small.code)
        #expect(said["run"] as? Int64 == run && said["programme"] as? String == "small")
        #expect(said["framework_sha256"] as? String == stored.frameworkSHA256 && said["scale"] is NSNull)
        #expect((said["inputs_sha256"] as? String)?.count == 64 && (said["results_sha256"] as? String)?.count == 64)
        let counts = try #require(said["counts"] as? [String: Any])
        #expect((counts["actors"] as? [String: Int])?["ok"] == 3 && counts["cells"] is [String: Int])
        let replay = try await small.tadamun.replay(run: run, of: small.code)
        #expect(replay.isSame && replay.signedBy == key.publicKey.id)
        let checked = try await small.tadamun.verifySignatures()
        #expect(checked.count == 1 && checked.faults.isEmpty)
      }
    }
  }

  @Test("without a key nothing is signed, and a later key signs what comes after")
  func unsigned() async throws {
    try await withKey { key in
      try await TestDatabase.withDatabase(as: .app) { pool in
        let small = try await SmallProgramme(Tadamun(pool))
        try await small.reportAll()
        let first = try await small.tadamun.score(small.code, asOf: small.asOf).run
        #expect(try await small.tadamun.manifest(of: first, in: small.code).signature == nil)
        let replay = try await small.tadamun.replay(run: first, of: small.code)
        #expect(replay.isSame && replay.signedBy == nil)
        let later = Tadamun(pool, signingKey: key)
        let second = try await later.score(small.code, asOf: small.asOf).run
        #expect(try await later.manifest(of: second, in: small.code).signature != nil)
        #expect(try await later.verifySignatures().count == 1)
      }
    }
  }

  @Test("a run that was changed, a manifest that was changed and another's key are told")
  func tampered() async throws {
    try await withKey { key in
      try await TestDatabase.withDatabase { admin, app in
        let small = try await SmallProgramme(Tadamun(app, signingKey: key))
        try await small.reportAll()
        let run = try await small.tadamun.score(small.code, asOf: small.asOf).run
        let changes: [(table: String, change: String, back: String, sentence: String)] = [
          ("runs", "seed = seed + 1", "seed = seed - 1", "is not the one that was signed"),
          (
            "run_signatures", "manifest = replace(manifest, '\"seed\":0', '\"seed\":9')",
            "manifest = replace(manifest, '\"seed\":9', '\"seed\":0')", "is not that of its manifest"
          ),
          ("run_signatures", "signature = sha512('x')", "signature = sha512('x')", "is not that of its manifest"),
        ]
        for (table, change, back, sentence) in changes {
          try await tamper(table, change, admin)
          let checked = try await small.tadamun.verifySignatures()
          #expect(checked.faults.contains { $0.contains("run \(run): ") && $0.contains(sentence) }, "\(change)")
          let replay = try await small.tadamun.replay(run: run, of: small.code)
          #expect(replay.differences.contains { $0.contains(sentence) }, "\(change)")
          try await tamper(table, back, admin)
        }
        // The service itself can change neither, nor add a key under another's name.
        for statement in [
          "UPDATE run_signatures SET manifest = ''", "DELETE FROM run_signatures",
          "UPDATE signing_keys SET key_id = ''",
        ] {
          let refused = await #expect(throws: PostgresError.self) {
            try await app.execute(SQL(unsafeRaw: statement))
          }
          #expect(refused?.sqlState == "42501")
        }
        let named = await #expect(throws: PostgresError.self) {
          try await app.execute(
            "INSERT INTO signing_keys (key_id, public_key) VALUES (\(String(repeating: "0", count: 64)), sha256('x'))")
        }
        #expect(named?.constraint == "key_is_named_by_its_hash")
      }
    }
  }

  private func tamper(_ table: String, _ change: String, _ admin: Pool) async throws {
    try await admin.execute(SQL(unsafeRaw: "ALTER TABLE tadamun.\(table) DISABLE TRIGGER append_only_rows"))
    try await admin.execute(SQL(unsafeRaw: "UPDATE tadamun.\(table) SET \(change)"))
    try await admin.execute(SQL(unsafeRaw: "ALTER TABLE tadamun.\(table) ENABLE ALWAYS TRIGGER append_only_rows"))
  }
}
