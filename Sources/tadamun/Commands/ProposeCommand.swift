import ArgumentParser
import Domain
import Interchange
import Scoring

struct ProposeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "propose", abstract: "Propose payments from a file of scores by a framework's rule.",
    discussion: """
      The sum is the budget exactly, or less with the rest and its reason printed.

      Example:
        tadamun propose --framework F.yml --scores results/scores.csv --out proposal.csv
      """)

  @Option(help: "The framework file; its key “proposal” is the rule.", completion: .file(extensions: ["yml", "yaml"]))
  var framework: String

  @Option(help: "The scores, as “tadamun evaluate” writes them.")
  var scores: String

  @Option(help: "parts.csv, as “tadamun evaluate” writes it; a rule of threshold and cap reads it.")
  var parts: String?

  @Option(help: "A file actor,person,amount_minor; a rule of quadratic match reads it.")
  var contributions: String?

  @Option(help: "A file actor,group; a proportional rule with groups reads it.")
  var groups: String?

  @Option(help: "The file to write.")
  var out: String

  func run() async throws {
    let proposal = try PaymentProposal.write(
      PaymentProposal.Request(
        framework: framework, scores: scores, parts: parts, contributions: contributions, groups: groups), to: out)
    print("\(proposal.rows.count) actors, \(proposal.totalMinor) of \(proposal.budgetMinor) minor units: \(out)")
    for leftover in proposal.leftovers { print("left over: \(leftover.amountMinor), \(leftover.reason.rawValue)") }
  }
}
