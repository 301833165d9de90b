import Domain
import Interchange
import Postgres
import Store

extension Tadamun {
  /// How grants are told to others.
  public enum GrantFormat: String, CaseIterable, Sendable {
    /// 360Giving 1.4, JSON.
    case threeSixtyGiving = "360giving"
    /// IATI 2.03, XML.
    case iati
  }

  /// The grants promised by a day, with the ledger's figures up to it.
  ///
  /// - Parameters:
  ///   - fund: Only its grants; nil for all.
  ///   - prefix: The publisher's prefix of 360Giving identifiers.
  /// - Throws: `fund_unknown`.
  public func publishGrants(
    as format: GrantFormat, in fund: Code? = nil, by cutOff: CalendarDate, prefix: String = "360G-tadamun"
  ) async throws -> String {
    let grants = try await reading { transaction in
      if let fund, try await Funds.find([fund], in: transaction)[fund] == nil {
        throw Problem("fund_unknown", "There is no fund “\(fund)”.")
      }
      return try await Grants.published(in: fund, by: cutOff, in: transaction)
    }
    return switch format {
    case .threeSixtyGiving: try GrantsAs360Giving.text(grants, prefix: prefix)
    case .iati: GrantsAsIATI.text(grants)
    }
  }
}
