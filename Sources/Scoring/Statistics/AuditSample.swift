import Domain
import Numerics

/// Random back-checks: what a sample drawn without replacement can find.
public struct AuditSample: Sendable, Hashable {
  /// How many reports there are.
  public let population: Int
  /// How many of them are bad.
  public let bad: Int

  /// - Throws: `audit_population_invalid` unless `0 ≤ bad ≤ population`.
  public init(population: Int, bad: Int) throws(Problem) {
    guard bad >= 0, bad <= population else {
      throw Problem("audit_population_invalid", "The bad reports are a part of all reports: \(bad) of \(population).")
    }
    self.population = population
    self.bad = bad
  }

  /// The probability that `checks` checks meet at least one bad report: `1 − C(N−D, n) / C(N, n)`.
  ///
  /// The ratio is a product of `min(n, D)` factors, added as logarithms so that nothing overflows.
  public func detectionProbability(checks: Int) -> Double {
    let checks = min(max(checks, 0), population)
    guard population - bad >= checks else { return 1 }
    let (few, many) = checks < bad ? (checks, bad) : (bad, checks)
    var logarithm = 0.0
    for index in 0..<few { logarithm += Double.log(onePlus: -Double(many) / Double(population - index)) }
    return -Double.expMinusOne(logarithm)
  }

  /// The smallest number of checks that finds a bad report with `probability` at least; nil where none is bad.
  public func checksNeeded(for probability: Double) -> Int? {
    guard bad > 0 else { return nil }
    var enough = population - bad + 1
    var tooFew = -1
    while enough - tooFew > 1 {
      let middle = tooFew + (enough - tooFew) / 2
      if detectionProbability(checks: middle) >= probability { enough = middle } else { tooFew = middle }
    }
    return enough
  }
}
