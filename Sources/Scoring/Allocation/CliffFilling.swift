/// Filling under a cap where shares below the floor drop out, all of a round at once, and the rest is filled again.
struct CliffFilling {
  let filled: FilledShares

  init(weights: [UInt64], amountMinor: Int64, capMinor: Int64, floorMinor: Int64) {
    var weights = weights
    var reasons = weights.map { _ in PaymentReason.shared }
    while true {
      let filling = CappedFilling(weights: weights, amountMinor: amountMinor, capMinor: capMinor)
      let line = UInt128(floorMinor) * filling.shares.denominator
      // At the cap one is never below the floor, even where the money left is.
      let dropped = weights.indices.filter {
        weights[$0] > 0 && !filling.isCapped[$0] && filling.shares.numerators[$0] < line
      }
      guard !dropped.isEmpty else {
        for index in weights.indices where filling.isCapped[index] { reasons[index] = .capped }
        filled = FilledShares(shares: filling.shares, reasons: reasons, leftMinor: filling.leftMinor)
        return
      }
      for index in dropped {
        weights[index] = 0
        reasons[index] = .belowFloor
      }
    }
  }
}
