import Domain

/// What the pages of funding rounds say of the fund and of what a round led to.
final class RoundTexts: Decodable, Sendable {
  let kindOfMoney: String
  let restriction: String
  let mayPay: String
  let fund: String
  let chooseFund: String
  let tranches: String
  let noTranches: String
  let grant: String
  let tranche: String
  let planned: String
  let lowerBoundBelow: String
  let intervalBelow: String
  let claimed: String
  let restrictions: Words<Fund.Class, String>
  let rules: Words<Instrument, String>
  let states: Words<TrancheState, String>

  static func of(_ language: Language) -> RoundTexts { PageTexts.of(language).round }
}
