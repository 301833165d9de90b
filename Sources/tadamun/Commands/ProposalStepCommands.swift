import Actions
import ArgumentParser
import Domain
import Postgres

struct ProposalOverrideCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "override", abstract: "Ask for another amount for one actor of a draft; another person approves it.",
    discussion: """
      Example:
        tadamun proposal override 3 --actor coop-001 --amount 12000.00 --reason "fire in the workshop" --by fatima
      """)

  @Argument(help: "The proposal's number.")
  var proposal: Int64

  @Option(help: "The actor's code.")
  var actor: String

  @Option(help: "The amount in the proposal's currency, such as 12000.00.")
  var amount: String

  @Option(help: "Why.")
  var reason: String

  @Option(help: "Who asks.")
  var by: String

  func run() async throws {
    let tadamun = try await Database.open().tadamun()
    let currency = try await tadamun.proposal(proposal, limit: 1).proposal.budget.currency
    let override = try await tadamun.requestOverride(
      Money(decimal: amount, currency), for: Code(actor), of: proposal, reason: reason, by: Source(by))
    print("override \(override.id) waits for a second person")
    await tadamun.pool.close()
  }
}

struct ProposalApproveOverrideCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve-override", abstract: "Approve an override, as somebody else than who asked.",
    discussion: """
      Example:
        tadamun proposal approve-override 1 --by omar
      """)

  @Argument(help: "The override's number.")
  var override: Int64

  @Option(help: "Who approves.")
  var by: String

  func run() async throws {
    let tadamun = try await Database.open().tadamun()
    let approved = try await tadamun.approveOverride(override, by: Source(by))
    print("override \(approved.id) of proposal \(approved.proposal) approved by \(by)")
    await tadamun.pool.close()
  }
}

struct ProposalSubmitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit", abstract: "Put a draft forward; its amounts stay from then on.",
    discussion: """
      Example:
        tadamun proposal submit 3 --by fatima
      """)

  @Argument(help: "The proposal's number.")
  var proposal: Int64

  @Option(help: "Who puts it forward.")
  var by: String

  func run() async throws {
    let tadamun = try await Database.open().tadamun()
    print(ProposalText.line(try await tadamun.step(proposal, to: .proposed, by: Source(by))))
    await tadamun.pool.close()
  }
}

struct ProposalApproveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve", abstract: "Approve a proposal, as somebody else than who made it or put it forward.",
    discussion: """
      Example:
        tadamun proposal approve 3 --by omar
      """)

  @Argument(help: "The proposal's number.")
  var proposal: Int64

  @Option(help: "Who approves.")
  var by: String

  func run() async throws {
    let tadamun = try await Database.open().tadamun()
    print(ProposalText.line(try await tadamun.step(proposal, to: .approved, by: Source(by))))
    await tadamun.pool.close()
  }
}

struct ProposalWithdrawCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "Withdraw a proposal that is not approved.",
    discussion: """
      Example:
        tadamun proposal withdraw 3 --reason "a report was corrected" --by fatima
      """)

  @Argument(help: "The proposal's number.")
  var proposal: Int64

  @Option(help: "Why.")
  var reason: String

  @Option(help: "Who withdraws it.")
  var by: String

  func run() async throws {
    let tadamun = try await Database.open().tadamun()
    print(ProposalText.line(try await tadamun.step(proposal, to: .withdrawn, reason: reason, by: Source(by))))
    await tadamun.pool.close()
  }
}

struct ProposalEligibilityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eligibility", abstract: "Record whether an actor may have money of a fund.",
    discussion: """
      Zakat and waqf are proposed only to actors with a finding that says eligible; other money to everybody whom no
      finding excludes.

      Example:
        tadamun proposal eligibility --fund zakat-2026 --actor coop-001 --eligible \\
          --reason "six members assessed as fuqara" --source "decision 12" --from 2026-01-01 --by fatima
      """)

  @Option(help: "The fund's code.")
  var fund: String

  @Option(help: "The actor's code.")
  var actor: String

  @Flag(inversion: .prefixedNo, help: "Whether the actor may have it.")
  var eligible: Bool

  @Option(help: "Why.")
  var reason: String

  @Option(help: "Where the finding is from.")
  var source: String

  @Option(help: "The first day it holds, YYYY-MM-DD.")
  var from: String

  @Option(help: "The last day it holds.")
  var to: String?

  @Option(help: "Who records it.")
  var by: String

  func run() async throws {
    let tadamun = try await Database.open().tadamun()
    try await tadamun.record(
      EligibilityFinding(
        fund: Code(fund), actor: Code(actor), isEligible: eligible, reason: reason, source: source,
        first: CalendarDate(iso: from), last: to.map { try CalendarDate(iso: $0) }), by: Source(by))
    print("recorded: \(actor) is \(eligible ? "" : "not ")eligible for money of \(fund)")
    await tadamun.pool.close()
  }
}

struct ProposalSpendableCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "spendable", abstract: "Record what a fund may spend at most, such as a waqf's distributable yield.",
    discussion: """
      Example:
        tadamun proposal spendable --fund waqf-oujda --amount 65200.00 --currency MAD --source "waterfall 2026" --by fatima
      """)

  @Option(help: "The fund's code.")
  var fund: String

  @Option(help: "The amount, such as 65200.00.")
  var amount: String

  @Option(help: "Its currency.")
  var currency = "MAD"

  @Option(help: "Where the amount is from.")
  var source: String

  @Option(help: "Who records it.")
  var by: String

  func run() async throws {
    let tadamun = try await Database.open().tadamun()
    let money = try Money(decimal: amount, Currency(currency))
    try await tadamun.record(spendable: money, of: Code(fund), from: source, by: Source(by))
    print("recorded: \(fund) may spend \(money)")
    await tadamun.pool.close()
  }
}
