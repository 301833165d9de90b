import API
import Actions
import ArgumentParser
import Domain
import Postgres

struct ZakatCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "zakat",
    abstract: "Zakat: promises, receipts, recipients, distributions with proof of ownership, the report.",
    discussion: """
      What is done is written as JSON, the same as over HTTP; docs/instruments.md says what each needs.

      Example:
        tadamun zakat record payments --body '{"distribution": "d1", "on": "2026-03-31", "by": "treasurer"}'
        tadamun zakat report zakat-2026 --on 2026-03-31
      """,
    subcommands: [
      RecordCommand<ZakatRequest>.self, Report.self, Show.self, Receipt.self, Pledge.self, Pledges.self,
      Categories.self, Hijri.self, Months.self,
    ])

  struct Report: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "report",
      abstract: "Say how a zakat fund stands on a day: what came, reached whom, is proven, is overdue.",
      discussion: """
        Example:
          tadamun zakat report zakat-2026 --on 2026-03-31 --json
        """)

    @Argument(help: "The fund's code.")
    var fund: String

    @Option(help: "The day, YYYY-MM-DD.")
    var on: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let (code, day) = (try Code(fund), try CalendarDate(iso: on))
      let tadamun = try await Database.open().tadamun()
      let report = try await tadamun.zakatReport(of: code, on: day)
      await tadamun.pool.close()
      print(json ? ZakatRequest.rendered(report) : ZakatText.report(report))
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show where a distribution stands, as JSON.",
      discussion: """
        Example:
          tadamun zakat show d1
        """)

    @Argument(help: "The distribution's code.")
    var distribution: String

    func run() async throws {
      let code = try Code(distribution)
      let tadamun = try await Database.open().tadamun()
      let state = try await tadamun.zakatDistribution(code)
      await tadamun.pool.close()
      print(ZakatRequest.rendered(state))
    }
  }

  struct Receipt: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "receipt",
      abstract: "Show what became of a receipt, as JSON: how much of it is left, and whether it is discharged.",
      discussion: """
        Example:
          tadamun zakat receipt r-1
        """)

    @Argument(help: "The receipt's code.")
    var receipt: String

    func run() async throws {
      let code = try Code(receipt)
      let tadamun = try await Database.open().tadamun()
      let standing = try await tadamun.zakatReceipt(code)
      await tadamun.pool.close()
      print(ZakatRequest.rendered(standing))
    }
  }

  struct Months: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "months",
      abstract: "List the announced first days of Hijri months, as “record hijri-months” recorded them.",
      discussion: """
        Example:
          tadamun zakat months --json
        """)

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let tadamun = try await Database.open().tadamun()
      let starts = try await tadamun.hijriMonthStarts()
      await tadamun.pool.close()
      if json { return print(ZakatRequest.rendered(starts)) }
      for start in starts { print("\(start.month)  \(start.firstOn)  \(start.source)") }
    }
  }

  struct Categories: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "categories", abstract: "List the eight categories in Arabic, French and English.",
      discussion: """
        Example:
          tadamun zakat categories
        """)

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
      if json { return print(ZakatRequest.renderedCategories()) }
      for category in AsnafCategory.allCases {
        print(
          "\(category.rawValue)  \(category.arabic)  \(category.transliteration)  \(category.french) / \(category.english)"
        )
      }
    }
  }

  struct Hijri: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "hijri",
      abstract: "Say which Hijri day a day is, and when a ḥawl that begins with it ends; as JSON.",
      discussion: """
        Months start by the Umm al-Qura table, or as they were recorded by “record hijri-months”.

        Example:
          tadamun zakat hijri 2025-03-10
        """)

    @Argument(help: "The day, YYYY-MM-DD.")
    var day: String

    func run() async throws {
      let day = try CalendarDate(iso: day)
      let tadamun = try await Database.open().tadamun()
      let calendar = try await tadamun.hijriCalendar()
      await tadamun.pool.close()
      print(try ZakatRequest.rendered(day: day, in: calendar))
    }
  }
}

extension ZakatRequest: RecordedAsJSON {
  static let subject = "zakat"
  static let recordExample = """
      tadamun zakat record receipts --body '{"receipt": "r-1", "fund": "zakat-2026", "amount": "5000.00",
        "currency": "MAD", "received_on": "2026-03-10", "by": "treasurer"}'
      tadamun zakat record distributions --file distribution.json
    """
}
