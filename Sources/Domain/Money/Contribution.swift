/// Money that a contributor gives for an actor, at one of the stages money passes through.
public struct Contribution: Hashable, Sendable {
  public let stage: Stage
  public let fund: Code
  public let amount: Money
  /// Whom the money is for. A promise or a receipt without one goes to the fund undesignated.
  public let actor: Code?
  /// Who gives; nil where unknown or anonymous.
  public let contributor: Code?
  public let occurredOn: CalendarDate
  public let description: String

  /// A stage is also the kind of its ledger entry; the raw value is the database's word.
  public enum Stage: String, CaseIterable, Hashable, Sendable {
    /// A firm, written promise, to an actor or to the fund (IATI: outgoing commitment).
    case commitment
    /// Money into the fund, held for the actor where one is named.
    case receipt
    /// Undesignated money of the fund, set aside for the actor.
    case allocation
    /// Out of what the fund holds for the actor, to the actor.
    case disbursement
    /// From the contributor straight to the actor, without passing through a fund's cash.
    case direct
    /// Spent on goods and services for the actor's activity (IATI: expenditure).
    case expenditure
    /// Interest that came back to the funder.
    case interest
    /// Loan principal that came back to the funder.
    case loanRepayment = "loan_repayment"
    /// Money already spent that the actor paid back.
    case reimbursement

    /// Whether money at this stage is always some actor's.
    public var namesActor: Bool { self != .receipt && self != .commitment }

    /// - Throws: `stage_unknown`.
    public init(word: some StringProtocol) throws(Problem) {
      guard let stage = Stage(rawValue: String(word)) else {
        let known = Stage.allCases.map(\.rawValue).joined(separator: ", ")
        throw Problem("stage_unknown", "“\(word)” is not a stage of money; the stages are \(known).")
      }
      self = stage
    }
  }

  /// - Throws: `amount_zero`; `actor_missing` where a stage needs to know whom the money reaches;
  ///   `date_out_of_range` before 1990 or after 2100.
  public init(
    _ stage: Stage, of amount: Money, fund: Code, for actor: Code?, from contributor: Code? = nil,
    on occurredOn: CalendarDate, description: String = ""
  ) throws(Problem) {
    guard amount.minor != 0 else {
      throw Problem("amount_zero", "An amount of zero moves no money.")
    }
    guard actor != nil || !stage.namesActor else {
      throw Problem("actor_missing", "A \(stage.rawValue) names the actor it is for.")
    }
    guard (1990...2100).contains(occurredOn.year) else {
      throw Problem(
        "date_out_of_range", "Money moves between 1990 and 2100; \(occurredOn) is not in that time.",
        at: Place(field: "occurred_on"))
    }
    self.stage = stage
    self.amount = amount
    self.fund = fund
    self.actor = actor
    self.contributor = contributor
    self.occurredOn = occurredOn
    self.description = description
  }

  /// - Throws: `amount_not_positive` for a negative amount. Files that others publish hold corrections as such amounts;
  ///   whoever writes a contribution down here corrects an earlier one by its reversal.
  public func requirePositive() throws(Problem) {
    guard amount.minor > 0 else {
      throw Problem(
        "amount_not_positive",
        "The amount is \(amount.decimal). Money that moves or is promised is more than zero; what was wrong is reversed.",
        at: Place(field: "amount"))
    }
  }

  /// Whether by it cash leaves the fund.
  public var takesCash: Bool { lines.reduce(0) { $0 + ($1.account.kind == .cash ? $1.amount.minor : 0) } < 0 }

  /// The two lines that book it, debit first. A negative amount, a correction published as such, books them turned.
  public var lines: [LedgerLine] {
    let (debit, credit): (AccountPurpose, AccountPurpose) =
      switch stage {
      case .commitment: (.of(.commitments, actor), .of(.commitmentsMade, contributor))
      case .receipt: (.of(.cash, actor), .of(.contributions, contributor))
      case .allocation: (.of(.cash, actor), .of(.cash, nil))
      case .disbursement: (.of(.disbursements, actor), .of(.cash, actor))
      case .direct: (.of(.disbursements, actor), .of(.contributions, contributor))
      case .expenditure: (.of(.expenditure, actor), .of(.contributions, contributor))
      case .interest: (.of(.interest, contributor), .of(.returns, actor))
      case .loanRepayment: (.of(.loanRepayments, contributor), .of(.returns, actor))
      case .reimbursement: (.of(.reimbursements, contributor), .of(.returns, actor))
      }
    return [
      LedgerLine(fund: fund, account: debit, amount: amount),
      LedgerLine(fund: fund, account: credit, amount: amount.negated),
    ]
  }
}
