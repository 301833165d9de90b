import Actions
import Domain

/// Proposals as text for a terminal.
enum ProposalText {
  static func line(_ proposal: FundingProposal) -> String {
    let left = proposal.leftovers.map { "\(amount($0.amountMinor, proposal)) \($0.reason)" }.joined(separator: ", ")
    return "proposal \(proposal.id), \(proposal.state.rawValue): \(proposal.total) of \(proposal.budget) out of "
      + "\(proposal.fund), \(proposal.programme) run \(proposal.run), \(proposal.method) by \(proposal.node)"
      + (left.isEmpty ? "" : "; left over \(left)")
  }

  /// The proposal and its largest payments.
  static func largest(_ sheet: ProposalSheet, count: Int) -> String {
    let payers = sheet.payers
    let paid = sheet.lines.filter { $0.payableMinor > 0 }
      .sorted { ($1.payableMinor, $0.actor) < ($0.payableMinor, $1.actor) }
    let lines = [line(sheet.proposal)] + paid.prefix(count).map { text($0, sheet.proposal, payers[$0.actor]) }
    let rest = paid.count - count
    return (lines + (rest > 0 ? ["  and \(rest) more: tadamun proposal show \(sheet.proposal.id)"] : []))
      .joined(separator: "\n")
  }

  private static func text(_ line: ProposalLine, _ proposal: FundingProposal, _ payers: [PayerShare]?) -> String {
    let detail = line.detail.map { ": \($0)" } ?? ""
    let override = line.overrideMinor.map { " → \(amount($0, proposal)) by override" } ?? ""
    return "  \(ScoreText.padded(line.actor.text, 24)) \(ScoreText.padded(amount(line.amountMinor, proposal), 16)) "
      + "score \(ScoreText.padded(ScoreText.number(line.score), 8)) \(trust(line.interval))\(line.reason)\(detail)\(override)\(borne(payers ?? [], proposal))"
  }

  /// The interval and the grade of the score, where replicates ran.
  private static func trust(_ interval: ScoreInterval?) -> String {
    guard let interval else { return "" }
    return "\(ScoreText.number(interval.score.low))–\(ScoreText.number(interval.score.high)) \(interval.grade) "
  }

  private static func borne(_ payers: [PayerShare], _ proposal: FundingProposal) -> String {
    if payers.isEmpty { return "" }
    let shares = payers.map { "\($0.payer ?? "nobody") \(amount($0.amountMinor, proposal))" }
    return ", borne by \(shares.joined(separator: ", "))"
  }

  static func sheet(_ sheet: ProposalSheet) -> String {
    var lines = [line(sheet.proposal), ""]
    lines += sheet.lines.map { text($0, sheet.proposal, sheet.payers[$0.actor]) }
    lines += sheet.overrides.map { override in
      "  override \(override.id): \(override.actor) \(amount(override.amountMinor, sheet.proposal)), "
        + "\(override.reason), asked by \(override.askedBy), "
        + (override.approvedBy.map { "approved by \($0)" } ?? "not approved")
    }
    return lines.joined(separator: "\n")
  }

  private static func amount(_ minor: Int64, _ proposal: FundingProposal) -> String {
    (try? Money(minor: minor, proposal.budget.currency))?.decimal ?? "\(minor)"
  }
}

/// `tadamun propose --json` and `tadamun proposal list|show --json`.
struct ProposalOutput: Encodable {
  struct Line: Encodable {
    let actor: String
    let amountMinor: Int64
    let payableMinor: Int64
    let reason: String
    let detail: String?
    let score: Double?
    let lowerBound: Double?
    /// What the rule read of the score, kept with the line.
    let readInterval: Percentiles?
    let interval: IntervalOutput?
    let payers: [Payer]
  }

  struct Percentiles: Encodable {
    let p5: Double
    let p50: Double
    let p95: Double

    init(_ read: ScoreInterval.Percentiles) { (p5, p50, p95) = (read.low, read.median, read.high) }
  }

  struct Payer: Encodable {
    let payer: String?
    let amountMinor: Int64
  }

  struct Left: Encodable {
    let reason: String
    let amountMinor: Int64
  }

  struct Override: Encodable {
    let override: Int64
    let actor: String
    let amountMinor: Int64
    let reason: String
    let askedBy: String
    let approvedBy: String?
  }

  let proposal: Int64
  let programme: String
  let run: Int64
  let fund: String
  let currency: String
  let budgetMinor: Int64
  let totalMinor: Int64
  let state: String
  let method: String
  let node: String
  let madeBy: String
  let leftovers: [Left]
  let lines: [Line]?
  let overrides: [Override]?

  init(_ stored: FundingProposal, _ sheet: ProposalSheet? = nil) {
    proposal = stored.id
    programme = stored.programme.text
    run = stored.run
    fund = stored.fund.text
    currency = stored.budget.currency.code
    budgetMinor = stored.budget.minor
    totalMinor = stored.total.minor
    state = stored.state.rawValue
    method = stored.method
    node = stored.node
    madeBy = stored.madeBy
    leftovers = stored.leftovers.map { Left(reason: $0.reason, amountMinor: $0.amountMinor) }
    lines = sheet?.lines.map { line in
      Line(
        actor: line.actor.text, amountMinor: line.amountMinor, payableMinor: line.payableMinor, reason: line.reason,
        detail: line.detail, score: line.score, lowerBound: line.lowerBound,
        readInterval: line.readInterval.map(Percentiles.init), interval: line.interval.map(IntervalOutput.init),
        payers: sheet?.payers[line.actor]?.map { Payer(payer: $0.payer, amountMinor: $0.amountMinor) } ?? [])
    }
    overrides = sheet?.overrides.map {
      Override(
        override: $0.id, actor: $0.actor.text, amountMinor: $0.amountMinor, reason: $0.reason, askedBy: $0.askedBy,
        approvedBy: $0.approvedBy)
    }
  }
}
