/// Water-filling under a cap: the largest weights are held at the cap, and what they leave is shared by the others in
/// proportion to their weights.
///
/// In descending order, each has its share of what is left, or the cap where that is less; once one stays below the cap,
/// so do all that follow, and their shares have one denominator.
struct CappedFilling {
  /// Shares in the order of the weights; those at the cap are whole.
  let shares: ExactShares
  let isCapped: [Bool]
  /// What nobody could take, since everyone is at the cap or has no weight.
  let leftMinor: Int64

  init(weights: [UInt64], amountMinor: Int64, capMinor: Int64) {
    var capped = weights.map { _ in false }
    var amount = amountMinor
    var total = weights.reduce(UInt128(0)) { $0 + UInt128($1) }
    let order = weights.indices.filter { weights[$0] > 0 }.sorted { (weights[$1], $0) < (weights[$0], $1) }
    for index in order {
      guard UInt128(weights[index]) * UInt128(amount) > UInt128(capMinor) * total else { break }
      capped[index] = true
      amount -= capMinor
      total -= UInt128(weights[index])
    }
    let denominator = max(total, 1)
    let numerators = weights.indices.map { index in
      capped[index] ? UInt128(capMinor) * denominator : UInt128(weights[index]) * UInt128(amount)
    }
    shares = ExactShares(numerators: numerators, denominator: denominator)
    isCapped = capped
    leftMinor = total == 0 ? amount : 0
  }
}
