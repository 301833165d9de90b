import Domain

/// One movement of money, or one promise, of an activity.
public struct IATITransaction: Hashable, Sendable {
  /// The list TransactionType.
  public enum Kind: Int, CaseIterable, Sendable {
    case incomingFunds = 1
    case outgoingCommitment, disbursement, expenditure, interestPayment, loanRepayment, reimbursement
    case purchaseOfEquity, saleOfEquity, creditGuarantee, incomingCommitment, outgoingPledge, incomingPledge
  }

  public var ref: String?
  public var kind: Kind
  public var date: CalendarDate
  /// Negative where it corrects an earlier one; zero is possible.
  public var value: Money
  /// The value as the file has it.
  public var valueText: String
  /// The day whose rate an exchange has to take.
  public var valueDate: CalendarDate?
  public var description = IATIText()
  public var provider: IATIOrganisation?
  public var receiver: IATIOrganisation?
  public var line: Int
}
