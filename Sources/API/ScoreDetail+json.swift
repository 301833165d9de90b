import Domain
import Serving

extension JSON {
  /// What follows from a score: the funding score, the score without the penalty for what is required and missing, the
  /// factors that geometric means multiply, what was reported in proportions, and what outcomes are worth.
  static func detail(_ detail: ScoreDetail) -> JSON {
    [
      "funding_score": .optional(detail.fundingScore), "lenient": .optional(detail.lenient),
      "factors": .list(detail.factors.map(factor)),
      "proportions": .list(detail.proportions.map(proportion)),
      "social_return": detail.socialReturn.map(socialReturn) ?? .null,
    ]
  }

  private static func factor(_ found: ScoreDetail.Factor) -> JSON {
    [
      "group": .optional(found.group), "node": .text(found.node), "kind": .text(found.kind),
      "child": .text(found.child), "share": .number(found.share), "value": .number(found.value),
      "factor": .number(found.factor), "floored": .bool(found.isFloored),
    ]
  }

  private static func proportion(_ found: ScoreDetail.Proportion) -> JSON {
    func estimate(_ found: ScoreDetail.Estimate) -> JSON {
      ["estimate": .number(found.value), "p5": .number(found.low), "p95": .number(found.high)]
    }
    return [
      "indicator": .text(found.indicator), "group": .text(found.group), "successes": .number(found.successes),
      "trials": .number(found.trials), "reported": estimate(found.reported),
      "shrunk": found.shrunk.map(estimate) ?? .null,
    ]
  }

  /// Amounts are in the units of the framework's proxies, which are no bookings.
  private static func socialReturn(_ found: ScoreDetail.SocialReturn) -> JSON {
    let outcomes = found.outcomes.map { outcome -> JSON in
      [
        "name": .text(outcome.name), "quantity": .optional(outcome.quantity), "first_year": .number(outcome.firstYear),
        "present_value": .number(outcome.presentValue), "cost_per_unit": .optional(outcome.costPerUnit),
      ]
    }
    return [
      "outcomes": .list(outcomes), "investment": .optional(found.investment),
      "present_value": .optional(found.presentValue), "net_present_value": .optional(found.netPresentValue),
      "ratio": .optional(found.ratio),
    ]
  }
}
