/// A report as it is read: who said what of it, and where it stands.
public struct ReportSheet: Hashable, Sendable {
  /// Who did something about a report, and when.
  public struct Act: Hashable, Sendable {
    public let by: String
    public let at: Moment
    public let note: String

    public init(by: String, at: Moment, note: String) {
      self.by = by
      self.at = at
      self.note = note
    }
  }

  /// Declared, verified and validated stand side by side.
  public struct Cell: Hashable, Sendable {
    public let cell: ReportCell
    public let verdict: Verdict.Word?
    public let verified: Double?
    public let validated: Double?
    /// Why a verifier sent it back or rejected it.
    public let reason: String?

    public init(cell: ReportCell, verdict: Verdict.Word?, verified: Double?, validated: Double?, reason: String?) {
      self.cell = cell
      self.verdict = verdict
      self.verified = verified
      self.validated = validated
      self.reason = reason
    }

    /// See ``Discrepancy``; a claim that was rejected was found to be nothing.
    public var discrepancy: Double? {
      guard let claimed = cell.value else { return nil }
      return Discrepancy.share(claimed: claimed, verified: verdict == .rejected ? 0 : verified)
    }
  }

  public let id: Int64
  public let actor: Code
  public let programme: Code
  public let period: DateSpan
  /// 1 for the first; a correction is the next.
  public let version: Int
  public let submittedOn: CalendarDate
  public let isLate: Bool
  public let author: String
  public let contentSHA256: [UInt8]
  public let state: ReportState
  public let verification: Act?
  public let validation: Act?
  public let basis: ReviewRule.Basis?
  public let lock: Act?
  public let reopening: Act?
  /// Empty in lists.
  public let cells: [Cell]
  /// What the report says of axes that do not add up.
  public let differences: [Disaggregation.Statement]

  public var receipt: ReportReceipt { ReportReceipt(report: id) }
  public var isCorrection: Bool { version > 1 }

  public init(
    id: Int64, actor: Code, programme: Code, period: DateSpan, version: Int, submittedOn: CalendarDate, isLate: Bool,
    author: String, contentSHA256: [UInt8], state: ReportState, verification: Act?, validation: Act?,
    basis: ReviewRule.Basis?, lock: Act?, reopening: Act?, cells: [Cell] = [],
    differences: [Disaggregation.Statement] = []
  ) {
    self.id = id
    self.actor = actor
    self.programme = programme
    self.period = period
    self.version = version
    self.submittedOn = submittedOn
    self.isLate = isLate
    self.author = author
    self.contentSHA256 = contentSHA256
    self.state = state
    self.verification = verification
    self.validation = validation
    self.basis = basis
    self.lock = lock
    self.reopening = reopening
    self.cells = cells
    self.differences = differences
  }

  /// The same with its cells.
  public func with(_ cells: [Cell], differences: [Disaggregation.Statement]) -> ReportSheet {
    ReportSheet(
      id: id, actor: actor, programme: programme, period: period, version: version, submittedOn: submittedOn,
      isLate: isLate, author: author, contentSHA256: contentSHA256, state: state, verification: verification,
      validation: validation, basis: basis, lock: lock, reopening: reopening, cells: cells, differences: differences)
  }
}
