import Domain
import Store

extension BookkeepingStep {
  /// Matches what is certain among the lines of bank accounts.
  static let bankLines = BookkeepingStep.byItem("bank_lines") { tadamun, _, items in
    for code in try await BankAccounts.all(in: tadamun.pool).map(\.account.code) {
      try await items.perform("bank_account:\(code)") {
        let counts = try await tadamun.matchBankLines(of: code, by: .worker)
        return counts.byReference + counts.byAmountDatePayer
      }
    }
  }
}
