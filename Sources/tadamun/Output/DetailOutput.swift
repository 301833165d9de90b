import Actions
import Domain

/// What follows from one actor's score, in `tadamun scores --actor --json`.
struct DetailOutput: Encodable {
  struct Estimate: Encodable {
    let estimate: Double
    let p5: Double
    let p95: Double

    init(_ found: ScoreDetail.Estimate) {
      estimate = found.value
      p5 = found.low
      p95 = found.high
    }
  }

  struct Factor: Encodable {
    let group: String?
    let node: String
    let kind: String
    let child: String
    let share: Double
    let value: Double
    let factor: Double
    let isFloored: Bool
  }

  struct Proportion: Encodable {
    let indicator: String
    let group: String
    let successes: Double
    let trials: Double
    let reported: Estimate
    let shrunk: Estimate?
  }

  struct SocialReturn: Encodable {
    struct Outcome: Encodable {
      let name: String
      let quantity: Double?
      let firstYear: Double
      let presentValue: Double
      let costPerUnit: Double?
    }

    let outcomes: [Outcome]
    let investment: Double?
    let presentValue: Double?
    let netPresentValue: Double?
    let ratio: Double?
  }

  let fundingScore: Double?
  let lenient: Double?
  let factors: [Factor]
  let proportions: [Proportion]
  let socialReturn: SocialReturn?

  init(_ detail: ScoreDetail) {
    fundingScore = detail.fundingScore
    lenient = detail.lenient
    factors = detail.factors.map {
      Factor(
        group: $0.group, node: $0.node, kind: $0.kind, child: $0.child, share: $0.share, value: $0.value,
        factor: $0.factor, isFloored: $0.isFloored)
    }
    proportions = detail.proportions.map {
      Proportion(
        indicator: $0.indicator, group: $0.group, successes: $0.successes, trials: $0.trials,
        reported: Estimate($0.reported), shrunk: $0.shrunk.map(Estimate.init))
    }
    socialReturn = detail.socialReturn.map { found in
      SocialReturn(
        outcomes: found.outcomes.map {
          SocialReturn.Outcome(
            name: $0.name, quantity: $0.quantity, firstYear: $0.firstYear, presentValue: $0.presentValue,
            costPerUnit: $0.costPerUnit)
        }, investment: found.investment, presentValue: found.presentValue, netPresentValue: found.netPresentValue,
        ratio: found.ratio)
    }
  }
}

extension ScoreText {
  /// What follows from a score, line by line; nothing where there is nothing to say.
  static func detail(_ sheet: ScoreSheet) -> [String] {
    guard let detail = sheet.detail else { return [] }
    var lines: [String] = []
    let root = sheet.nodes.first { $0.node == sheet.run.result.rootNode }
    if let score = detail.fundingScore {
      lines.append("  funding score \(number(score))" + (root?.band.map { ", band \($0)" } ?? ""))
    }
    if let lenient = detail.lenient, lenient != root?.score {
      lines.append("  without the penalty for what is required and missing: \(number(lenient))")
    }
    for (place, factors) in products(detail.factors) {
      let words = factors.map { "\($0.child) \(number($0.factor))" + ($0.isFloored ? " (at its floor)" : "") }
      lines.append("  \(place) = \(words.joined(separator: " × "))")
    }
    lines += detail.proportions.map { found in
      "  \(found.indicator) (\(found.group)): \(number(found.successes)) of \(number(found.trials)), "
        + estimate(found.reported) + (found.shrunk.map { "; scored as \(estimate($0))" } ?? "")
    }
    if let social = detail.socialReturn {
      lines += social.outcomes.map { "  \($0.name): worth \(number($0.presentValue)) today" }
      lines.append(
        "  social return: \(number(social.presentValue)) for \(number(social.investment)), ratio \(number(social.ratio))"
      )
    }
    return lines.isEmpty ? [] : [""] + lines
  }

  /// The factors of each node, with its name and that of the group.
  private static func products(_ factors: [ScoreDetail.Factor]) -> [(place: String, factors: [ScoreDetail.Factor])] {
    var products: [(place: String, factors: [ScoreDetail.Factor])] = []
    for factor in factors {
      let place = factor.node + (factor.group.map { " (\($0))" } ?? "")
      if let last = products.last, last.place == place, last.factors[0].kind == "group" || factor.kind != "group" {
        products[products.count - 1].factors.append(factor)
      } else {
        products.append((place, [factor]))
      }
    }
    return products
  }

  private static func estimate(_ found: ScoreDetail.Estimate) -> String {
    "\(number(found.value)) within \(number(found.low))–\(number(found.high))"
  }
}
