import Domain
import Postgres
import Store

extension Tadamun {
  /// Issues the receipt of an entry, or finds the one it has.
  ///
  /// - Parameter policy: The policy of the books that says when a fiscal year begins; nil for the calendar year.
  /// - Throws: `entry_unknown`, `fund_unknown`, `policy_unknown`; `receipt_not_due` where the entry brought nothing in.
  @discardableResult
  public func issueReceipt(for entry: Int64, of fund: Code, under policy: Code? = nil, by source: Source) async throws
    -> Receipt
  {
    try await transaction { transaction in
      guard let stored = try await Funds.find([fund], in: transaction)[fund] else {
        throw Problem("fund_unknown", "There is no fund “\(fund)”.")
      }
      guard let day = try await Ledger.day(of: entry, in: transaction) else {
        throw Problem("entry_unknown", "There is no entry \(entry).")
      }
      if let receipt = try await Receipts.find(for: entry, of: fund, in: transaction) { return receipt }
      var month = 1
      if let policy {
        let books = try await self.policy(policy, on: day, in: transaction)
        month = Int(try books.policy.integer("fiscal_year_first_month"))
      }
      let year = Receipt.fiscalYear(of: day, beginningWith: month)
      let number = try await Receipts.insert(for: entry, of: stored.id, year: year, in: transaction)
      try await Events.append(
        "receipt_issued", about: "entry:\(entry)", body: JSONText.object(["number": .integer(Int64(number))]),
        by: source.name, in: transaction)
      return Receipt(fund: fund, fiscalYear: year, number: number, entry: entry, voidedFor: nil)
    }
  }

  /// Marks the receipt of an entry as void; its number stays taken.
  /// - Throws: `receipt_unknown`, `already_voided`, `reason_missing`.
  public func voidReceipt(of entry: Int64, in fund: Code, reason: String, by person: Person) async throws {
    guard !reason.isEmpty else { throw Problem("reason_missing", "A receipt is void for a reason.") }
    try await transaction { transaction in
      guard let receipt = try await Receipts.find(for: entry, of: fund, in: transaction),
        let stored = try await Funds.find([fund], in: transaction)[fund]
      else { throw Problem("receipt_unknown", "The entry \(entry) has no receipt of fund \(fund).") }
      try await Receipts.void(receipt, of: stored.id, reason: reason, by: person.name, in: transaction)
      try await Events.append(
        "receipt_voided", about: "entry:\(entry)", body: JSONText.object(["reason": .text(reason)]), by: person.name,
        in: transaction)
    }
  }

  /// The receipts of a fund and fiscal year after `number`, by number; at most 500.
  public func receipts(of fund: Code, year: Int, after number: Int = 0, limit: Int = 500) async throws -> [Receipt] {
    try await Receipts.list(of: fund, year: year, after: number, limit: min(max(limit, 1), 500), in: pool)
  }
}
