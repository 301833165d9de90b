import Actions
import ArgumentParser
import Domain
import Postgres

extension BankCommand {
  struct Match: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "match", abstract: "Match movements to entries: what is certain, or one line by hand.",
      discussion: """
        Certain is a reference that names one entry; else the same amount, payer and day, three days apart at most.

        Example:
          tadamun bank match
          tadamun bank match --line 12 --entry 340 --reason "two cheques paid in together"
        """)

    @Option(help: "Only this account.")
    var account: String?

    @Option(help: "A line, to be matched by hand.")
    var line: Int64?

    @Option(help: "The entry it is.")
    var entry: Int64?

    @Option(help: "How much of it; what is open where left out.")
    var amount: String?

    @Option(help: "The currency of --amount.")
    var currency = "MAD"

    @Option(help: "Why.")
    var reason: String?

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
      guard (line == nil) == (entry == nil), (line == nil) == (reason == nil) else {
        throw ValidationError("--line, --entry and --reason go together.")
      }
      if amount != nil, line == nil { throw ValidationError("--amount is for one line.") }
    }

    func run() async throws {
      let tadamun = try await Database.open().tadamun(isBatch: true)
      if let line, let entry, let reason {
        let amount = try amount.map { try Money(decimal: $0, Currency(currency)) }
        let id = try await tadamun.matchBankLine(line, to: entry, amount: amount, reason: reason, by: .commandLine)
        print(try json ? JSONOutput.text(["match": id]) : "line \(line) is entry \(entry): match \(id)")
      } else {
        let counts = try await tadamun.matchBankLines(of: account.map { try Code($0) }, by: .commandLine)
        print(
          try json
            ? JSONOutput.text([
              "by_reference": counts.byReference, "by_amount_date_payer": counts.byAmountDatePayer, "open": counts.open,
            ])
            : "\(counts.byReference) by reference, \(counts.byAmountDatePayer) by amount, day and payer, "
              + "\(counts.open) line(s) open")
      }
      await tadamun.pool.close()
    }
  }

  struct Unmatched: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "unmatched", abstract: "List movements that the books do not explain, oldest first.",
      discussion: """
        Example:
          tadamun bank unmatched --account zakat-cih
        """)

    @Option(help: "Only this account.")
    var account: String?

    @Option(help: "The day ages are told on, YYYY-MM-DD; today in Morocco where left out.")
    var asOf: String?

    @Option(help: "How many at most.")
    var limit = 100

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
      guard (1...500).contains(limit) else { throw ValidationError("--limit is from 1 to 500.") }
    }

    func run() async throws {
      let tadamun = try await Database.open().tadamun()
      let day: CalendarDate
      if let asOf { day = try CalendarDate(iso: asOf) } else { day = try await tadamun.dayOfBooks() }
      let lines = try await tadamun.unmatchedBankLines(asOf: day, of: account.map { try Code($0) }, limit: limit)
      if json {
        print(try JSONOutput.text(lines.map(UnmatchedOutput.init)))
      } else {
        for line in lines {
          let party = line.counterparty ?? "-"
          print(
            "\(line.line)  \(line.account)  \(line.bookedOn)  \(line.ageDays) d  \(line.open)  \(party)  \(line.text)")
        }
        print("\(lines.count) line(s) open as of \(day)")
      }
      await tadamun.pool.close()
    }
  }
}

private struct UnmatchedOutput: Encodable {
  let line: Int64
  let account: String
  let fund: String
  let bookedOn: String
  let amount: String
  let open: String
  let currency: String
  let endToEndID: String?
  let counterparty: String?
  let text: String
  let ageDays: Int

  init(_ line: UnmatchedBankLine) {
    self.line = line.line
    account = line.account.text
    fund = line.fund.text
    bookedOn = line.bookedOn.description
    amount = line.amount.decimal
    open = line.open.decimal
    currency = line.amount.currency.code
    endToEndID = line.endToEndID
    counterparty = line.counterparty
    text = line.text
    ageDays = line.ageDays
  }
}
