/// Parts of a whole in hundredths of a per cent.
public enum BasisPoints {
  public static let whole = 10_000

  /// Splits minor units by shares that add up to ``whole``: by largest remainder, and of equal remainders the earlier
  /// place is rounded up. The parts add up to the amount.
  public static func split(_ minor: Int64, by shares: [Int]) -> [Int64] {
    let parts = shares.map { share in
      Int64(whole).dividingFullWidth(minor.multipliedFullWidth(by: Int64(share)))
    }
    var amounts = parts.map(\.quotient)
    let rest = minor - amounts.reduce(0, +)
    let order = parts.indices.sorted { (parts[$1].remainder, $0) < (parts[$0].remainder, $1) }
    for index in order.prefix(Int(rest)) { amounts[index] += 1 }
    return amounts
  }
}
