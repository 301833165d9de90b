import API
import Actions
import ArgumentParser
import Domain

extension LedgerCommand {
  struct Entries: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "entries", abstract: "List entries with their lines, in the order they were booked.",
      discussion: """
        Example:
          tadamun ledger entries --fund grants-2026 --limit 20 --json
        """)

    @Option(help: "Only those with a line in this fund.")
    var fund: String?

    @OptionGroup var page: PageOptions

    func run() async throws {
      let fund = try fund.map { try Code($0) }
      let entries = try await ask { try await $0.ledgerEntries(of: fund, after: page.after, limit: page.limit) }
      print(page.json ? LedgerDocument.rendered(entries) : entries.map(LedgerText.entry).joined(separator: "\n"))
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show one entry: its lines, what it reverses or is reversed by, and the decision it stands on.",
      discussion: """
        Example:
          tadamun ledger show 712
        """)

    @Argument(help: "The entry's number.")
    var entry: Int64

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let found = try await ask { try await $0.ledgerEntry(entry) }
      print(json ? LedgerDocument.rendered(found) : LedgerText.entry(found))
    }
  }

  struct Balances: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "balances",
      abstract: "Say what each account holds, how much of it is held back, and what is available.",
      discussion: """
        Amounts stand on the side on which the account normally does. Of a day in the past only the balance is told.

        Example:
          tadamun ledger balances --fund grants-2026 --on 2026-03-31
        """)

    @Option(help: "Only accounts of this fund.")
    var fund: String?

    @Option(help: "Only accounts that speak of this actor.")
    var actor: String?

    @Option(help: "Only what is dated up to this day, YYYY-MM-DD.")
    var on: String?

    @OptionGroup var page: PageOptions

    func run() async throws {
      let (fund, actor) = (try fund.map { try Code($0) }, try actor.map { try Code($0) })
      let day = try on.map { try CalendarDate(iso: $0) }
      let balances = try await ask {
        try await $0.accountBalances(of: fund, actor: actor, through: day, after: page.after, limit: page.limit)
      }
      print(page.json ? LedgerDocument.rendered(balances) : balances.map(LedgerText.balance).joined(separator: "\n"))
    }
  }

  struct Book: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "book",
      abstract: "Book an entry of two lines or more, written as JSON; as a correction where its day may be closed.",
      discussion: """
        Its kind is a stage of money (receipt, allocation, disbursement …); debits are positive, credits negative, and
        every fund and currency adds up to zero.

        Example:
          tadamun ledger book --file entry.json --key gift-17
          tadamun ledger book --key gift-17 --body '{"kind": "receipt", "occurred_on": "2026-03-01", "lines": [
            {"fund": "grants-2026", "account": "cash", "amount": "500.00", "currency": "MAD"},
            {"fund": "grants-2026", "account": "contributions", "amount": "-500.00", "currency": "MAD"}]}'
        """)

    @OptionGroup var text: Particulars

    @Option(help: "A name of your own for this fact.")
    var key: String

    @Flag(help: "Where the day lies in a closed period, book it on the first open day after it.")
    var correction = false

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let entry = try text.entry()
      let booked = try await ask { tadamun in
        correction
          ? try await tadamun.bookCorrection(entry, key: key, by: .commandLine)
          : try await tadamun.book(entry, key: key, by: .commandLine)
      }
      print(json ? LedgerDocument.rendered(booked) : LedgerText.booked(booked))
    }
  }

  struct RequestReversal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "request-reversal",
      abstract: "Ask that an entry be reversed; somebody else approves the decision, then “reverse” books it.",
      discussion: """
        Example:
          tadamun ledger request-reversal 712 --on 2026-03-02 --reason "booked twice" --by treasurer
          tadamun decision approve 7 --by president
          tadamun ledger reverse 7
        """)

    @Argument(help: "The entry's number.")
    var entry: Int64

    @Option(help: "The day of the reversal, YYYY-MM-DD.")
    var on: String

    @Option(help: "Why.")
    var reason: String

    @Option(help: "Who asks.")
    var by: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let (day, person) = (try CalendarDate(iso: on), try Person(by))
      let decision = try await ask {
        try await $0.requestReversal(of: entry, on: day, reason: reason, by: person)
      }
      print(
        try json
          ? JSONOutput.text(["decision": decision.rawValue, "reverses": entry])
          : "decision \(decision) waits for a second person")
    }
  }

  struct Reverse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "reverse", abstract: "Book the reversal that two persons decided on; done again it is the same one.",
      discussion: """
        Example:
          tadamun ledger reverse 7
        """)

    @Argument(help: "The decision's number.")
    var decision: Int64

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let reversal = try await ask { try await $0.reverse(under: ID(decision), by: .commandLine) }
      print(
        try json
          ? JSONOutput.text(["decision": decision, "entry": reversal]) : "reversed by entry \(reversal)")
    }
  }
}

extension Particulars {
  /// The particulars as an entry of the ledger.
  /// - Parameter isAskedFor: Whether it is asked for and not booked.
  func entry(isAskedFor: Bool = false) throws -> JournalEntry {
    try LedgerDocument.entry(bytes(), isAskedFor: isAskedFor)
  }
}

extension AsyncParsableCommand {
  /// Opens the database, asks, and closes it again.
  func ask<Answer>(_ body: (Tadamun) async throws -> Answer) async throws -> Answer {
    try await LedgerCommand.ask(body)
  }
}
