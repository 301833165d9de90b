import Domain
import Foundation
import Scoring

/// `propose`: from `scores.csv` and the rule of a framework to `proposal.csv`.
public enum PaymentProposal {
  /// Reads scores, shares the budget and writes `actor,amount_minor,share,reason`, one row an actor that has a score
  /// row for the node that is paid for. The file appears whole or not at all.
  ///
  /// A provisional score is not paid, and its reason says so.
  ///
  /// - Returns: the proposal; what is left of the budget, and why, is in its leftovers.
  /// - Throws: ``Domain/Problem`` or ``Domain/Problems``: what ``FrameworkFile`` and ``CSVReader`` refuse;
  ///   `proposal_missing` where the framework has no rule; `scores_empty`, `status_unknown`; what the rule refuses.
  @discardableResult
  public static func write(framework: String, scores: String, to path: String) throws -> Proposal {
    let rules = try FrameworkFile(path: framework).framework
    guard let rule = rules.proposal else {
      throw Problem(
        "proposal_missing", "The framework has no key “proposal” that says how money follows.",
        at: Place(file: framework, field: "proposal"))
    }
    let plan = try Plan(rules)
    let claims = try candidates(scores, node: rule.node ?? plan.nodes[plan.root])
    let filling = try WaterFilling(
      capShare: rule.capShare, floorMinor: rule.floorMinor,
      floor: rule.floor == .cliff ? .cliff : .phaseIn)
    let proposal = try filling.propose(claims, budgetMinor: rule.budgetMinor)
    try write(proposal, to: path)
    return proposal
  }

  private static func candidates(_ path: String, node: String) throws -> [Candidate] {
    let reader = try CSVReader(path: path)
    try reader.header.check(
      required: ["actor", "node", "score", "status"], optional: ["rank", "coverage"], ignored: reader.header.names)
    let columns = ["actor", "node", "score", "status"].map { reader.header.index(of: $0) ?? 0 }
    var candidates: [Candidate] = []
    try reader.forEachRow { row in
      guard row.text(columns[1]) == node else { return }
      guard let actor = row.text(columns[0]) else {
        throw Problem("actor_missing", "The row names no actor.", at: row.place(columns[0]))
      }
      guard let status = NodeStatus(word: row.text(columns[3]) ?? "") else {
        throw Problem("status_unknown", "The row has no status that scores have.", at: row.place(columns[3]))
      }
      candidates.append(
        Candidate(
          actor: actor, score: try row.double(columns[2]),
          ineligibility: status == .insufficientCoverage ? status.word : nil))
    }
    if candidates.isEmpty {
      throw Problem("scores_empty", "The file has no score of the node “\(node)”.", at: Place(file: path))
    }
    return candidates
  }

  private static func write(_ proposal: Proposal, to path: String) throws {
    let draft = "\(path).partial-\(ProcessInfo.processInfo.processIdentifier)"
    defer { try? FileManager.default.removeItem(atPath: draft) }
    let writer = try CSVWriter(path: draft, style: .plain)
    try writer.write(["actor", "amount_minor", "share", "reason"])
    for row in proposal.rows {
      try writer.write([
        .text(row.actor), .int(row.amountMinor), NumberText.cell(proposal.share(of: row)),
        .text(row.reason.description),
      ])
    }
    try writer.finish()
    if rename(draft, path) != 0 {
      throw Problem("file_unwritable", "The proposal cannot be written.", at: Place(file: path))
    }
  }
}
