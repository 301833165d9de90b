/// What of a framework a scale hangs on: two plans with one basis can share a frozen scale.
public struct ScaleBasis: Sendable, Hashable, Codable {
  /// Codes, in the order of the framework.
  public let indicators: [String]
  public let groups: [String]
  /// FNV-1a, 64 bits in hexadecimal, over the rules by which values are read before they are compared: kind, variant,
  /// denominator, cap, treatment, shrinkage, normalisations, and what stands in for a missing value.
  public let rules: String
}

extension Plan {
  /// The basis of scales that are laid for this plan.
  public var scaleBasis: ScaleBasis {
    var text = "\(framework.missing.rawValue)\n\(framework.uncertainty?.methods ?? [])\n"
    for rule in framework.indicators {
      // Where it hangs in the tree and what it weighs there comes after the scale.
      var read = rule
      (read.parent, read.weight, read.isRequired, read.constant) = ("", 1, false, nil)
      text += "\(read)\n"
    }
    let hash = String(RandomKey.actor(text), radix: 16)
    return ScaleBasis(
      indicators: indicators, groups: groups, rules: String(repeating: "0", count: 16 - hash.count) + hash)
  }
}
