import Actions
import ArgumentParser
import Domain
import Postgres

struct LedgerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "The books themselves: entries, balances, holds, reversals, periods, receipts, exchanges, seals.",
    discussion: """
      docs/instruments.md says in plain words what each is for. A key is a name of your own for a fact: the same fact
      under the same key is booked once.

      Example:
        tadamun ledger entries --fund grants-2026
        tadamun ledger balances --fund grants-2026 --json
        tadamun ledger hold grants-2026 80000.00 --for "tranche 2" --through 2026-06-30 --key well-2
      """,
    subcommands: [
      Entries.self, Show.self, Balances.self, Book.self, Hold.self, Holds.self, PostHold.self, VoidHold.self,
      RequestReversal.self, Reverse.self, RequestPayment.self, Pay.self, Periods.self, OpenPeriod.self,
      ClosePeriod.self, ReopenPeriod.self,
      Receipts.self, IssueReceipt.self, VoidReceipt.self, Exchange.self, Seal.self, Seals.self,
    ])

  /// Opens the database, asks, and closes it again.
  static func ask<Answer>(_ body: (Tadamun) async throws -> Answer) async throws -> Answer {
    let tadamun = try await Database.open().tadamun()
    let answer = try await body(tadamun)
    await tadamun.pool.close()
    return answer
  }
}

/// Which rows of a list to print.
struct PageOptions: ParsableArguments {
  @Option(help: "Only those after this number.")
  var after: Int64 = 0

  @Option(help: "How many, 1 to 500.")
  var limit = 50

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard (1...500).contains(limit) else { throw ValidationError("--limit is from 1 to 500.") }
  }
}
