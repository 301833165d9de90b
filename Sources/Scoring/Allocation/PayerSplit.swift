import Domain

/// One payment borne by several payers, each with a whole number of parts of a whole: `percent / 100 · 20 %` is
/// `percent` parts of 500.
public struct PayerSplit: Sendable, Hashable {
  public struct Payer: Sendable, Hashable {
    public let name: String
    public let parts: Int64

    public init(name: String, parts: Int64) {
      self.name = name
      self.parts = parts
    }
  }

  public let payers: [Payer]
  public let whole: Int64

  /// - Throws: `payer_parts_invalid` unless parts are not negative and add up to the whole at most.
  public init(_ payers: [Payer], of whole: Int64) throws(Problem) {
    let parts = payers.reduce(Int128(0)) { $0 + Int128($1.parts) }
    guard whole > 0, payers.allSatisfy({ $0.parts >= 0 }), parts <= Int128(whole) else {
      throw Problem(
        "payer_parts_invalid", "The parts of the payers are zero or more and add up to \(whole) at most.",
        at: Place(field: "parts"))
    }
    self.payers = payers
    self.whole = whole
  }

  /// What each payer pays of an amount that is not negative, and what nobody of them does. The sum is the amount exactly.
  public func split(_ amountMinor: Int64) -> (amountsMinor: [Int64], unassignedMinor: Int64) {
    let unassigned = whole - payers.reduce(0) { $0 + $1.parts }
    var amounts = MoneySplit.split(amountMinor, by: payers.map(\.parts) + [unassigned])
    let rest = amounts.removeLast()
    return (amounts, rest)
  }
}
