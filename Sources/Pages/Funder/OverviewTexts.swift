import Domain

/// What the pages say of a programme seen whole, and of how its table is read.
final class OverviewTexts: Decodable, Sendable {
  let overview: String
  let moneyIn: String
  let moneyInExplained: String
  let received: String
  let actors: String
  let coverage: String
  let states: String
  let outcomes: String
  let outcomesExplained: String
  let reported: String
  let ofDue: String
  let mean: String
  let verified: String
  let map: String
  let mapExplained: String
  let province: String
  let meanScore: String
  let mapSource: String
  let filter: String
  let kind: String
  let place: String
  let status: String
  let order: String
  let all: String
  let byRank: String
  let byCoverage: String
  let byCode: String
  let download: String
  let ranksStay: String

  static func of(_ language: Language) -> OverviewTexts { PageTexts.of(language).overview }
}
