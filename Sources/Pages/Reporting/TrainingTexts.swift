import Domain

/// What the page of trainings says, in one language.
final class TrainingTexts: Decodable, Sendable {
  let trainings: String
  let none: String
  let topic: String
  let first: String
  let last: String
  let hours: String
  let giver: String
  let attendance: String
  let people: PluralText
  let record: String
  let recordExplained: String
  let actorCode: String
  let count: String
  let row: String
  let recorded: String

  static func of(_ language: Language) -> TrainingTexts { PageTexts.of(language).training }
}
