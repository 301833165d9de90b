import Actions
import ArgumentParser
import Domain
import Postgres

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract:
      "Recompute every balance, seal and receipt number, and the last run of every programme from what is stored, and check the signature of every run.",
    discussion: """
      Says OK, or what differs, with exit status 1.

      Example:
        tadamun verify
      """)

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    let database = try await Database.open()
    let tadamun = try await database.tadamun(isBatch: true)
    let report = try await Progress.during("recomputing") { try await VerifyReport(tadamun) }
    await tadamun.pool.close()
    print(try json ? JSONOutput.text(report) : report.text)
    if !report.ok { throw ExitCode(1) }
  }
}

/// What recomputing found.
private struct VerifyReport: Encodable, Sendable {
  struct Fault: Encodable, Sendable {
    let entry: Int64
    let sentence: String
  }

  /// What a file or a publication told was paid elsewhere.
  struct ToldPayments: Encodable, Sendable {
    let source: String
    let entries: Int
    let paid: String
    let currency: String
  }

  struct Programme: Encodable, Sendable {
    let programme: String
    /// Nil where nothing was scored yet.
    let run: Int64?
    let differences: [String]
    /// The key that the run's manifest is signed by; nil where it is not.
    let signedBy: String?
  }

  let ok: Bool
  let entries: Int
  let postings: Int
  let seals: Int
  let head: String?
  let faults: [Fault]
  let differences: [String]
  let told: [ToldPayments]
  let securityEvents: Int
  /// Where the chain of security events is broken; nil where it is whole.
  let brokenSecurityEvent: Int64?
  let programmes: [Programme]
  let signedRuns: Int
  /// What is wrong with signatures, a sentence each.
  let signatureFaults: [String]

  init(_ tadamun: Tadamun) async throws {
    let books = try await tadamun.verifyBooks()
    entries = books.entries
    postings = books.postings
    seals = books.seals
    head = books.head
    differences = books.differences
    told = books.told.map {
      ToldPayments(
        source: $0.source, entries: $0.entries, paid: $0.paid.decimal, currency: $0.paid.currency.code)
    }
    faults = books.faults.map { Fault(entry: $0.entry, sentence: $0.sentence) }
    (securityEvents, brokenSecurityEvent) = try await Access(tadamun).verifySecurityEvents()
    var programmes: [Programme] = []
    for programme in try await tadamun.programmes() {
      let replay = try await tadamun.replayCurrentRun(of: programme.code)
      programmes.append(
        Programme(
          programme: programme.code.text, run: replay?.run, differences: replay?.differences ?? [],
          signedBy: replay?.signedBy))
    }
    self.programmes = programmes
    (signedRuns, signatureFaults) = try await tadamun.verifySignatures()
    ok =
      books.isWhole && brokenSecurityEvent == nil && programmes.allSatisfy(\.differences.isEmpty)
      && signatureFaults.isEmpty
  }

  var text: String {
    var lines = ["ledger: \(entries) entries, \(postings) postings, \(seals) seals"]
    if let head { lines.append("  last seal: \(head)") }
    lines += differences.map { "  \($0)" }
    lines += faults.map { "  entry \($0.entry) \($0.sentence)" }
    lines += told.map { "told by \($0.source), not paid here: \($0.paid) \($0.currency) in \($0.entries) entries" }
    lines.append("security events: \(securityEvents)")
    if let brokenSecurityEvent { lines.append("  the chain is broken at event \(brokenSecurityEvent)") }
    lines.append("signed runs: \(signedRuns)")
    lines += signatureFaults.map { "  \($0)" }
    for programme in programmes {
      guard let run = programme.run else {
        lines.append("\(programme.programme): not scored yet")
        continue
      }
      let isSame = programme.differences.isEmpty
      lines.append(
        "\(programme.programme): run \(run) \(isSame ? "recomputed, the same" : "DIFFERS"), "
          + (programme.signedBy.map { "signed by \($0.prefix(16))…" } ?? "not signed"))
      lines += programme.differences.map { "  \($0)" }
    }
    return (lines + [ok ? "OK" : "NOT OK"]).joined(separator: "\n")
  }
}
