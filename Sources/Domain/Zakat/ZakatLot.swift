/// What is left of a receipt of zakat, with what its payer wished.
public struct ZakatLot: Hashable, Sendable {
  public let receipt: Int64
  public let receivedOn: CalendarDate
  public let onlyCategory: AsnafCategory?
  public let onlyRegion: String?
  public private(set) var remainingMinor: Int64

  public init(
    receipt: Int64, receivedOn: CalendarDate, onlyCategory: AsnafCategory?, onlyRegion: String?, remainingMinor: Int64
  ) {
    self.receipt = receipt
    self.receivedOn = receivedOn
    self.onlyCategory = onlyCategory
    self.onlyRegion = onlyRegion
    self.remainingMinor = remainingMinor
  }

  /// Whether its payer lets it be spent on this. The administrators' share comes from money without a wish alone.
  func serves(_ category: AsnafCategory, _ region: String?) -> Bool {
    if category == .amilin { return onlyCategory == nil && onlyRegion == nil }
    return (onlyCategory ?? category) == category && (onlyRegion == nil || onlyRegion == region)
  }

  /// A part of a lot.
  public struct Use: Hashable, Sendable {
    public let receipt: Int64
    public let minor: Int64
  }

  /// Takes `minor` from those of `lots` that serve the category and region, the oldest first, and lowers them.
  ///
  /// - Parameter lots: Changed only where the whole of it was found.
  /// - Throws: `zakat_restricted` where the rest is there but its payers wished it elsewhere; `insufficient_funds` where
  ///   it is not there at all.
  public static func take(
    _ minor: Int64, for category: AsnafCategory, in region: String?, from lots: inout [ZakatLot]
  ) throws(Problem) -> [Use] {
    var open = minor
    var uses: [Use] = []
    var left = lots
    let order = lots.indices.sorted {
      (lots[$0].receivedOn, lots[$0].receipt) < (lots[$1].receivedOn, lots[$1].receipt)
    }
    for index in order where open > 0 && left[index].remainingMinor > 0 && left[index].serves(category, region) {
      let part = min(open, left[index].remainingMinor)
      left[index].remainingMinor -= part
      open -= part
      uses.append(Use(receipt: left[index].receipt, minor: part))
    }
    guard open == 0 else {
      if left.reduce(0, { $0 + $1.remainingMinor }) >= open {
        throw Problem(
          "zakat_restricted",
          "The fund holds enough, but what is left was given for another category or region than \(category.rawValue).")
      }
      throw Problem("insufficient_funds", "The fund does not hold that much zakat.")
    }
    lots = left
    return uses
  }
}
