import Domain

/// What a report says of itself, before the register has given it a key and a version.
struct ReportSlip: Sendable {
  let reference: String
  let programme: Code
  let actor: Code
  let period: DateSpan
  let submittedOn: CalendarDate
  /// The last of the days that verdicts coming with it were given on.
  let lastVerdictOn: CalendarDate?
  let hash: [UInt8]
  /// Where it stands in a file, for refusals.
  let place: Place?
}
