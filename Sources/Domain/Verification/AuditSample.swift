/// Whom verifiers visit: a part drawn with the same chance for everybody and a part drawn by risk, both out of one
/// published seed, so that anybody can draw again and find the same names.
///
/// Everybody has a positive chance, whatever the risk says: at least the first part over the population. Each part is
/// drawn without replacement by exponential keys, −ln(u) / weight, of which the smallest are taken (P. Efraimidis and
/// P. Spirakis, “Weighted random sampling with a reservoir”, 2006); u depends on the seed, the part and the actor's code
/// alone, so that the order of the population does not matter.
public struct AuditSample: Hashable, Sendable {
  /// What was drawn by which part.
  public enum Part: String, CaseIterable, Hashable, Sendable {
    case random, risk
  }

  public struct Candidate: Hashable, Sendable {
    public let actor: Code
    /// Above zero; twice the weight is about twice the chance in the part drawn by risk.
    public let weight: Double

    public init(_ actor: Code, weight: Double) {
      self.actor = actor
      self.weight = weight
    }
  }

  public let seed: UInt64
  public let drawn: [Code: Part]

  /// Draws.
  ///
  /// - Parameters:
  ///   - randomCount: How many are drawn with the same chance; at least 1.
  ///   - riskCount: How many of the others are drawn by risk.
  /// - Throws: `sample_empty` where nobody is to be drawn with the same chance; `sample_too_large` where more are to be
  ///   drawn than there are; `weight_not_positive`.
  public init(of candidates: [Candidate], randomCount: Int, riskCount: Int, seed: UInt64) throws(Problem) {
    guard randomCount >= 1, riskCount >= 0 else {
      throw Problem("sample_empty", "At least one is drawn with the same chance for everybody.")
    }
    guard randomCount + riskCount <= candidates.count else {
      throw Problem(
        "sample_too_large", "\(randomCount + riskCount) are to be drawn out of \(candidates.count).")
    }
    guard candidates.allSatisfy({ $0.weight > 0 && $0.weight.isFinite }) else {
      throw Problem("weight_not_positive", "A weight is above zero: nobody is safe from a visit.")
    }
    let ordered = candidates.sorted { $0.actor < $1.actor }
    var drawn: [Code: Part] = [:]
    for actor in AuditSample.smallest(randomCount, of: ordered, by: { _ in 1 }, .random, seed) {
      drawn[actor] = .random
    }
    let rest = ordered.filter { drawn[$0.actor] == nil }
    for actor in AuditSample.smallest(riskCount, of: rest, by: \.weight, .risk, seed) { drawn[actor] = .risk }
    self.seed = seed
    self.drawn = drawn
  }

  /// The chance that everybody has at least, whatever their weight.
  public static func leastChance(randomCount: Int, population: Int) -> Double {
    population > 0 ? Double(randomCount) / Double(population) : 0
  }

  private static func smallest(
    _ count: Int, of candidates: [Candidate], by weight: (Candidate) -> Double, _ part: Part, _ seed: UInt64
  ) -> [Code] {
    let keys = candidates.map { candidate in
      (key: -logarithm(uniform(seed, part, candidate.actor)) / weight(candidate), actor: candidate.actor)
    }
    return keys.sorted { ($0.key, $0.actor) < ($1.key, $1.actor) }.prefix(count).map(\.actor)
  }

  /// Between 0 and 1, both left out: FNV-1a over the part and the code, begun with the seed, then mixed as in SplitMix64.
  static func uniform(_ seed: UInt64, _ part: Part, _ actor: Code) -> Double {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ seed
    for byte in "\(part.rawValue):\(actor)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
    hash ^= hash >> 31
    return (Double(hash >> 11) + 0.5) / 9_007_199_254_740_992
  }
}
