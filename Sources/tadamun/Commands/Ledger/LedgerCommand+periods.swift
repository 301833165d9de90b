import API
import Actions
import ArgumentParser
import Domain

extension LedgerCommand {
  struct Periods: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "periods", abstract: "List fiscal periods and whether they are open.",
      discussion: """
        Example:
          tadamun ledger periods --json
        """)

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let periods = try await ask { try await $0.periods() }
      print(json ? LedgerDocument.rendered(periods) : periods.map(LedgerText.period).joined(separator: "\n"))
    }
  }

  struct OpenPeriod: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "open-period", abstract: "Say which days' books are closed together.",
      discussion: """
        Example:
          tadamun ledger open-period 2026-01 --first 2026-01-01 --last 2026-01-31
        """)

    @Argument(help: "The code the period is to have.")
    var period: String

    @Option(help: "Its first day, YYYY-MM-DD.")
    var first: String

    @Option(help: "Its last day, YYYY-MM-DD.")
    var last: String

    func run() async throws {
      let code = try Code(period)
      let span = try DateSpan(CalendarDate(iso: first), through: CalendarDate(iso: last))
      try await ask { try await $0.openPeriod(code, span, by: .commandLine) }
      print("period \(code) is open, \(first) to \(last)")
    }
  }

  struct ClosePeriod: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "close-period",
      abstract: "Close a period for good; corrections then go to the first open day after it.",
      discussion: """
        Example:
          tadamun ledger close-period 2026-01 --soft
          tadamun ledger close-period 2026-01
        """)

    @Argument(help: "The period's code.")
    var period: String

    @Flag(help: "Softly: it takes only what two persons decided on, and may be opened again.")
    var soft = false

    func run() async throws {
      let code = try Code(period)
      try await ask { try await $0.setPeriod(code, to: soft ? .softClosed : .closed, by: .commandLine) }
      print("period \(code) is closed\(soft ? " softly" : "")")
    }
  }

  struct ReopenPeriod: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "reopen-period", abstract: "Open a softly closed period again.",
      discussion: """
        Example:
          tadamun ledger reopen-period 2026-01
        """)

    @Argument(help: "The period's code.")
    var period: String

    func run() async throws {
      let code = try Code(period)
      try await ask { try await $0.setPeriod(code, to: .open, by: .commandLine) }
      print("period \(code) is open")
    }
  }

  struct Seal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "seal",
      abstract: "Seal what is booked and not sealed yet, as the worker does every minute; print the last seal.",
      discussion: """
        Keep what it prints somewhere else: “tadamun verify” prints it too, and nobody can change what is sealed without
        changing it.

        Example:
          tadamun ledger seal
        """)

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let (sealed, head) = try await ask { (try await $0.sealEntries(), try await $0.sealHead()) }
      print(
        try json
          ? JSONOutput.text(SealOutput(sealed: sealed, head: head)) : "\(sealed) sealed, last seal \(head ?? "none")")
    }
  }

  struct Seals: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "seals", abstract: "List seals, oldest first: which entries each covers, and its chain.",
      discussion: """
        Example:
          tadamun ledger seals --after 100 --json
        """)

    @OptionGroup var page: PageOptions

    func run() async throws {
      let seals = try await ask { try await $0.seals(after: page.after, limit: page.limit) }
      print(page.json ? LedgerDocument.rendered(seals) : seals.map(LedgerText.seal).joined(separator: "\n"))
    }
  }
}

private struct SealOutput: Encodable {
  let sealed: Int
  let head: String?
}
