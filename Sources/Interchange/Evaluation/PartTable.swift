import Scoring

/// `parts.csv` and `normalised.csv`: what became of each cell, and what it brought to the score.
struct PartTable {
  static let columns = [
    "actor", "group", "indicator", "raw", "achievement", "normalised", "evidence", "weight", "contribution", "status",
  ]
  static let normalisedColumns = ["actor", "group", "indicator", "value", "status"]

  private let groups: [String]
  private let indicators: [String]

  init(_ plan: Plan) { (groups, indicators) = (plan.groups, plan.indicators) }

  func write(_ parts: [Part], of actor: String, to writer: CSVWriter) throws {
    for part in parts {
      try writer.write([
        .text(actor), .text(groups[part.group]), .text(indicators[part.indicator]), NumberText.cell(part.raw),
        NumberText.cell(part.achievement), NumberText.cell(part.normalised), NumberText.cell(part.evidence),
        NumberText.cell(part.weight), NumberText.cell(part.contribution), .text(part.status.word),
      ])
    }
  }

  func writeNormalised(_ parts: [Part], of actor: String, to writer: CSVWriter) throws {
    for part in parts {
      try writer.write([
        .text(actor), .text(groups[part.group]), .text(indicators[part.indicator]), NumberText.cell(part.normalised),
        .text(part.status.word),
      ])
    }
  }
}
