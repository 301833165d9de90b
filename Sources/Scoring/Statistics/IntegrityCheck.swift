import Numerics

/// Signs of invented or adjusted numbers. Each check warns below the significance `alpha`, one in a thousand where
/// nothing else is asked for, since many columns are checked every night.
///
/// Exact tests are used wherever a count decides, so that small samples do not warn by approximation.
public struct IntegrityCheck: Sendable {
  public var alpha: Double

  public init(alpha: Double = 0.001) { self.alpha = alpha }

  /// First digits against Benford's law, `log10(1 + 1/d)`: χ² with eight degrees of freedom from 100 numbers on, below
  /// that the exact binomial test of each digit, times nine. Zeros have no first digit. Nil, too, where the numbers do
  /// not span two orders of magnitude: the law does not hold there.
  ///
  /// The mean absolute deviation is not used: its customary cut-offs ignore the number of observations.
  public func firstDigits(_ values: [Double]) -> IntegrityWarning? {
    let sizes = values.map(\.magnitude).filter { $0 > 0 && $0.isFinite }
    guard let low = sizes.min(), let high = sizes.max(), high >= 100 * low else { return nil }
    var counts = [Int](repeating: 0, count: 9)
    for size in sizes { counts[IntegrityCheck.firstDigit(of: size) - 1] += 1 }
    let n = sizes.count
    let expected = IntegrityCheck.firstDigitShares
    // Within three standard deviations no exact test of nine comes near the significance.
    let isNear = zip(counts, expected).allSatisfy { count, share in
      (Double(count) - Double(n) * share).magnitude <= 3 * (Double(n) * share * (1 - share)).squareRoot()
    }
    if n < 100, isNear, alpha <= 0.001 { return nil }
    let pValue =
      n >= 100
      ? IntegrityCheck.chiSquareEight(counts, expected)
      : min(1, 9 * (zip(counts, expected).map { BinomialTest.twoSided($0, of: n, probability: $1) }.min() ?? 1))
    return warning(.firstDigits, n, pValue, "The first digits of \(n) numbers do not follow Benford's law.")
  }

  /// Too many last digits 0 or 5 among whole numbers of at least two digits, by the exact binomial test against one in
  /// five.
  public func heaping(_ values: [Int64]) -> IntegrityWarning? {
    let digits = values.map(\.magnitude).filter { $0 >= 10 }.map { $0 % 5 }
    let round = digits.count { $0 == 0 }
    // Within two and a half standard deviations of one in five the exact test never warns.
    let expected = Double(digits.count) / 5
    if Double(round) <= expected + 2.5 * (expected * 0.8).squareRoot(), alpha <= 0.001 { return nil }
    let pValue = BinomialTest.upperTail(round, of: digits.count, probability: 0.2)
    return warning(
      .heaping, digits.count, pValue, "\(round) of \(digits.count) numbers end in 0 or 5; one in five is expected.")
  }

  /// Rows that repeat another row cell by cell, at least `cells` of them observed: one warning, with every repeated row
  /// counted. A missing cell equals a missing cell.
  public func identicalRows(_ rows: [[Double?]], cells: Int = 3) -> IntegrityWarning? {
    let full = rows.filter { row in row.count { $0 != nil } >= cells }
    let copies = Dictionary(grouping: full, by: \.self).values.filter { $0.count > 1 }
    guard !copies.isEmpty else { return nil }
    let count = copies.reduce(0) { $0 + $1.count }
    return IntegrityWarning(
      kind: .identicalRows, count: count, pValue: nil, message: "\(count) reports are copies of one another.")
  }

  /// An actor whose values move far less from period to period than those of the actor in the middle: by a tenth or less,
  /// and beyond chance by the lower tail of F on the two variances.
  ///
  /// - Parameters:
  ///   - typical: the median variance of the actors, above 0.
  ///   - degrees: of all of them together.
  public func smallSpread(_ own: ValueSpread, typical: Double, degrees: Int) -> IntegrityWarning? {
    guard let variance = own.variance, typical > 0, degrees > 0, variance <= typical / 100 else { return nil }
    // P(F ≤ f) is the regularised incomplete beta function at d1 f / (d1 f + d2).
    let scaled = Double(own.degrees) * (variance / typical)
    guard let beta = try? BetaDistribution(alpha: Double(own.degrees) / 2, beta: Double(degrees) / 2) else {
      return nil
    }
    return warning(
      .smallSpread, own.degrees, beta.cumulative(scaled / (scaled + Double(degrees))),
      "Flows and ratios move from period to period by a tenth or less of what is usual among the actors.")
  }

  /// Results that gather just past a target: as many should lie within `width` below it as above, where nobody adjusts.
  /// The exact binomial test at one half.
  public func bunching(_ values: [Double], target: Double, width: Double) -> IntegrityWarning? {
    let met = values.count { $0 >= target && $0 < target + width }
    let missed = values.count { $0 < target && $0 >= target - width }
    let pValue = BinomialTest.upperTail(met, of: met + missed, probability: 0.5)
    return warning(
      .bunching, met + missed, pValue, "\(met) of \(met + missed) values around the target have just met it.")
  }

  private func warning(
    _ kind: IntegrityWarning.Kind, _ count: Int, _ pValue: Double, _ message: String
  ) -> IntegrityWarning? {
    guard count > 0, pValue < alpha else { return nil }
    return IntegrityWarning(kind: kind, count: count, pValue: pValue, message: message)
  }

  private static let firstDigitShares = (1...9).map { Double.log10(1 + 1 / Double($0)) }

  private static func firstDigit(of size: Double) -> Int {
    if size < 1e15, size == size.rounded() {
      var whole = UInt64(size)
      while whole >= 10 { whole /= 10 }
      return Int(whole)
    }
    // The shortest decimal that reads back as the same double: its first digit is the one that was typed.
    let digit = String(size).utf8.first { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }
    return digit.map { Int($0 - UInt8(ascii: "0")) } ?? 1
  }

  /// The upper tail of χ² with eight degrees of freedom, `e^(−x/2) Σ_{k<4} (x/2)^k / k!`.
  private static func chiSquareEight(_ counts: [Int], _ shares: [Double]) -> Double {
    let n = Double(counts.reduce(0, +))
    let half =
      zip(counts, shares).reduce(0) { sum, pair in
        let gap = Double(pair.0) - n * pair.1
        return sum + gap * gap / (n * pair.1)
      } / 2
    return Double.exp(-half) * (1 + half + half * half / 2 + half * half * half / 6)
  }
}
