import Domain

/// The beta distribution with two positive parameters.
public struct BetaDistribution: Sendable, Equatable {
  public let alpha: Double
  public let beta: Double

  /// - Throws: `beta_parameters_invalid` unless both are positive and finite.
  public init(alpha: Double, beta: Double) throws(Problem) {
    guard alpha > 0, beta > 0, alpha.isFinite, beta.isFinite else {
      throw Problem("beta_parameters_invalid", "Both parameters of a beta distribution are positive numbers.")
    }
    self.alpha = alpha
    self.beta = beta
  }

  public var mean: Double { alpha / (alpha + beta) }

  /// The share of the distribution at or below `x`: the regularised incomplete beta function `I_x(alpha, beta)`.
  ///
  /// A continued fraction by Lentz's method (W. H. Press et al., Numerical Recipes, §6.4) times ``kernel(_:_:)``.
  public func cumulative(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    if x < (alpha + 1) / (alpha + beta + 2) {
      return kernel(x, 1 - x) * BetaDistribution.continuedFraction(alpha, beta, x) / alpha
    }
    return 1 - kernel(x, 1 - x) * BetaDistribution.continuedFraction(beta, alpha, 1 - x) / beta
  }

  /// The value at or below which the share `probability` lies, to about 10⁻¹⁵ absolutely.
  ///
  /// Newton's method inside a bracket that only shrinks, so that it ends for every shape.
  public func quantile(_ probability: Double) -> Double {
    guard probability > 0 else { return 0 }
    guard probability < 1 else { return 1 }
    var low = 0.0
    var high = 1.0
    var x = mean
    for _ in 0..<200 {
      let error = cumulative(x) - probability
      if error == 0 { break }
      if error < 0 { low = x } else { high = x }
      let slope = kernel(x, 1 - x) / (x * (1 - x))
      var next = x - error / slope
      if !(next > low && next < high) { next = low + (high - low) / 2 }
      let step = abs(next - x)
      x = next
      if step <= 0x1p-53 * x || high - low <= 0x1p-52 * low { break }
    }
    return x
  }

  /// `x^alpha · y^beta / B(alpha, beta)` with `y = 1 − x`, without the loss of digits that logarithms of large gamma
  /// functions bring. Source: C. Loader, “Fast and Accurate Computation of Binomial Probabilities”, 2000.
  private func kernel(_ x: Double, _ y: Double) -> Double {
    let total = alpha + beta
    let stirling =
      BetaDistribution.stirlingError(total) - BetaDistribution.stirlingError(alpha)
      - BetaDistribution.stirlingError(beta)
    let deviance =
      BetaDistribution.deviance(alpha, total * x) + BetaDistribution.deviance(beta, total * y)
    return (alpha / total * beta / (2 * Double.pi)).squareRoot() * Elementary.exp(stirling - deviance)
  }

  /// `ln Γ(z) − ((z − ½) ln z − z + ½ ln 2π)`.
  private static func stirlingError(_ z: Double) -> Double {
    // ln Γ(z + 1) = ln z + ln Γ(z), written for what the series of large z leaves over.
    guard z > 16 else { return stirlingError(z + 1) + (z + 0.5) * Elementary.log((z + 1) / z) - 1 }
    let s = 1 / (z * z)
    let series = 1.0 / 1_260 - s * (1.0 / 1_680 - s * (1.0 / 1_188 - s * 691 / 360_360))
    return (1.0 / 12 - s * (1.0 / 360 - s * series)) / z
  }

  /// `a ln(a / m) + m − a`, by its series where the two are close.
  private static func deviance(_ a: Double, _ m: Double) -> Double {
    guard abs(a - m) < 0.1 * (a + m) else { return a * Elementary.log(a / m) + m - a }
    let v = (a - m) / (a + m)
    var sum = (a - m) * v
    var power = 2 * a * v
    for odd in stride(from: 3.0, to: 1_000, by: 2) {
      power *= v * v
      let next = sum + power / odd
      if next == sum { break }
      sum = next
    }
    return sum
  }

  private static func continuedFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    let guarded = { (value: Double) in abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / guarded(1 - (a + b) * x / (a + 1))
    var fraction = d
    for step in 1...100_000 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / guarded(1 + even * d)
      c = guarded(1 + even / c)
      fraction *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / guarded(1 + odd * d)
      c = guarded(1 + odd / c)
      let change = d * c
      fraction *= change
      if abs(change - 1) < 0x1p-52 { break }
    }
    return fraction
  }
}
