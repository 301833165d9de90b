import Actions
import Domain
import Foundation
import Postgres
import TestProgramme
import TestSupport
import Testing

@Suite("Signed runs, checked without the program")
struct SigningCommandTests {
  private static let openssl = "/usr/bin/openssl"

  private func run(
    _ arguments: [String], on database: TestDatabase, environment: [String: String] = [:]
  ) async throws -> (status: Int32, text: String) {
    let program = try ProgramProcess(arguments, on: database, environment: environment)
    let text = await program.wait()
    return (program.process.terminationStatus, text)
  }

  /// What `docs/methods.md` says to whoever has the public key from elsewhere.
  private func check(_ file: String, by signature: String, _ key: String) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.openssl)
    process.arguments = [
      "pkeyutl", "-verify", "-pubin", "-inkey", key, "-rawin", "-in", file, "-sigfile", signature,
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  @Test(
    "openssl says that a run's manifest is what was signed, and that a changed one is not",
    .enabled(if: FileManager.default.isExecutableFile(atPath: openssl), "openssl is not on this machine"))
  func runManifest() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await TestDatabase.with(TestDatabase.project()) { database in
      let pool = Pool(database.configuration(as: .app))
      let small = try await SmallProgramme(Tadamun(pool))
      try await small.reportAll()
      await pool.close()
      let key = "\(folder)/signing.pem"
      #expect(try await run(["signing", "make", key], on: database).status == 0)
      let scored = try await run(
        ["score", "small", "--as-of", "2026-07-31"], on: database, environment: ["SIGNING_KEY_FILE": key])
      #expect(scored.status == 0, "\(scored.text)")
      let number = try #require(scored.text.firstMatch(of: /run ([0-9]+)/)?.output.1)
      let name = "\(folder)/run"
      let written = try await run(["runs", "small", "--run", String(number), "--signed", name], on: database)
      #expect(written.status == 0, "\(written.text)")
      let known = try await run(["signing", "public", key], on: database).text
      try Data(known.utf8).write(to: URL(fileURLWithPath: "\(folder)/public.pem"))
      // The key that the program hands out beside the manifest is the one that its owner gave away.
      #expect(try String(contentsOfFile: "\(name).pem", encoding: .utf8) == known)
      let good = try check("\(name).json", by: "\(name).sig", "\(folder)/public.pem")
      #expect(good.status == 0 && good.text.contains("Signature Verified Successfully"), "\(good.text)")
      let text = try String(contentsOfFile: "\(name).json", encoding: .utf8)
      try Data(text.replacing("\"seed\"", with: "\"sead\"").utf8).write(to: URL(fileURLWithPath: "\(name).json"))
      let bad = try check("\(name).json", by: "\(name).sig", "\(folder)/public.pem")
      #expect(bad.status != 0 && bad.text.contains("Verification Failure"), "\(bad.text)")
    }
  }
}
