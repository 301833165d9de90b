import Domain
import Postgres
import Store

/// What recomputing the books found.
public struct BooksCheck: Hashable, Sendable {
  public let entries: Int
  public let postings: Int
  public let seals: Int
  /// The last seal's chain, to be compared with a copy that was taken away; nil where nothing is sealed.
  public let head: String?
  /// At most 100 of a kind: entries that do not balance, and seals that are broken.
  public let faults: [LedgerFault]
  /// Guarded balances that differ from their postings, receipts with gaps, pledges and campaigns that differ from their
  /// steps, matches that differ from their rule, and payments that files told of funds that are kept here.
  public let differences: [String]
  /// What files and publications told was paid, by source and currency: facts that somebody reported, not payments.
  public let told: [ToldTotal]

  public var isWhole: Bool { faults.isEmpty && differences.isEmpty }
}

extension Tadamun {
  /// Recomputes every balance, guard, receipt number and seal from what is booked, campaigns from their steps, and
  /// matches by their rules.
  public func verifyBooks() async throws -> BooksCheck {
    try await reading { transaction in
      let (entries, postings) = try await Ledger.count(in: transaction)
      let faults =
        try await Ledger.imbalances(limit: 100, in: transaction) + Seals.broken(limit: 100, in: transaction)
      let differences =
        try await Ledger.balanceFaults(limit: 100, in: transaction) + Ledger.receiptGaps(in: transaction)
        + Campaigns.faults(limit: 100, in: transaction) + matchFaults(limit: 100, in: transaction)
        + Told.faults(limit: 100, in: transaction)
      return BooksCheck(
        entries: entries, postings: postings, seals: try await Seals.count(in: transaction),
        head: try await Seals.head(in: transaction), faults: faults, differences: differences,
        told: try await Told.totals(in: transaction))
    }
  }
}
