/// One replicate's choice for everything that is uncertain.
struct Variation {
  /// Weights of the tree's children, in the order of ``TreePlan/children``.
  var weights: [Double]
  /// The factor for unverified gains.
  var unverified: Double
  /// 0 for the declared normalisation, then the alternatives.
  var method: Int
  /// The exponent of every mean that has one; nil leaves them as declared.
  var exponent: Double?
  /// The replicate that sampled values are drawn for; nil leaves them as estimated.
  var sampling: Int?
}

/// Draws variations: factor by factor from its own stream, so that one factor can be drawn anew while the others stay.
struct VariationSource {
  let plan: Plan
  let rule: UncertaintyRule
  /// The factors that vary anything, in a fixed order.
  let factors: [UncertaintyResult.FactorKind]

  init(_ plan: Plan, _ rule: UncertaintyRule, canSample: Bool, hasUnverified: Bool) {
    self.plan = plan
    self.rule = rule
    factors = UncertaintyResult.FactorKind.allCases.filter { kind in
      switch kind {
      case .weights: rule.weights > 0
      case .verification: rule.verification.map { $0.lowerBound < $0.upperBound } == true && hasUnverified
      case .method: !rule.methods.isEmpty
      case .aggregation: !rule.powers.isEmpty
      case .sampling: rule.sampling && canSample
      }
    }
  }

  /// - Parameter replicates: the replicate of each of ``factors``.
  func variation(_ replicates: [Int]) -> Variation {
    var variation = Variation(
      weights: plan.tree.weights, unverified: plan.framework.verification.unverified, method: 0, exponent: nil,
      sampling: nil)
    for (factor, replicate) in zip(factors, replicates) {
      var key = RandomKey(seed: rule.seed, replicate: replicate, factor: number(factor))
      switch factor {
      case .weights:
        for index in variation.weights.indices {
          // A draw for each child; a tree may have more children than a key has indicators.
          key.indicator = index & 4_095
          key.group = index >> 12
          variation.weights[index] *= 1 + rule.weights * (2 * key.uniform() - 1)
        }
      case .verification:
        guard let range = rule.verification else { continue }
        variation.unverified = range.lowerBound + (range.upperBound - range.lowerBound) * key.uniform()
      case .method: variation.method = key.index(below: rule.methods.count + 1)
      case .aggregation: variation.exponent = rule.powers[key.index(below: rule.powers.count)]
      case .sampling: variation.sampling = replicate
      }
    }
    return variation
  }

  private func number(_ kind: UncertaintyResult.FactorKind) -> Int {
    (UncertaintyResult.FactorKind.allCases.firstIndex(of: kind) ?? 0) + 1
  }

  /// The key of one sampled cell.
  func key(replicate: Int, actor: UInt64, group: Int, indicator: Int) -> RandomKey {
    RandomKey(
      seed: rule.seed, replicate: replicate, factor: number(.sampling), actor: actor, group: group, indicator: indicator
    )
  }
}
