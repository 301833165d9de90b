/// Exponential, logarithm and power by additions, multiplications and divisions alone, which IEEE 754 defines to the last
/// bit: the same numbers on every machine. Those of a C library differ between libraries, and between processors of one.
///
/// The logarithm and the exponential are within two units in the last place; a power errs by as many more as the
/// logarithm it raises is large.
public enum Elementary {
  /// ln 2 in two parts: a multiple of the first by a whole number below 2²⁰ is exact.
  private static let ln2High = 0x1.62e42fefap-1
  private static let ln2Low = 0x1.cf79abc9e3b3ap-40
  private static let perLn2 = 0x1.71547652b82fep0
  /// 1/3, 1/5 … 1/25: the series of the inverse hyperbolic tangent.
  private static let oddParts = (1...12).map { 1 / Double(2 * $0 + 1) }
  /// 1/13!, 1/12! … 1/2!: the series of the exponential, from its end.
  private static let factorialParts: [Double] = {
    var (parts, factorial) = ([Double](), 1.0)
    for number in 2...13 {
      factorial *= Double(number)
      parts.append(1 / factorial)
    }
    return parts.reversed()
  }()

  /// The natural logarithm: −∞ of 0, NaN below it.
  ///
  /// x = 2ᵏ m with m from √½ to √2; with f = m − 1 and s = f / (2 + f) it is k ln 2 + f − s (f − 2 R), where
  /// R = s²/3 + s⁴/5 + …
  public static func log(_ x: Double) -> Double {
    guard x > 0, x < .infinity else { return x == 0 ? -.infinity : x == .infinity ? x : .nan }
    var (m, k) = (x.significand, Double(x.exponent))
    if m > 0x1.6a09e667f3bcdp0 {
      m *= 0.5
      k += 1
    }
    let f = m - 1
    let s = f / (2 + f)
    let z = s * s
    var rest = 0.0
    for part in oddParts.reversed() { rest = z * (part + rest) }
    return k * ln2High - ((s * (f - 2 * rest) - k * ln2Low) - f)
  }

  /// x = k ln 2 + r with r of half of ln 2 at most; eʳ by its series.
  public static func exp(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x > 709.8 { return .infinity }
    if x < -745.2 { return 0 }
    let k = (x * perLn2).rounded(.toNearestOrEven)
    let r = (x - k * ln2High) - k * ln2Low
    var rest = 0.0
    for part in factorialParts { rest = (part + rest) * r }
    return Double(sign: .plus, exponent: Int(k), significand: 1 + (r + r * rest))
  }

  /// x raised to y, of x from 0 on; NaN below.
  public static func pow(_ x: Double, _ y: Double) -> Double {
    if y == 0 || x == 1 { return 1 }
    if y == 1 { return x }
    if y == 0.5 { return x.squareRoot() }
    if x == 0 { return y > 0 ? 0 : .infinity }
    return exp(y * log(x))
  }
}
