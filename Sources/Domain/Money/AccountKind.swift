/// What an account of a fund is for: a row of the table `account_kinds`, which says what it holds, on which side it
/// normally stands, which funds have it, and whether it may fall below zero.
///
/// Each kind of money adds its own: a row by its migration, a constant in a file of its own.
public struct AccountKind: RawRepresentable, Hashable, Sendable {
  /// The database's word.
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  public static let contributions = AccountKind(rawValue: "contributions")
  public static let cash = AccountKind(rawValue: "cash")
  public static let disbursements = AccountKind(rawValue: "disbursements")
  public static let commitments = AccountKind(rawValue: "commitments")
  public static let commitmentsMade = AccountKind(rawValue: "commitments_made")
  public static let expenditure = AccountKind(rawValue: "expenditure")
  public static let interest = AccountKind(rawValue: "interest")
  public static let loanRepayments = AccountKind(rawValue: "loan_repayments")
  public static let reimbursements = AccountKind(rawValue: "reimbursements")
  public static let returns = AccountKind(rawValue: "returns")
}
