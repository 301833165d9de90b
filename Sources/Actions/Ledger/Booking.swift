import Domain
import Postgres
import Store

/// An entry as it stands in the ledger now.
public struct BookedEntry: Hashable, Sendable {
  public let id: Int64
  /// Whether this call booked it; where not, the same entry was booked before under the same key.
  public let isNew: Bool
}

extension Tadamun {
  /// Books an entry, once a key.
  ///
  /// - Throws: `fund_unknown`, `actor_unknown`; `idempotency_conflict` where the key was used for something else;
  ///   `key_malformed`; and what the database refuses: `insufficient_funds`, `account_kind_not_allowed`,
  ///   `entry_kind_not_allowed`, `decision_not_approved`.
  @discardableResult
  public func book(_ entry: JournalEntry, key: String, by source: Source) async throws -> BookedEntry {
    try await single { session in try await book(entry, key: key, by: source, in: session) }
  }

  /// As ``book(_:key:by:)``, in a transaction of the caller's: every room books through here.
  ///
  /// - Parameter hash: What tells it from another under the same key; nil for all that the entry says.
  @discardableResult
  func book(
    _ entry: JournalEntry, hash: [UInt8]? = nil, key: String, by source: Source, in session: some Session
  ) async throws -> BookedEntry {
    try Tadamun.checkKey(key)
    let hash = hash ?? BodyHash.of(entry)
    let booking = try await Ledger.book(entry, key: key, bodyHash: hash, by: source.name, in: session)
    do { return try Tadamun.booked(booking, key, hash) } catch {
      throw error.list.count == 1 ? error.list[0] as any Error : error
    }
  }

  /// Books one contribution that comes from no file, in one round trip.
  func book(_ contribution: Contribution, key: String, by source: Source) async throws -> BookedEntry {
    do throws(Problem) { try Tadamun.checkKey(key) } catch { throw Problems([error]) }
    let hash = ContributionDesk.hash(contribution)
    let booking = try await single { session in
      try await Ledger.book(contribution, key: key, bodyHash: hash, by: source.name, in: session)
    }
    return try Tadamun.booked(booking, key, hash)
  }

  static func checkKey(_ key: String) throws(Problem) {
    guard (1...255).contains(key.unicodeScalars.count) else {
      throw Problem("key_malformed", "A key has 1 to 255 characters.")
    }
  }

  private static func booked(_ booking: Ledger.Booking, _ key: String, _ hash: [UInt8]) throws(Problems) -> BookedEntry
  {
    switch booking {
    case .booked(let id): return BookedEntry(id: id, isNew: true)
    case .known(let booked):
      guard booked.bodyHash == hash else { throw Problems([ContributionDesk.conflict(key)]) }
      return BookedEntry(id: booked.id, isNew: false)
    case .unknown(let funds, let actors):
      throw Problems(
        actors.map { Problem("actor_unknown", "There is no actor “\($0)”.") }
          + funds.map { Problem("fund_unknown", "There is no fund “\($0)”.") })
    }
  }
}

extension BodyHash {
  /// The hash of everything an entry says.
  static func of(_ entry: JournalEntry) -> [UInt8] {
    var hash = BodyHash()
    hash.add("entry")
    hash.add(entry.kind.rawValue)
    hash.add(entry.occurredOn)
    hash.add(entry.description)
    hash.add(entry.contributor?.text)
    hash.add(entry.decision?.rawValue)
    hash.add(entry.policy?.rawValue)
    for line in entry.lines {
      hash.add(line.fund.text)
      hash.add(line.account.kind.rawValue)
      hash.add(line.account.actor?.text)
      hash.add(line.amount.minor)
      hash.add(line.amount.currency.code)
    }
    return hash.finalize()
  }
}
