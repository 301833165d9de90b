import Domain

/// What the award of a round and the conditions of its tranches say, in one language. `{…}` stands for what is filled in.
final class AwardTexts: Decodable, Sendable {
  let award: String
  let explained: String
  let prefix: String
  let prefixNote: String
  let name: String
  let purpose: String
  let restricted: String
  let funderSigns: String
  let granteeSigns: String
  let on: String
  let first: String
  let last: String
  let overspend: String
  let tranches: String
  let tranchesNote: String
  let tranche: String
  let share: String
  let planned: String
  let condition: String
  let noCondition: String
  let what: String
  let least: String
  let reports: String
  let reportsNote: String
  let report: String
  let reportFirst: String
  let reportLast: String
  let reportDue: String
  let isFinal: String
  let kinds: Words<AwardForm.Condition, String>
  let conditions: String
  let met: String
  let waived: String
  let notMet: String
  let expectedBy: String
  let reportAccepted: String
  let auditOnFile: String
  let documentOnFile: String
  let cofundingAtLeast: String
  let spentAtLeast: String
  let indicatorAtLeast: String
  let indicatorAtMost: String
  let scoreAtLeast: String
  let lowerBoundAtLeast: String

  static func of(_ language: Language) -> AwardTexts { PageTexts.of(language).award }
}
