// Money that is handed over takes two persons: one asks for it, another approves.

extension JournalEntry {
  /// Whether more of a fund's general cash leaves than comes, in any currency.
  public var handsMoneyOver: Bool {
    var sums: [String: Int64] = [:]
    // 200 lines of at most 9e15 stay far below the largest Int64.
    for line in lines where line.account.kind == .cash {
      sums["\(line.fund) \(line.amount.currency.code)", default: 0] += line.amount.minor
    }
    return sums.values.contains { $0 < 0 }
  }

  /// - Throws: `second_person_needed` where the entry hands money over.
  public func requireOnePerson() throws(Problem) {
    if handsMoneyOver { throw Problem.secondPersonNeeded }
  }
}

extension Contribution {
  /// - Throws: `second_person_needed` for money that a fund hands over.
  public func requireOnePerson() throws(Problem) {
    if stage == .disbursement { throw Problem.secondPersonNeeded }
  }
}

extension Problem {
  fileprivate static let secondPersonNeeded = Problem(
    "second_person_needed",
    "Money leaves the fund: ask for the payment, and it is booked once another person has approved it.")
}
