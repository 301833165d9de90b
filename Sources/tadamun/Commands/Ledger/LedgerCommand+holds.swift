import API
import Actions
import ArgumentParser
import Domain

extension LedgerCommand {
  struct Hold: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "hold", abstract: "Hold an amount of a fund's account back, so that nothing else spends it.",
      discussion: """
        Example:
          tadamun ledger hold grants-2026 80000.00 --for "tranche 2" --through 2026-06-30 --key well-2
        """)

    @Argument(help: "The fund's code.")
    var fund: String

    @Argument(help: "How much, such as 80000.00.")
    var amount: String

    @Option(help: "The ISO 4217 code of its currency.")
    var currency = "MAD"

    @Option(help: "The kind of the account.")
    var account = "cash"

    @Option(help: "The actor the account speaks of; the fund's own where left out.")
    var actor: String?

    @Option(name: .customLong("for"), help: "What it is held back for.")
    var purpose: String

    @Option(help: "The last day it holds, YYYY-MM-DD; the night after frees it.")
    var through: String

    @Option(help: "A name of your own for this hold.")
    var key: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let (fund, last) = (try Code(fund), try CalendarDate(iso: through))
      let money = try Money(decimal: amount, Currency(currency))
      let held = AccountPurpose(kind: AccountKind(rawValue: account), actor: try actor.map { try Code($0) })
      let hold = try await ask { tadamun in
        let id = try await tadamun.hold(
          money, of: held, in: fund, for: purpose, through: last, key: key, by: .commandLine)
        return try await tadamun.hold(id)
      }
      print(json ? LedgerDocument.rendered(hold) : LedgerText.hold(hold))
    }
  }

  struct Holds: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "holds", abstract: "List holds in the order they were placed, and what became of them.",
      discussion: """
        Example:
          tadamun ledger holds --fund grants-2026 --open
        """)

    @Option(help: "Only those on accounts of this fund.")
    var fund: String?

    @Flag(help: "Only those that still hold.")
    var open = false

    @OptionGroup var page: PageOptions

    func run() async throws {
      let fund = try fund.map { try Code($0) }
      let holds = try await ask {
        try await $0.holds(of: fund, onlyOpen: open, after: page.after, limit: page.limit)
      }
      print(page.json ? LedgerDocument.rendered(holds) : holds.map(LedgerText.hold).joined(separator: "\n"))
    }
  }

  struct PostHold: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "post-hold",
      abstract: "Book what a hold was for: the entry comes and the hold ends, together.",
      discussion: """
        The entry takes from the account at most what is held; it is written as for “tadamun ledger book”.

        Example:
          tadamun ledger post-hold 12 --file payment.json --key well-2-paid
        """)

    @Argument(help: "The hold's number.")
    var hold: Int64

    @OptionGroup var text: Particulars

    @Option(help: "A name of your own for this fact.")
    var key: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let entry = try text.entry()
      let booked = try await ask { try await $0.post(hold: hold, as: entry, key: key, by: .commandLine) }
      print(json ? LedgerDocument.rendered(booked) : LedgerText.booked(booked))
    }
  }

  struct VoidHold: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "void-hold", abstract: "Give a hold up; its amount is free again.",
      discussion: """
        Example:
          tadamun ledger void-hold 12
        """)

    @Argument(help: "The hold's number.")
    var hold: Int64

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let ended = try await ask { tadamun in
        try await tadamun.void(hold: hold, by: .commandLine)
        return try await tadamun.hold(hold)
      }
      print(json ? LedgerDocument.rendered(ended) : LedgerText.hold(ended))
    }
  }
}
