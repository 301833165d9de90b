import API
import Actions
import ArgumentParser
import Domain
import Foundation
import Postgres

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Reports: what is asked for and due, and what became of what was submitted.",
    discussion: """
      Example:
        tadamun report require femmes-2026 --indicator jobs --from 2026-01-01 --by chief
        tadamun report due femmes-2026 --state missing
        tadamun report record coop-12 4711 validation --body '{"by": "chief"}'
      """,
    subcommands: [
      Require.self, Due.self, List.self, Show.self, Record.self, Attach.self, Sample.self, Queue.self, Verifiers.self,
      FileAppeal.self, AnswerAppeal.self, Appeals.self, Publish.self,
    ])

  struct Require: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "require", abstract: "Let a programme ask for an indicator, for a target group or for everybody.",
      discussion: """
        Example:
          tadamun report require femmes-2026 --indicator jobs --group women --from 2026-01-01 --by chief
        """)

    @Argument(help: "The programme's code.")
    var programme: String

    @Option(help: "The indicator's code.")
    var indicator: String

    @Option(help: "The target group's code.")
    var group = TargetGroup.everybody.text

    @Option(help: "The first day on which it is asked for, YYYY-MM-DD.")
    var from: String

    @Option(help: "The last day, YYYY-MM-DD; none where it goes on.")
    var through: String?

    @Option(help: "Who asks.")
    var by: String

    func run() async throws {
      let requirement = try ReportingRequirement(
        of: Code(programme), indicator: Code(indicator), group: Code(group), from: CalendarDate(iso: from),
        through: through.map { try CalendarDate(iso: $0) })
      let source = try Source(Person(by).name)
      let tadamun = try await Database.open().tadamun()
      try await tadamun.require(requirement, by: source)
      await tadamun.pool.close()
      print("\(programme) asks for \(indicator) of \(group) from \(from)")
    }
  }

  struct Due: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "due", abstract: "List what actors owe a programme, and what is missing or came late.",
      discussion: """
        Every indicator and group that is asked for, over every period of the calendar that is over.

        Example:
          tadamun report due femmes-2026 --state missing --as-of 2026-05-15
        """)

    @Argument(help: "The programme's code.")
    var programme: String

    @Option(help: "Only this actor.")
    var actor: String?

    @Option(help: "Only these: \(DueState.allCases.map(\.rawValue).joined(separator: ", ")).")
    var state: DueState?

    @Option(help: "As of this day, YYYY-MM-DD; today where none is given.")
    var asOf: String?

    @Option(help: "Where the list goes on: the last line's actor~period~indicator~group.")
    var after: String?

    @Option(help: "How many, 1 to 1000.")
    var limit = 200

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
      guard (1...1_000).contains(limit) else { throw ValidationError("--limit is from 1 to 1000.") }
    }

    func run() async throws {
      let (code, actor) = (try Code(programme), try actor.map { try Code($0) })
      let cursor = try after.map { try Domain.Due.Cursor($0) }
      let given = try asOf.map { try CalendarDate(iso: $0) }
      let tadamun = try await Database.open().tadamun()
      let day: CalendarDate
      if let given { day = given } else { day = try await tadamun.today(in: code) }
      let dues = try await tadamun.dues(of: code, actor: actor, in: state, on: day, after: cursor, limit: limit)
      await tadamun.pool.close()
      if json { return print(ReportRequest.rendered(dues)) }
      for due in dues {
        let answer = due.answer.map { "  report \($0.report) of \($0.submittedOn)" } ?? ""
        print("\(due.cursor)  \(due.state.rawValue)  due on \(due.dueOn)\(answer)")
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List reports in the order in which they were recorded.",
      discussion: """
        Example:
          tadamun report list --programme femmes-2026 --state submitted
        """)

    @Option(help: "Only to this programme.")
    var programme: String?

    @Option(help: "Only of this actor.")
    var actor: String?

    @Option(help: "Only these: \(ReportState.allCases.map(\.rawValue).joined(separator: ", ")).")
    var state: ReportState?

    @Option(help: "Only those after this report.")
    var after: Int64 = 0

    @Option(help: "How many, 1 to 500.")
    var limit = 50

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
      guard (1...500).contains(limit) else { throw ValidationError("--limit is from 1 to 500.") }
    }

    func run() async throws {
      let (programme, actor) = (try programme.map { try Code($0) }, try actor.map { try Code($0) })
      let tadamun = try await Database.open().tadamun()
      let sheets = try await tadamun.reports(of: actor, to: programme, in: state, after: after, limit: limit)
      await tadamun.pool.close()
      print(json ? ReportRequest.rendered(sheets) : sheets.map(ReportText.line).joined(separator: "\n"))
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show a report: who wrote, verified and validated it, and declared beside verified and validated.",
      discussion: """
        Example:
          tadamun report show coop-12 4711
        """)

    @Argument(help: "The actor's code.")
    var actor: String

    @Argument(help: "The report's number.")
    var report: Int64

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let code = try Code(actor)
      let tadamun = try await Database.open().tadamun()
      let sheet = try await tadamun.report(report, of: code)
      await tadamun.pool.close()
      print(json ? ReportRequest.rendered(sheet) : ReportText.sheet(sheet))
    }
  }

  struct Record: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "record", abstract: "Record what somebody says of a report; the answer is JSON.",
      discussion: """
        What may be said: \(ReportRequest.nouns.joined(separator: ", ")).

        Example:
          tadamun report record coop-12 4711 verification --body '{"outcome": "verified", "by": "sara"}'
          tadamun report record coop-12 4711 validation --body '{"by": "chief"}'
        """)

    @Argument(help: "The actor's code.")
    var actor: String

    @Argument(help: "The report's number.")
    var report: Int64

    @Argument(help: "What is said.")
    var what: String

    @OptionGroup var particulars: Particulars

    func validate() throws { try Particulars.check(what, isOneOf: ReportRequest.nouns) }

    func run() async throws {
      let code = try Code(actor)
      let bytes = try particulars.bytes()
      let tadamun = try await Database.open().tadamun()
      print(try await ReportRequest.perform(what, bytes, on: report, of: code, tadamun))
      await tadamun.pool.close()
    }
  }
}

extension DueState: ExpressibleByArgument {}
extension ReportState: ExpressibleByArgument {}
