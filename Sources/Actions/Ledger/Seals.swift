import Domain
import Postgres
import Store

extension Tadamun {
  /// Seals what is booked and not sealed yet. Where somebody is booking for longer than a moment it seals nothing, and
  /// the next call does. Workers that seal at once do so one after another.
  ///
  /// - Returns: How many entries it sealed.
  @discardableResult
  public func sealEntries() async throws -> Int {
    var sealed = 0
    while true {
      let count: Int
      do {
        count = try await pool.transaction { transaction in
          try await Seals.lock(in: transaction)
          return try await Seals.seal(atMost: 50_000, in: transaction)
        }
      } catch let error as PostgresError where error.sqlState == .lockNotAvailable {
        return sealed
      }
      sealed += count
      if count < 50_000 { return sealed }
    }
  }

  /// The last seal's chain in hexadecimal digits, to be kept elsewhere; nil where nothing is sealed.
  public func sealHead() async throws -> String? { try await Seals.head(in: pool) }
}
