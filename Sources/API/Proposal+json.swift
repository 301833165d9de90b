import Domain
import Serving

extension JSON {
  static func proposal(_ proposal: FundingProposal) -> [(name: String, value: JSON)] {
    [
      ("proposal", .integer(proposal.id)), ("programme", .code(proposal.programme)), ("run", .integer(proposal.run)),
      ("fund", .code(proposal.fund)), ("budget", .money(proposal.budget)), ("total", .money(proposal.total)),
      ("state", .text(proposal.state.rawValue)), ("method", .text(proposal.method)), ("node", .text(proposal.node)),
      ("made_by", .text(proposal.madeBy)), ("made_at", .moment(proposal.madeAt)),
      (
        "leftovers",
        .list(proposal.leftovers.map { ["reason": .text($0.reason), "amount_minor": .integer($0.amountMinor)] })
      ),
    ]
  }

  /// One actor's line; `payable_minor` is the approved override, else what the rule gives. `read_interval` is what the rule
  /// read of the score and is kept with the line, `interval` what the run says of it. `payers` bear it together; the list
  /// is empty where one payer bears all, and a payer is null for what nobody of them bears.
  static func line(_ line: ProposalLine, _ payers: [PayerShare]) -> JSON {
    [
      "actor": .code(line.actor), "amount_minor": .integer(line.amountMinor),
      "payable_minor": .integer(line.payableMinor), "reason": .text(line.reason), "detail": .optional(line.detail),
      "score": .optional(line.score), "lower_bound": .optional(line.lowerBound), "group": .optional(line.group),
      "read_interval": line.readInterval.map(percentiles) ?? .null, "interval": interval(line.interval),
      "payers": .list(payers.map { ["payer": .optional($0.payer), "amount_minor": .integer($0.amountMinor)] }),
    ]
  }

  static func override(_ override: ProposalOverride) -> JSON {
    [
      "override": .integer(override.id), "proposal": .integer(override.proposal), "actor": .code(override.actor),
      "amount_minor": .integer(override.amountMinor), "reason": .text(override.reason),
      "asked_by": .text(override.askedBy), "approved_by": .optional(override.approvedBy),
    ]
  }
}
