import API
import Actions
import ArgumentParser
import Domain
import Postgres

extension ReportCommand {
  struct Appeals: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "appeals", abstract: "List appeals in the order in which they were filed.",
      discussion: """
        Example:
          tadamun report appeals --state overdue
        """)

    @Option(help: "Only of this actor.")
    var actor: String?

    @Option(help: "Only these: \(Appeal.State.allCases.map(\.rawValue).joined(separator: ", ")).")
    var state: Appeal.State?

    @Option(help: "Only those after this appeal.")
    var after: Int64 = 0

    @Option(help: "How many, 1 to 500.")
    var limit = 50

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
      guard (1...500).contains(limit) else { throw ValidationError("--limit is from 1 to 500.") }
    }

    func run() async throws {
      let actor = try actor.map { try Code($0) }
      let tadamun = try await Database.open().tadamun()
      let day = try await tadamun.dayOfBooks()
      let found = try await tadamun.appeals(of: actor, in: state, on: day, after: after, limit: limit)
      await tadamun.pool.close()
      if json { return print(ReportRequest.rendered(found, on: day)) }
      for appeal in found { print(ReportText.line(appeal, on: day)) }
    }
  }

  struct FileAppeal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "appeal", abstract: "File an appeal against the verification of a report, or against a score.",
      discussion: """
        Example:
          tadamun report appeal coop-12 --programme femmes-2026 --report 4711 --grounds "the book was there" --by fatima
        """)

    @Argument(help: "The actor's code.")
    var actor: String

    @Option(help: "The programme's code.")
    var programme: String

    @Option(help: "The report whose verification it is about.")
    var report: Int64?

    @Option(name: .customLong("run"), help: "The run whose score it is about.")
    var scoringRun: Int64?

    @Option(help: "On what grounds.")
    var grounds: String

    @Option(help: "Who files it.")
    var by: String

    func validate() throws {
      guard (report == nil) != (scoringRun == nil) else {
        throw ValidationError("Give --report or --run, one of both.")
      }
    }

    func run() async throws {
      let subject: Appeal.Subject = report.map { .verification(report: $0) } ?? .score(run: scoringRun ?? 0)
      let (code, programme, source) = (try Code(actor), try Code(programme), try Source(Person(by).name))
      let tadamun = try await Database.open().tadamun()
      let appeal = try await tadamun.appeal(against: subject, of: code, in: programme, because: grounds, by: source)
      await tadamun.pool.close()
      print(ReportText.line(appeal, on: appeal.filedOn))
    }
  }

  struct AnswerAppeal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "answer-appeal", abstract: "Answer an appeal, as somebody who had no part in what it is about.",
      discussion: """
        Example:
          tadamun report answer-appeal coop-12 3 --outcome dismissed --reasoning "the book has two jobs" --by chief
        """)

    @Argument(help: "The actor's code.")
    var actor: String

    @Argument(help: "The appeal's number.")
    var appeal: Int64

    @Option(help: "One of: \(Appeal.Outcome.allCases.map(\.rawValue).joined(separator: ", ")).")
    var outcome: Appeal.Outcome

    @Option(help: "Why.")
    var reasoning: String

    @Option(help: "Who answers.")
    var by: String

    func run() async throws {
      let (code, source) = (try Code(actor), try Source(Person(by).name))
      let tadamun = try await Database.open().tadamun()
      let answered = try await tadamun.answer(appeal: appeal, of: code, outcome, because: reasoning, by: source)
      await tadamun.pool.close()
      print(ReportText.line(answered, on: answered.filedOn))
    }
  }
}

extension Appeal.State: ExpressibleByArgument {}
extension Appeal.Outcome: ExpressibleByArgument {}

extension ReportText {
  static func line(_ appeal: Appeal, on day: CalendarDate) -> String {
    let subject =
      switch appeal.subject {
      case .verification(let report): "report \(report)"
      case .score(let run): "score of run \(run)"
      }
    return "\(appeal.id)  \(appeal.actor)  \(appeal.programme)  \(subject)  \(appeal.state(on: day).rawValue)  "
      + "answer due on \(appeal.answerDueOn)"
  }
}
