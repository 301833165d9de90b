import Domain

/// What the page of a score says of what follows from it.
final class DetailTexts: Decodable, Sendable {
  let band: String
  let funding: String
  let fundingScore: String
  let fundingExplained: String
  let lenient: String
  let factors: String
  let factorsExplained: String
  let factorOf: String
  let factor: String
  /// Beside a factor whose part was taken for the floor.
  let floored: String
  let proportions: String
  let proportionsExplained: String
  let partOfWhole: String
  let reported: String
  let scoredAs: String
  let social: String
  let socialExplained: String
  let outcome: String
  let quantity: String
  let firstYear: String
  let presentValue: String
  let costPerUnit: String
  let investment: String
  let netPresentValue: String
  let ratio: String

  static func of(_ language: Language) -> DetailTexts { PageTexts.of(language).detail }
}
