import Domain
import Postgres
import Store

extension Tadamun {
  /// Explains a line of a zakat fund's bank account as interest. What the bank credited is booked into the fund for
  /// purification, never into the fund itself; what was sent on from the account is the same entry's.
  ///
  /// - Parameter entry: The entry that set this interest aside, where it is booked already; needed for a line that sent it
  ///   on. Nil to book it now, on the line's day.
  /// - Returns: The entry.
  /// - Throws: `bank_line_unknown`; `bank_account_not_zakat`; `bank_line_matched` where the line is explained, in part
  ///   even; `interest_entry_missing` for money that left without an entry; `interest_differs` where the entry is another
  ///   interest's; `already_set_aside`.
  @discardableResult
  public func setAsideInterest(line: Int64, entry: Int64? = nil, by source: Source) async throws -> BookedEntry {
    try await transaction { transaction in
      guard let found = try await ZakatInterest.line(line, in: transaction) else {
        throw Problem("bank_line_unknown", "There is no line \(line) of a bank account.")
      }
      guard let fund = found.fund else {
        throw Problem("bank_account_not_zakat", "The line's account holds no fund of zakat under its rules.")
      }
      if let known = found.entry, entry == nil || entry == known { return BookedEntry(id: known, isNew: false) }
      guard found.open == found.amount else {
        throw Problem("bank_line_matched", "The line \(line) is explained already, at least in part.")
      }
      let booked = try await interestEntry(entry, of: found, fund: fund, line: line, by: source, in: transaction)
      try await ZakatInterest.insert(
        line: line, entry: booked.id, isCredit: found.amount.minor > 0, in: transaction)
      let match = BankMatching.Match(
        line: line, entry: booked.id, amountMinor: abs(found.amount.minor), method: .byHand)
      _ = try await BankMatches.insert(
        match, reason: "interest set aside for purification", by: source.name, in: transaction)
      let body = JSONText.object(["entry": .integer(booked.id), "amount": .text(found.amount.description)])
      try await Events.append(
        "zakat_interest_explained", about: "bank_line:\(line)", body: body, by: source.name, in: transaction)
      return booked
    }
  }

  private func interestEntry(
    _ entry: Int64?, of line: ZakatInterest.Line, fund: Code, line id: Int64, by source: Source,
    in transaction: Transaction
  ) async throws -> BookedEntry {
    if let entry {
      guard try await BankMatches.entryExists(entry, in: transaction) else {
        throw Problem("entry_unknown", "There is no entry \(entry).")
      }
      return BookedEntry(id: entry, isNew: false)
    }
    guard line.amount.minor > 0 else {
      throw Problem("interest_entry_missing", "Name the entry that set the interest aside which left by this line.")
    }
    return try await setAside(
      line.amount, of: fund, reference: Code("bank-line-\(id)"), day: line.bookedOn, by: source, in: transaction)
  }
}
