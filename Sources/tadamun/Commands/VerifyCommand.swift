import Actions
import ArgumentParser
import Domain
import Postgres

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Recompute every balance and the last run of every programme from what is stored.",
    discussion: """
      Says OK, or what differs, with exit status 1.

      Example:
        tadamun verify
      """)

  func run() async throws {
    let database = try await Database.open()
    let tadamun = try await database.tadamun(isBatch: true)
    let books = try await tadamun.verifyBooks()
    print("ledger: \(books.entries) entries, \(books.postings) postings")
    for fault in books.faults { print("  entry \(fault.entry) \(fault.sentence)") }
    var isWhole = books.faults.isEmpty
    for programme in try await tadamun.programmes() {
      guard let replay = try await tadamun.replayCurrentRun(of: programme.code) else {
        print("\(programme.code): not scored yet")
        continue
      }
      print("\(programme.code): run \(replay.run) \(replay.isSame ? "recomputed, the same" : "DIFFERS")")
      for difference in replay.differences { print("  \(difference)") }
      isWhole = isWhole && replay.isSame
    }
    await tadamun.pool.close()
    print(isWhole ? "OK" : "NOT OK")
    if !isWhole { throw ExitCode(1) }
  }
}
