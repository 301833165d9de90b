import Domain
import Foundation
import Scoring

/// `propose`: from `scores.csv` and the rule of a framework to `proposal.csv`.
public enum PaymentProposal {
  /// The files a proposal is made from.
  public struct Request: Sendable {
    public var framework: String
    /// As `evaluate` writes it; a column `lower_bound` may be added for rules of eligibility.
    public var scores: String
    /// `parts.csv` as `evaluate` writes it, which a rule of threshold and cap reads.
    public var parts: String?
    /// `actor,person,amount_minor`, which a rule of quadratic match reads.
    public var contributions: String?
    /// `actor,group`, which a proportional rule with groups reads.
    public var groups: String?

    public init(
      framework: String, scores: String, parts: String? = nil, contributions: String? = nil, groups: String? = nil
    ) {
      self.framework = framework
      self.scores = scores
      self.parts = parts
      self.contributions = contributions
      self.groups = groups
    }
  }

  /// Reads scores, shares the budget and writes `actor,amount_minor,share,reason`, one row an actor that has a score
  /// row for the node that is paid for. The file appears whole or not at all.
  ///
  /// A provisional score is not paid, and its reason says so.
  ///
  /// - Returns: the proposal; what is left of the budget, and why, is in its leftovers.
  /// - Throws: ``Domain/Problem`` or ``Domain/Problems``: what ``FrameworkFile`` and ``CSVReader`` refuse;
  ///   `proposal_missing` where the framework has no rule; `proposal_input_missing` where the rule reads a file that is
  ///   not given; `scores_empty`, `status_unknown`; what the rule refuses.
  @discardableResult
  public static func write(_ request: Request, to path: String) throws -> Proposal {
    let rules = try FrameworkFile(path: request.framework).framework
    guard let rule = rules.proposal else {
      throw Problem(
        "proposal_missing", "The framework has no key “proposal” that says how money follows.",
        at: Place(file: request.framework, field: "proposal"))
    }
    let claims = try PaymentClaimFiles(request, rule, plan: try Plan(rules)).claims()
    let proposal = try rule.propose(claims)
    try write(proposal, to: path)
    return proposal
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
