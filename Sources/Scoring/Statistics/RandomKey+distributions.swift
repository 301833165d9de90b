extension RandomKey {
  /// A standard normal number, by inversion of one uniform draw.
  public func normal(draw: Int = 0) -> Double {
    // The middle of the uniform's step: never 0 or 1, whose quantiles are infinite.
    NormalDistribution.quantile(uniform(draw: draw) + 0x1p-54)
  }

  /// A whole number from 0 up to but without `count`, each as likely to within `count`/2⁶⁴.
  public func index(below count: Int, draw: Int = 0) -> Int {
    precondition(count > 0, "there is something to choose from")
    let bits = block(draw: draw)
    let wide = UInt64(bits.0) << 32 | UInt64(bits.1)
    return Int(wide.multipliedFullWidth(by: UInt64(count)).high)
  }

  /// A beta number: `X / (X + Y)` of two gamma numbers, which use the draws below and from 2,048 on.
  public func beta(_ distribution: BetaDistribution) -> Double {
    let first = logGammaDraw(shape: distribution.alpha, from: 0)
    let second = logGammaDraw(shape: distribution.beta, from: 2_048)
    // Of logarithms, since gamma numbers of small shapes fall below the smallest double.
    return 1 / (1 + Elementary.exp(second - first))
  }

  /// The logarithm of a gamma number of scale 1, a block for each attempt; nineteen in twenty succeed at once.
  /// Source: G. Marsaglia and W. W. Tsang, “A Simple Method for Generating Gamma Variables”, 2000; §6 for shapes below 1.
  private func logGammaDraw(shape: Double, from start: Int) -> Double {
    guard shape >= 1 else {
      let boost = Elementary.log(uniform(draw: start) + 0x1p-54) / shape
      return boost + logGammaDraw(shape: shape + 1, from: start + 1)
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    for attempt in 0..<2_000 {
      let (first, second) = uniforms(draw: start + attempt)
      let x = NormalDistribution.quantile(first + 0x1p-54)
      let v = 1 + c * x
      guard v > 0 else { continue }
      let cube = v * v * v
      if Elementary.log(second + 0x1p-54) < x * x / 2 + d - d * cube + d * Elementary.log(cube) {
        return Elementary.log(d * cube)
      }
    }
    // Not reached: two thousand refusals of one in twenty have a probability of 10⁻²⁶⁰⁰. The mean, rather than a crash.
    return Elementary.log(shape)
  }
}
