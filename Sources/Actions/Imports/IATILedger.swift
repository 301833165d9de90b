import Domain
import Interchange
import Postgres
import Store

/// What the ledger has already of the transactions of a file, by their keys.
///
/// Earlier versions of the program gave other keys, and the first activity's reporting organisation as the source of
/// the whole file: what was booked so is found again, so that importing a file anew books nothing twice.
struct IATILedger {
  private static let batchKeys = 1_000
  private static let pageEntries = 2_000

  private let former: Source
  private var booked: [Source: [String: Ledger.Booked]] = [:]
  /// Entries that stand for a transaction of the file.
  private var claimed: Set<Int64> = []

  /// - Parameter former: The source that the whole file had.
  init(_ bookings: [IATIBooking], former: Source, in session: some Session) async throws {
    self.former = former
    var keys: [Source: Set<String>] = [former: Set(bookings.flatMap { $0.items.map(\.key.former) })]
    for booking in bookings { keys[booking.source, default: []].formUnion(booking.items.map(\.key.own)) }
    for (source, asked) in keys {
      let inOrder = asked.sorted()
      for start in stride(from: 0, to: inOrder.count, by: IATILedger.batchKeys) {
        let batch = Array(inOrder[start..<min(start + IATILedger.batchKeys, inOrder.count)])
        let found = try await Ledger.booked(by: source.name, under: batch, in: session)
        booked[source, default: [:]].merge(found) { $1 }
      }
    }
  }

  /// How many transactions of an activity are booked, and the others with the keys to book them under.
  mutating func settle(_ booking: IATIBooking) -> (known: Int, fresh: [KeyedContribution]) {
    let own = booked[booking.source] ?? [:]
    var taken: Set<Int64> = []
    var unsettled: [(item: IATIBooking.Item, hash: [UInt8])] = []
    for item in booking.items {
      let hash = ContributionDesk.hash(item.contribution)
      if let entry = own[item.key.own], entry.bodyHash == hash, taken.insert(entry.id).inserted { continue }
      unsettled.append((item, hash))
    }
    // Of this activity, what else was booked under one of its keys, new or former, with the very same body is the
    // transaction in another place of the file, or booked by an earlier version. An entry stands for one transaction.
    var spare: [[UInt8]: [Int64]] = [:]
    var seen = taken
    for item in booking.items {
      for entry in [own[item.key.own], booked[former]?[item.key.former]].compactMap(\.self)
      where seen.insert(entry.id).inserted {
        spare[entry.bodyHash, default: []].append(entry.id)
      }
    }
    unsettled.removeAll { one in
      guard let entry = spare[one.hash]?.popLast() else { return false }
      taken.insert(entry)
      return true
    }
    claimed.formUnion(taken)
    // The ordinals that are left, the first one last. A key that is booked for nothing in the file stays among them:
    // what was changed under its key is refused, and not booked beside it.
    var left: [String: [String]] = [:]
    for item in booking.items.reversed() {
      if let entry = own[item.key.own], taken.contains(entry.id) { continue }
      left[item.key.family, default: []].append(item.key.own)
    }
    let fresh = unsettled.map { one in
      KeyedContribution(
        key: left[one.item.key.family]?.popLast() ?? one.item.key.own, one.item.contribution, place: one.item.place)
    }
    return (booking.items.count - fresh.count, fresh)
  }

  /// Entries of activities that no transaction of theirs stands for any more, of those without a ref, whose keys change
  /// with their amounts; what was reversed is left out. To be asked once everything is settled.
  ///
  /// - Parameter funds: Those that were open before; every entry of them is looked at.
  func gone(from bookings: [IATIBooking], in funds: [Code], file: String, session: some Session) async throws
    -> [IATISkipped]
  {
    let activities = Dictionary(grouping: bookings, by: \.activity)
    var skipped: [IATISkipped] = []
    for fund in funds {
      var last: Int64 = 0
      var isAtEnd = false
      while !isAtEnd {
        let page = try await Ledger.entries(of: fund, after: last, limit: IATILedger.pageEntries, in: session)
        for entry in page where entry.reverses == nil && entry.reversedBy == nil && !claimed.contains(entry.id) {
          guard let activity = IATIKeys.activity(ofUnnamed: entry.key), let blocks = activities[activity],
            let block = blocks.first(where: { $0.fund == fund }),
            entry.source == block.source.name || entry.source == former.name,
            !blocks.contains(where: { $0.keys.contains(entry.key) })
          else { continue }
          skipped.append(
            IATISkipped(
              file: file, activity: activity, line: block.line, element: "transaction", code: "transaction_gone",
              sentence: "A transaction of this activity that was imported before, entry \(entry.id), is no longer in "
                + "the file; reverse it if it was wrong."))
        }
        isAtEnd = page.count < IATILedger.pageEntries
        last = page.last?.id ?? last
      }
    }
    return skipped
  }
}
