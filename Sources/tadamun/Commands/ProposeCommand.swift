import Actions
import ArgumentParser
import Domain
import Foundation
import Interchange
import Postgres
import Scoring

struct ProposeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "propose", abstract: "Propose payments by a framework's rule, from a stored run or from files.",
    discussion: """
      The sum is the budget exactly, or less with the rest and its reason printed. From a run the proposal is stored as
      a draft and its largest payments are printed, see “tadamun proposal”; from files no database is needed.

      Example:
        tadamun propose --programme oriental-2024-2026 --fund fonds-oriental --budget 1000000.00 --by fatima
        tadamun propose --framework F.yml --scores results/scores.csv --out proposal.csv
      """)

  @Option(help: "The programme whose run is paid for.")
  var programme: String?

  @Option(name: .customLong("run"), help: "The run; the one that readers see where left out.")
  var runNumber: Int64?

  @Option(help: "The fund the money is of.")
  var fund: String?

  @Option(help: "The budget in the programme's currency, such as 1000000.00; the rule's own where left out.")
  var budget: String?

  @Option(help: "The name of this request: a repeat under the same name finds its proposal.")
  var key: String?

  @Option(help: "Who makes the proposal.")
  var by = Source.commandLine.name

  @Flag(help: "Print JSON.")
  var json = false

  @Option(help: "The framework file; its key “proposal” is the rule.", completion: .file(extensions: ["yml", "yaml"]))
  var framework: String?

  @Option(help: "The scores, as “tadamun evaluate” writes them.")
  var scores: String?

  @Option(help: "intervals.csv, as “tadamun evaluate” writes it once replicates ran; eligible_from reads its p5.")
  var intervals: String?

  @Option(help: "parts.csv, as “tadamun evaluate” writes it; a rule of threshold and cap reads it.")
  var parts: String?

  @Option(help: "A file actor,person,amount_minor; a rule of quadratic match reads it.")
  var contributions: String?

  @Option(help: "A file actor,group; a proportional rule with groups reads it.")
  var groups: String?

  @Option(help: "A file to write what each payer bears to, where the rule names payers.")
  var payers: String?

  @Option(help: "The file to write.")
  var out: String?

  func validate() throws {
    if programme != nil {
      guard fund != nil, framework == nil, scores == nil, intervals == nil, out == nil else {
        throw ValidationError("--programme goes with --fund, and not with --framework, --scores, --intervals or --out.")
      }
    } else if framework == nil || scores == nil || out == nil {
      throw ValidationError("Name a programme and a fund, or --framework, --scores and --out.")
    }
  }

  func run() async throws {
    if let programme, let fund { return try await store(Code(programme), Code(fund)) }
    guard let framework, let scores, let out else { return }
    let proposal = try PaymentProposal.write(
      PaymentProposal.Request(
        framework: framework, scores: scores, intervals: intervals, parts: parts, contributions: contributions,
        groups: groups, payers: payers), to: out)
    print("\(proposal.rows.count) actors, \(proposal.totalMinor) of \(proposal.budgetMinor) minor units: \(out)")
    for leftover in proposal.leftovers { print("left over: \(leftover.amountMinor), \(leftover.reason.rawValue)") }
  }

  private func store(_ programme: Code, _ fund: Code) async throws {
    let tadamun = try await Database.open().tadamun(isBatch: true)
    let currency = try await tadamun.programme(programme).currency
    let made = try await tadamun.propose(
      programme, run: runNumber, budget: budget.map { try Money(decimal: $0, currency) }, fund: fund,
      key: key ?? UUID().uuidString, by: Source(by))
    let sheet = try await tadamun.proposal(
      made.id, of: programme, largestFrom: 0, limit: Tadamun.maximumLinePage)
    print(
      try json
        ? JSONOutput.text(ProposalOutput(sheet.proposal, sheet)) : ProposalText.largest(sheet, count: 10))
    await tadamun.pool.close()
  }
}
