/// How much a score can bear, in one letter that stands beside it once replicates ran. The limits are proposals of this
/// project.
///
/// | grade | verified weight | coverage | ranks between P5 and P95, of all ranked |
/// |---|---|---|---|
/// | A | 90 % | 90 % | at most 10 % |
/// | B | 70 % | 80 % | at most 25 % |
/// | C | 40 % | 65 % | at most 50 % |
///
/// D is everything else, and every score without a rank.
public enum EvidenceGrade: String, CaseIterable, Sendable {
  case a = "A"
  case b = "B"
  case c = "C"
  case d = "D"

  /// - Parameters:
  ///   - verified: the share of the score's weight whose values were verified, in [0, 1].
  ///   - coverage: in [0, 1].
  ///   - spread: (rank P95 − rank P5) / (ranked actors − 1), in [0, 1]; nil without a rank.
  public init(verified: Double, coverage: Double, spread: Double?) {
    guard let spread else {
      self = .d
      return
    }
    // Sums of shares may end a rounding below the share they mean.
    let reaches = { (least: Double, covered: Double, most: Double) in
      verified >= least - 1e-12 && coverage >= covered - 1e-12 && spread <= most + 1e-12
    }
    self = reaches(0.9, 0.9, 0.1) ? .a : reaches(0.7, 0.8, 0.25) ? .b : reaches(0.4, 0.65, 0.5) ? .c : .d
  }
}

extension Run {
  /// The grades of an actor's scores, node after node; nil where there is no score.
  /// - Parameter given: the parts of the actor, where they are at hand; nil computes them.
  public func evidenceGrades(
    _ actor: Int, _ uncertainty: UncertaintyResult, parts given: [Part]? = nil
  ) -> [EvidenceGrade?] {
    let parts = given ?? self.parts(actor)
    return plan.nodes.indices.map { node in
      let score = score(actor, node: node)
      guard score.score != nil else { return nil }
      let ranked = uncertainty.rankedCounts[node]
      let spread = uncertainty.nodes[node][actor].map { interval in
        ranked > 1 ? (interval.rank.high - interval.rank.low) / Double(ranked - 1) : 0
      }
      return EvidenceGrade(verified: verifiedShare(of: parts, at: node), coverage: score.coverage, spread: spread)
    }
  }

  /// The share of a node's weight whose values were verified: by the weights that its parts have in the score, or, where
  /// nothing of it came to the score, by those of the framework.
  private func verifiedShare(of parts: [Part], at node: Int) -> Double {
    if node == plan.root { return parts.reduce(0) { $0 + $1.weight * $1.verified } }
    var (total, verified, declared, declaredVerified) = (0.0, 0.0, 0.0, 0.0)
    for part in parts where plan.tree.isBelow(part.indicator, node: node) {
      total += part.weight
      verified += part.weight * part.verified
      if part.scored == nil { continue }
      let weight = plan.tree.effectiveWeights[part.indicator] * plan.groupWeights[part.group]
      declared += weight
      declaredVerified += weight * part.verified
    }
    if total > 0 { return verified / total }
    return declared > 0 ? declaredVerified / declared : 0
  }
}
