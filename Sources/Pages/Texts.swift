import Domain

/// What the pages have in common, in one language.
package final class Texts: Decodable, Sendable {
  let direction: String
  let decimalPoint: String
  /// What stands after the digits of a share.
  let percent: String
  let comma: String
  let colon: String
  package let months: [String]

  let service: String
  let motto: String
  let languages: String
  let skip: String

  let programmes: String
  let noProgrammes: String
  let funder: String
  let asOf: String
  let framework: String
  let version: String
  let run: String
  let actorsScored: String
  let noRun: String
  let noScores: String

  let rank: String
  let notRanked: String
  let actor: String
  let score: String
  let coverage: String
  let status: String
  let bounds: String
  let boundsExplained: String
  let coverageExplained: String
  let earlier: String
  let later: String

  let domain: String
  let scoresByDomain: String
  let unweighted: String
  let madeOf: String
  let madeOfExplained: String
  let indicator: String
  let group: String
  let everybody: String
  let value: String
  let normalised: String
  let evidence: String
  let weight: String
  let contribution: String

  let notFound: String
  let notFoundExplained: String
  let refused: String
  let refusedExplained: String
  let failed: String
  let failedExplained: String
  let requestNumber: String

  package let kinds: Words<ActorKind, String>
  /// What a score is worth, by the word that the engine writes.
  package let scoreStatuses: [String: String]
  /// What became of a reported value, by the word that the engine writes.
  package let partStatuses: [String: String]

  package static func of(_ language: Language) -> Texts { PageTexts.of(language).common }

  /// Words that this program does not know yet are shown as they are written.
  func scoreStatus(_ word: String) -> String { scoreStatuses[word] ?? word }
  func partStatus(_ word: String) -> String { partStatuses[word] ?? word }
}

extension Language {
  /// What the language calls itself.
  var ownName: String {
    switch self {
    case .ar: "العربية"
    case .fr: "Français"
    case .en: "English"
    }
  }
}
