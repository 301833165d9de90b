import Domain

/// What the page says that puts actors beside each other.
final class ComparisonTexts: Decodable, Sendable {
  let title: String
  let explained: String
  let measure: String
  let contributions: String
  let contributionsExplained: String
  let byGroup: String
  let money: String
  let moneyExplained: String
  let back: String

  static func of(_ language: Language) -> ComparisonTexts { PageTexts.of(language).comparison }
}
