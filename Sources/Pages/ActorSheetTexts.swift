import Domain

/// What an actor's sheet says of money and of appeals.
final class ActorSheetTexts: Decodable, Sendable {
  let allMoney: String
  let appeals: String
  let against: String
  let report: String
  let scoreOfRun: String
  let filedOn: String
  let answerDueOn: String
  let state: String
  let grounds: String
  let answer: String
  let states: Words<Appeal.State, String>

  static func of(_ language: Language) -> ActorSheetTexts { PageTexts.of(language).actorSheet }
}
