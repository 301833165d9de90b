import Scoring

/// What one actor reported in proportions.
struct ActorProportions: Sendable {
  let actor: String
  let proportions: [ReportedProportion]
}

/// `proportions.csv`: every reported proportion with Wilson's interval, and as it is scored where it is shrunk.
struct ProportionTable {
  static let columns = [
    "actor", "group", "indicator", "successes", "trials", "rate", "wilson_p5", "wilson_p95", "shrunk", "p5", "p95",
  ]

  private let plan: Plan

  init(_ plan: Plan) { self.plan = plan }

  func write(_ found: [ActorProportions], to writer: CSVWriter) throws {
    for actor in found {
      for proportion in actor.proportions {
        let numbers = [
          proportion.successes, proportion.trials, proportion.wilson.estimate, proportion.wilson.lower,
          proportion.wilson.upper, proportion.shrunk?.estimate, proportion.shrunk?.lower, proportion.shrunk?.upper,
        ]
        try writer.write(
          [
            .text(actor.actor), .text(plan.groups[proportion.group]), .text(plan.indicators[proportion.indicator]),
          ] + numbers.map { NumberText.cell($0) })
      }
    }
  }
}
