import Domain
import Foundation
import Scoring

/// `propose`: from `scores.csv` and the rule of a framework to `proposal.csv`.
public enum PaymentProposal {
  /// The files a proposal is made from.
  public struct Request: Sendable {
    public var framework: String
    /// As `evaluate` writes it; a column `lower_bound` may be added, which rules of eligibility read where no replicates
    /// ran.
    public var scores: String
    /// `intervals.csv` as `evaluate` writes it: a rule of eligibility reads the 5th percentile of the score there.
    public var intervals: String?
    /// `parts.csv` as `evaluate` writes it, which a rule of threshold and cap reads.
    public var parts: String?
    /// `actor,person,amount_minor`, which a rule of quadratic match reads.
    public var contributions: String?
    /// `actor,group`, which a proportional rule with groups reads.
    public var groups: String?
    /// Where what each payer bears is written, for a rule that names payers; nil for nowhere.
    public var payers: String?

    public init(
      framework: String, scores: String, intervals: String? = nil, parts: String? = nil, contributions: String? = nil,
      groups: String? = nil, payers: String? = nil
    ) {
      self.framework = framework
      self.scores = scores
      self.intervals = intervals
      self.parts = parts
      self.contributions = contributions
      self.groups = groups
      self.payers = payers
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
  ///   not given; `payers_missing` where a file of payers is asked for and the rule names none; `scores_empty`,
  ///   `status_unknown`; what the rule refuses.
  @discardableResult
  public static func write(_ request: Request, to path: String) throws -> Proposal {
    let rules = try FrameworkFile(path: request.framework).framework
    guard let rule = rules.proposal else {
      throw Problem(
        "proposal_missing", "The framework has no key “proposal” that says how money follows.",
        at: Place(file: request.framework, field: "proposal"))
    }
    let split = try rule.payerSplit()
    if request.payers != nil, split == nil {
      throw Problem(
        "payers_missing", "The rule names no payers that bear the payments.",
        at: Place(file: request.framework, field: "proposal.payers"))
    }
    let claims = try PaymentClaimFiles(request, rule, plan: try Plan(rules)).claims()
    let proposal = try rule.propose(claims)
    try table(path, ["actor", "amount_minor", "share", "reason"]) { writer in
      for row in proposal.rows {
        try writer.write([
          .text(row.actor), .int(row.amountMinor), NumberText.cell(proposal.share(of: row)),
          .text(row.reason.description),
        ])
      }
    }
    if let payers = request.payers, let split { try write(proposal, split, to: payers) }
    return proposal
  }

  /// One row a payment and payer, and one for what nobody of them bears, where that is something.
  private static func write(_ proposal: Proposal, _ split: PayerSplit, to path: String) throws {
    try table(path, ["actor", "payer", "amount_minor"]) { writer in
      for row in proposal.rows where row.amountMinor > 0 {
        let (amounts, rest) = split.split(row.amountMinor)
        for (payer, amount) in zip(split.payers, amounts) {
          try writer.write([.text(row.actor), .text(payer.name), .int(amount)])
        }
        if rest > 0 { try writer.write([.text(row.actor), .blank, .int(rest)]) }
      }
    }
  }

  /// A file that appears whole or not at all.
  private static func table(_ path: String, _ columns: [String], _ body: (CSVWriter) throws -> Void) throws {
    let draft = "\(path).partial-\(ProcessInfo.processInfo.processIdentifier)"
    defer { try? FileManager.default.removeItem(atPath: draft) }
    let writer = try CSVWriter(path: draft, style: .plain)
    try writer.write(columns)
    try body(writer)
    try writer.finish()
    if rename(draft, path) != 0 {
      throw Problem("file_unwritable", "The file cannot be written.", at: Place(file: path))
    }
  }
}
