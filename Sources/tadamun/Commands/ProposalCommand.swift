import Actions
import ArgumentParser
import Domain
import Postgres

struct ProposalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "proposal", abstract: "Stored proposals: read, recompute, override, put forward, approve, withdraw.",
    discussion: """
      A proposal is made by “tadamun propose --programme”. It is never edited: an override is a fact of its own that
      another person approves, and who made or put forward a proposal does not approve it.

      Example:
        tadamun proposal show 3
        tadamun proposal override 3 --actor coop-001 --amount 12000.00 --reason "fire in the workshop" --by fatima
        tadamun proposal approve-override 1 --by omar
        tadamun proposal submit 3 --by fatima
        tadamun proposal approve 3 --by omar
        tadamun proposal verify 3
      """,
    subcommands: [
      ProposalListCommand.self, ProposalShowCommand.self, ProposalVerifyCommand.self, ProposalOverrideCommand.self,
      ProposalApproveOverrideCommand.self, ProposalSubmitCommand.self, ProposalApproveCommand.self,
      ProposalWithdrawCommand.self, ProposalEligibilityCommand.self, ProposalSpendableCommand.self,
    ])
}

struct ProposalListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the latest proposals of a programme.",
    discussion: """
      Example:
        tadamun proposal list oriental-2024-2026
      """)

  @Argument(help: "The programme's code.")
  var programme: String

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    let tadamun = try await Database.open().tadamun()
    let proposals = try await tadamun.proposals(of: Code(programme), limit: 100)
    if json {
      print(try JSONOutput.text(proposals.map { ProposalOutput($0) }))
    } else {
      print(proposals.isEmpty ? "There is no proposal." : proposals.map(ProposalText.line).joined(separator: "\n"))
    }
    await tadamun.pool.close()
  }
}

struct ProposalShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print a proposal line by line, each with its reason.",
    discussion: """
      Example:
        tadamun proposal show 3 --limit 20
      """)

  @Argument(help: "The proposal's number.")
  var proposal: Int64

  @Option(help: "How many lines to show, in the order of codes.")
  var limit = Tadamun.maximumLinePage

  @Option(help: "Only lines after this actor.")
  var after: String?

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard (1...Tadamun.maximumLinePage).contains(limit) else {
      throw ValidationError("--limit is from 1 to \(Tadamun.maximumLinePage).")
    }
  }

  func run() async throws {
    let tadamun = try await Database.open().tadamun()
    let sheet = try await tadamun.proposal(proposal, after: after.map { try Code($0) }, limit: limit)
    print(try json ? JSONOutput.text(ProposalOutput(sheet.proposal, sheet)) : ProposalText.sheet(sheet))
    await tadamun.pool.close()
  }
}

struct ProposalVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Recompute every line from the run and the rule; exit status 1 where one differs.",
    discussion: """
      Example:
        tadamun proposal verify 3
      """)

  @Argument(help: "The proposal's number.")
  var proposal: Int64

  @Flag(help: "Print JSON.")
  var json = false

  private struct Output: Encodable {
    let proposal: Int64
    let same: Bool
    let differences: [String]
  }

  func run() async throws {
    let tadamun = try await Database.open().tadamun(isBatch: true)
    let check = try await tadamun.verify(proposal: proposal)
    if json {
      print(
        try JSONOutput.text(Output(proposal: proposal, same: check.isSame, differences: check.differences)))
    } else {
      print(check.isSame ? "proposal \(proposal): recomputed, the same" : "proposal \(proposal) DIFFERS")
      for difference in check.differences { print("  \(difference)") }
    }
    await tadamun.pool.close()
    if !check.isSame { throw ExitCode(1) }
  }
}
