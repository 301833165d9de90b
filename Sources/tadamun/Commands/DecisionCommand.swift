import Actions
import ArgumentParser
import Domain
import Postgres

struct DecisionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decision", abstract: "What one person asks for and another approves or refuses.",
    discussion: """
      Example:
        tadamun decision list --pending
        tadamun decision approve 7 --by president
      """, subcommands: [List.self, Show.self, Approve.self, Refuse.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List decisions in the order they were asked for.",
      discussion: """
        Example:
          tadamun decision list --pending --json
        """)

    @Flag(help: "Only those that wait for a second person.")
    var pending = false

    @Option(help: "Only those after this one.")
    var after: Int64 = 0

    @Option(help: "How many, 1 to 500.")
    var limit = 50

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
      guard (1...500).contains(limit) else { throw ValidationError("--limit is from 1 to 500.") }
    }

    func run() async throws {
      let database = try await Database.open()
      let tadamun = try await database.tadamun()
      let decisions = try await tadamun.decisions(after: ID(after), onlyPending: pending, limit: limit)
      await tadamun.pool.close()
      if json { return print(try JSONOutput.text(decisions.map(DecisionOutput.init))) }
      for decision in decisions { print(DecisionOutput(decision).line) }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show what is asked for, word for word, and what became of it.",
      discussion: """
        Example:
          tadamun decision show 7
        """)

    @Argument(help: "The decision's number.")
    var decision: Int64

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let database = try await Database.open()
      let tadamun = try await database.tadamun()
      let output = DecisionOutput(try await tadamun.decision(ID(decision)))
      await tadamun.pool.close()
      print(try json ? JSONOutput.text(output) : "\(output.line)\n\(output.body)")
    }
  }

  struct Approve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "approve", abstract: "Say yes, as somebody else than who asked.",
      discussion: """
        Example:
          tadamun decision approve 7 --by president
        """)

    @Argument(help: "The decision's number.")
    var decision: Int64

    @Option(help: "Who decides.")
    var by: String

    @Option(help: "Why.")
    var reason = ""

    func run() async throws {
      let database = try await Database.open()
      let tadamun = try await database.tadamun()
      try await tadamun.approve(ID(decision), reason: reason, by: Person(by))
      await tadamun.pool.close()
      print("decision \(decision) approved by \(by)")
    }
  }

  struct Refuse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "refuse", abstract: "Say no, with the reason.",
      discussion: """
        Example:
          tadamun decision refuse 7 --by president --reason "the receipt is missing"
        """)

    @Argument(help: "The decision's number.")
    var decision: Int64

    @Option(help: "Who decides.")
    var by: String

    @Option(help: "Why.")
    var reason: String

    func run() async throws {
      let database = try await Database.open()
      let tadamun = try await database.tadamun()
      try await tadamun.refuse(ID(decision), reason: reason, by: Person(by))
      await tadamun.pool.close()
      print("decision \(decision) refused by \(by)")
    }
  }
}

/// `tadamun decision --json`.
struct DecisionOutput: Encodable {
  let decision: Int64
  let kind: String
  let subject: String
  let body: String
  let policy: Int64?
  let requestedBy: String
  let state: String
  let decidedBy: String?
  let reason: String?

  init(_ decision: Decision) {
    self.decision = decision.id.rawValue
    kind = decision.kind.rawValue
    subject = decision.subject
    body = decision.body
    policy = decision.policy?.rawValue
    requestedBy = decision.requestedBy.name
    state = decision.state
    decidedBy = decision.verdict?.decidedBy.name
    reason = decision.verdict?.reason
  }

  var line: String {
    let verdict = decidedBy.map { ", \(state) by \($0)" } ?? ", pending"
    return "\(decision): \(kind) on \(subject), asked for by \(requestedBy)\(verdict)"
  }
}
