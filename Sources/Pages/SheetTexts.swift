import Domain

/// What the pages say of one score: how sure it is, what it hangs on and what changed.
final class SheetTexts: Decodable, Sendable {
  let interval: String
  let intervalExplained: String
  let rankRange: String
  let top: String
  let grade: String
  let gradeExplained: String
  let inShort: String
  let strongest: String
  let weakest: String
  let liftExplained: String
  let raise: String
  let raiseExplained: String
  let missing: String
  let missingExplained: String
  let changes: String
  let unchanged: String
  let before: String
  let now: String
  let ownData: String
  let verification: String
  let peers: String
  let framework: String
  let engine: String
  let money: String

  static func of(_ language: Language) -> SheetTexts { PageTexts.of(language).sheet }
}
