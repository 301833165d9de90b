import Scoring

/// `social_return.csv`: what each outcome of an actor is worth, and in a row without an outcome all of them together
/// against what was put in. Amounts are in the units of the framework's proxies.
struct SocialReturnTable {
  static let columns = [
    "actor", "outcome", "quantity", "first_year", "present_value", "cost_per_unit", "investment", "net_present_value",
    "ratio",
  ]

  private let run: Run

  init(_ run: Run) { self.run = run }

  func write(_ writer: CSVWriter) throws {
    for (actor, code) in run.actors.enumerated() {
      guard let social = run.socialReturn(actor) else { continue }
      for outcome in social.outcomes {
        try writer.write([
          .text(code), .text(outcome.name), NumberText.cell(outcome.quantity), NumberText.cell(outcome.firstYear),
          NumberText.cell(outcome.presentValue), NumberText.cell(social.cost(of: outcome)), .blank, .blank, .blank,
        ])
      }
      try writer.write([
        .text(code), .blank, .blank, .blank, NumberText.cell(social.presentValue), .blank,
        NumberText.cell(social.investment), NumberText.cell(social.netPresentValue), NumberText.cell(social.ratio),
      ])
    }
  }
}
