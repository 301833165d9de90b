import Domain

/// What the pages of reporting say, in one language.
final class ReportTexts: Decodable, Sendable {
  let organisation: String
  let toReport: String
  let nothingDue: String
  let period: String
  let until: String
  let values: String
  let reports: String
  let noReports: String
  let report: String
  let fill: String
  let goOn: String
  let correct: String
  let why: String
  let receipt: String
  let version: String
  let submitted: String
  let late: String
  let author: String
  let fingerprint: String
  let declared: String
  let verified: String
  let validated: String
  let reason: String
  let value: String
  let numerator: String
  let denominator: String
  let noValue: String
  let stateLabel: String
  let isReported: String
  let isMissing: String
  let isRefused: String
  let isNotDue: String
  let formExplained: String
  let save: String
  let submit: String
  let saved: String
  let returnedBecause: String
  let kept: String
  let restored: String
  let keptOther: String
  let showKept: String
  let noConnection: String
  let decision: String
  let asDeclared: String
  let other: String
  let rejected: String
  let returned: String
  let found: String
  let verify: String
  let returnAll: String
  let note: String
  let validate: String
  let validateExplained: String
  let lock: String
  let reopen: String
  let queue: String
  let queueEmpty: String
  let notANumber: String
  let twoThings: String
  let reasonNeeded: String
  let partsNeeded: String
  let stateNeeded: String
  let stillHere: String
  let received: String
  let difference: String
  let axis: String
  let groupsDoNotAddUp: String
  let groupsNotAddingUp: String
  let whyGroupsDiffer: String
  let groupsDiffer: String
  let groupsDoNotDiffer: String
  let withFile: String
  let fileExplained: String
  let download: String
  let downloadWorkbook: String
  let file: String
  let fileNote: String
  let sendFile: String
  let line: String
  let unit: String
  let actsFor: String
  let onePage: String
  let otherParts: PluralText
  let andMore: PluralText
  let openCells: PluralText
  let waitingReports: PluralText
  /// By the words that catalogues use.
  let units: [String: String]
  let reportStates: [String: String]
  /// How a whole report stands.
  let dueStates: Words<DueState, String>
  /// How many of its values stand so.
  let dueCells: Words<DueState, PluralText>

  static func of(_ language: Language) -> ReportTexts { PageTexts.of(language).report }
}
