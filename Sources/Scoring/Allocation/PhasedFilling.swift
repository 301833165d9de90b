/// Filling under a cap where shares below the floor are phased in.
///
/// At the level λ, a weight w has the share `g(λw)`: 0 up to half the floor, `2λw − floor` up to the floor, λw up to the
/// cap, and the cap beyond. The sum rises with λ along straight lines; the level that spends the amount is found by
/// walking their corners in order, and lies on one line, so that it is an exact fraction.
struct PhasedFilling {
  let filled: FilledShares

  init(weights: [UInt64], amountMinor: Int64, capMinor: Int64, floorMinor: Int64) {
    let order = weights.indices.filter { weights[$0] > 0 }.sorted { (weights[$1], $0) < (weights[$0], $1) }
    var walk = LevelWalk(
      weights: order.map { UInt128(weights[$0]) }, amount: UInt128(amountMinor), cap: UInt128(capMinor),
      floor: UInt128(floorMinor))
    walk.run()
    var numerators = [UInt128](repeating: 0, count: weights.count)
    var reasons = weights.map { _ in PaymentReason.belowFloor }
    for (place, index) in order.enumerated() {
      (numerators[index], reasons[index]) = walk.share(at: place)
    }
    let spent = walk.slope > 0 ? amountMinor : Int64(walk.capped) * capMinor
    filled = FilledShares(
      shares: ExactShares(numerators: numerators, denominator: max(walk.slope, 1)), reasons: reasons,
      leftMinor: amountMinor - spent)
  }
}

/// Weights in descending order stand in four runs: at the cap, on the line, on the ramp, at nothing. Raising the level
/// moves the border of one run at a time.
private struct LevelWalk {
  let weights: [UInt128]
  let amount: UInt128
  let cap: UInt128
  let floor: UInt128
  /// How many have reached the cap, the line and the ramp; each counts the ones before it.
  private(set) var capped = 0
  private var lined = 0
  private var ramped = 0
  /// The sum of weights on the line, and of those on the ramp twice: how fast the sum of shares rises.
  private(set) var slope: UInt128 = 0

  init(weights: [UInt128], amount: UInt128, cap: UInt128, floor: UInt128) {
    self.weights = weights
    self.amount = amount
    self.cap = cap
    self.floor = floor
  }

  private enum Corner { case ramp, line, cap }

  /// Stops on the line where the amount is spent, or at the end, where everyone is at the cap and the slope is zero.
  mutating func run() {
    while let (corner, level) = nextCorner() {
      // The sum at the corner, `cap·capped + level·slope − floor·onRamp`, against the amount; nothing to divide.
      if slope > 0, level.numerator * slope >= reach * level.denominator { return }
      switch corner {
      case .ramp:
        slope += 2 * weights[ramped]
        ramped += 1
      case .line:
        slope -= weights[lined]
        lined += 1
      case .cap:
        slope -= weights[capped]
        capped += 1
      }
    }
  }

  /// The exact share at a place over ``slope`` as denominator, or over one where the slope is zero.
  func share(at place: Int) -> (UInt128, PaymentReason) {
    if place < capped { return (cap * max(slope, 1), .capped) }
    if place < lined { return (weights[place] * reach, .shared) }
    if place < ramped {
      let above = 2 * weights[place] * reach - floor * slope
      return (above, above > 0 ? .phasedIn : .belowFloor)
    }
    return (0, .belowFloor)
  }

  /// What the level times the slope must reach: the amount, less what the cap holds, plus what the ramp takes off.
  private var reach: UInt128 { amount + floor * UInt128(ramped - lined) - cap * UInt128(capped) }

  private func nextCorner() -> (Corner, (numerator: UInt128, denominator: UInt128))? {
    var best: (Corner, (numerator: UInt128, denominator: UInt128))?
    let corners: [(Corner, Int, Int, UInt128, UInt128)] = [
      (.ramp, ramped, weights.count, floor, 2), (.line, lined, ramped, floor, 1), (.cap, capped, lined, cap, 1),
    ]
    for (corner, place, end, height, steepness) in corners where place < end {
      let level = (numerator: height, denominator: steepness * weights[place])
      if let current = best, current.1.numerator * level.denominator <= level.numerator * current.1.denominator {
        continue
      }
      best = (corner, level)
    }
    return best
  }
}
