import API
import Actions
import ArgumentParser
import Domain

extension LedgerCommand {
  struct Receipts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "receipts", abstract: "List the receipts of a fund and fiscal year, by number.",
      discussion: """
        Example:
          tadamun ledger receipts grants-2026 --year 2026
        """)

    @Argument(help: "The fund's code.")
    var fund: String

    @Option(help: "The calendar year in which the fiscal year begins.")
    var year: Int

    @OptionGroup var page: PageOptions

    func run() async throws {
      let fund = try Code(fund)
      let receipts = try await ask {
        try await $0.receipts(of: fund, year: year, after: Int(clamping: page.after), limit: page.limit)
      }
      print(page.json ? LedgerDocument.rendered(receipts) : receipts.map(LedgerText.receipt).joined(separator: "\n"))
    }

    func validate() throws {
      guard (1990...2100).contains(year) else { throw ValidationError("--year is from 1990 to 2100.") }
    }
  }

  struct IssueReceipt: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "issue-receipt",
      abstract: "Issue the numbered receipt of an entry, or print the one it has.",
      discussion: """
        Example:
          tadamun ledger issue-receipt 712 --fund grants-2026 --policy books-ma
        """)

    @Argument(help: "The entry's number.")
    var entry: Int64

    @Option(help: "The fund whose receipt it is.")
    var fund: String

    @Option(help: "The policy of the books that says when a fiscal year begins; the calendar year where left out.")
    var policy: String?

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let (fund, policy) = (try Code(fund), try policy.map { try Code($0) })
      let receipt = try await ask {
        try await $0.issueReceipt(for: entry, of: fund, under: policy, by: .commandLine)
      }
      print(json ? LedgerDocument.rendered(receipt) : LedgerText.receipt(receipt))
    }
  }

  struct VoidReceipt: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "void-receipt", abstract: "Mark a receipt as void; its number stays taken.",
      discussion: """
        Example:
          tadamun ledger void-receipt 712 --fund grants-2026 --reason misprint --by clerk
        """)

    @Argument(help: "The entry's number.")
    var entry: Int64

    @Option(help: "The fund whose receipt it is.")
    var fund: String

    @Option(help: "Why.")
    var reason: String

    @Option(help: "Who says so.")
    var by: String

    func run() async throws {
      let (fund, person) = (try Code(fund), try Person(by))
      try await ask { try await $0.voidReceipt(of: entry, in: fund, reason: reason, by: person) }
      print("the receipt of entry \(entry) is void")
    }
  }

  struct Exchange: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "exchange",
      abstract: "Exchange money a fund holds into another currency: converted once, rounding booked apart.",
      discussion: """
        Example:
          tadamun ledger exchange grants-2026 100.00 EUR MAD --rate 10.7345 --published-by "Bank Al-Maghrib"
            --published-on 2026-03-02 --on 2026-03-03 --key fx-1
        """)

    @Argument(help: "The fund's code.")
    var fund: String

    @Argument(help: "How much is given away, such as 100.00.")
    var amount: String

    @Argument(help: "Its currency.")
    var from: String

    @Argument(help: "The currency it becomes.")
    var to: String

    @Option(help: "Units of the second currency for one of the first, at most ten decimals.")
    var rate: String

    @Option(help: "Who published the rate.")
    var publishedBy: String

    @Option(help: "Of which day the rate is, YYYY-MM-DD.")
    var publishedOn: String

    @Option(help: "The day of the exchange, YYYY-MM-DD.")
    var on: String

    @Option(help: "What the bank gave, where it differs by one minor unit from the conversion.")
    var received: String?

    @Option(help: "The actor for whom the money is held; the fund's own where left out.")
    var actor: String?

    @Option(help: "A name of your own for this fact.")
    var key: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let (fund, source, target) = (try Code(fund), try Currency(from), try Currency(to))
      let day = try CalendarDate(iso: on)
      let money = try Money(decimal: amount, source)
      let exact = try ExchangeRate(
        rate, from: source, to: target, publisher: publishedBy, on: CalendarDate(iso: publishedOn))
      let given = try received.map { try Money(decimal: $0, target) }
      let account = AccountPurpose(kind: .cash, actor: try actor.map { try Code($0) })
      let done = try await ask {
        try await $0.exchange(
          money, at: exact, received: given, of: account, in: fund, on: day, key: key, by: .commandLine)
      }
      print(
        try json
          ? JSONOutput.text(["entry": "\(done.booked.id)", "received": done.received.decimal, "currency": to])
          : "\(LedgerText.booked(done.booked)): \(money) became \(done.received)")
    }
  }
}
