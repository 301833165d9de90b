/// Where an actor is at home, by the codes of Morocco's Haut-Commissariat au Plan: a region (`02`), and where known a
/// province or prefecture in it (`02.113`) and a commune in that (`02.113.03.11`).
public struct Territory: Hashable, Sendable {
  public let region: String
  public let province: String?
  public let commune: String?

  /// Reads the most precise code that is known; the wider ones are its beginning.
  ///
  /// - Throws: `territory_malformed`. Whether the code exists is the database's to say.
  public init(code: some StringProtocol) throws(Problem) {
    let parts = code.split(separator: ".", omittingEmptySubsequences: false)
    let lengths = parts.map(\.utf8.count)
    let isDigits = code.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
    guard isDigits, [[2], [2, 3], [2, 3, 2, 2]].contains(lengths) else {
      throw Problem("territory_malformed", "“\(code)” is not a territory code such as 02, 02.113 or 02.113.03.11.")
    }
    region = String(parts[0])
    province = parts.count > 1 ? "\(parts[0]).\(parts[1])" : nil
    commune = parts.count > 2 ? String(code) : nil
  }

  /// The most precise code.
  public var code: String { commune ?? province ?? region }
}
