import Domain

/// What the page says on which a reader tries other weights.
final class SensitivityTexts: Decodable, Sendable {
  let title: String
  let explained: String
  let bounds: String
  let share: String
  let tryThem: String
  let asTheyAre: String
  let outcome: String
  let moved: String
  let ofRanked: String
  let farthest: String
  let topStays: String
  let places: String
  let nothingMoved: String
  let before: String
  let after: String
  let change: String
  let why: String
  let first: String

  static func of(_ language: Language) -> SensitivityTexts { PageTexts.of(language).sensitivity }
}
