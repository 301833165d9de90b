import API
import Actions
import ArgumentParser
import Domain
import Postgres

struct WaqfCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "waqf", abstract: "Waqf: deeds, principal, yield and its waterfall, maintenance, exchange of assets.",
    discussion: """
      What is done is written as JSON, the same as over HTTP; docs/instruments.md says what each needs.

      Example:
        tadamun waqf record waterfalls --body '{"waqf": "riad-12", "first_on": "2026-01-01", "last_on": "2026-12-31",
          "on": "2027-01-15", "by": "treasurer"}'
        tadamun waqf report riad-12 --on 2026-12-31
      """, subcommands: [RecordCommand<WaqfRequest>.self, List.self, Show.self, Report.self, Waterfall.self])

  struct Report: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "report",
      abstract: "Say how a waqf stands on a day: its principal, its yield, who waits for what, what needs repair.",
      discussion: """
        Example:
          tadamun waqf report riad-12 --on 2026-12-31 --json
        """)

    @Argument(help: "The waqf's code.")
    var waqf: String

    @Option(help: "The day, YYYY-MM-DD.")
    var on: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let (code, day) = (try Code(waqf), try CalendarDate(iso: on))
      let tadamun = try await Database.open().tadamun()
      let report = try await tadamun.waqfReport(of: code, on: day)
      await tadamun.pool.close()
      print(json ? WaqfRequest.rendered(report) : WaqfText.report(report))
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show a waqf's deed, what it stipulates and its state, as JSON.",
      discussion: """
        Example:
          tadamun waqf show riad-12
        """)

    @Argument(help: "The waqf's code.")
    var waqf: String

    func run() async throws {
      let code = try Code(waqf)
      let tadamun = try await Database.open().tadamun()
      let (deed, state) = try await tadamun.waqf(code)
      await tadamun.pool.close()
      print(WaqfRequest.rendered(deed, state))
    }
  }
}

extension WaqfCommand {
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List waqfs by code, with their states.",
      discussion: """
        Example:
          tadamun waqf list --after riad-12
        """)

    @Option(help: "Only codes after this one.")
    var after: String?

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let after = try after.map { try Code($0) }
      let tadamun = try await Database.open().tadamun()
      let found = try await tadamun.waqfs(after: after, limit: 200)
      await tadamun.pool.close()
      if json { return print(WaqfRequest.rendered(found)) }
      for (deed, state) in found {
        print("\(deed.code)  \(state.rawValue)  \(deed.type.rawValue)  \(deed.duration.rawValue)  \(deed.purpose)")
      }
    }
  }

  struct Waterfall: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "waterfall", abstract: "Show what the waterfall of a period gave, as JSON.",
      discussion: """
        Example:
          tadamun waqf waterfall riad-12 --first 2026-01-01 --last 2026-12-31
        """)

    @Argument(help: "The waqf's code.")
    var waqf: String

    @Option(help: "The period's first day, YYYY-MM-DD.")
    var first: String

    @Option(help: "The period's last day, YYYY-MM-DD.")
    var last: String

    func run() async throws {
      let code = try Code(waqf)
      let span = try DateSpan(CalendarDate(iso: first), through: CalendarDate(iso: last))
      let tadamun = try await Database.open().tadamun()
      let run = try await tadamun.waterfall(of: code, over: span)
      let currency = try await tadamun.waqf(code).deed.currency
      await tadamun.pool.close()
      print(WaqfRequest.rendered(run, currency))
    }
  }
}

extension WaqfRequest: RecordedAsJSON {
  static let subject = "a waqf"
  static let recordExample = """
      tadamun waqf record yield-receipts --body '{"receipt": "rent-1", "yield": "rent-2026-q1", "amount": "30000.00",
        "currency": "MAD", "on": "2026-03-31", "by": "treasurer"}'
      tadamun waqf record deeds --file deed.json
    """
}
