import Domain

/// What the table of scores says of how it is read, sorted, filtered and taken along.
final class ScoreTableTexts: Decodable, Sendable {
  let trend: String
  let trendExplained: String
  let rose: String
  let fell: String
  let same: String
  let place: String
  let group: String
  let compare: String
  let compareExplained: String
  let choose: String
  let workbook: String
  let sheet: String
  let about: String
  let name: String
  let previous: String
  let low: String
  let high: String
  let worst: String
  let best: String
  let orders: Words<ScoreFilter.Order, String>

  static func of(_ language: Language) -> ScoreTableTexts { PageTexts.of(language).scoreTable }
}
