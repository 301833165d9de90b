import Domain

extension BookkeepingStep {
  /// Matches what is certain among the lines of bank accounts.
  static let bankLines = BookkeepingStep(name: "bank_lines") { tadamun, _ in
    let counts = try await tadamun.matchBankLines(by: .worker)
    return counts.byReference + counts.byAmountDatePayer
  }
}
