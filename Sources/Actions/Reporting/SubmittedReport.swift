import Domain

/// A report as its sender submits it: under a reference that a resend repeats.
public struct SubmittedReport: Sendable {
  public let reference: String
  public let report: Report
  /// Verdicts that come with it, as data from another system do, by indicator and group.
  public let verdicts: [CellKey: GivenVerdict]
  /// What it says of axes that do not add up to everybody.
  public let differences: [Disaggregation.Statement]
  /// Why groups do not add up, by the indicator, where no amount is stated: that which the values leave out.
  public let differenceReasons: [Code: String]
  /// Where it stands in a file, for refusals.
  public let place: Place?
  /// Where each of its cells stands, where that is a place of its own.
  public let cellPlaces: [CellKey: Place]

  public init(
    reference: String, _ report: Report, verdicts: [CellKey: GivenVerdict] = [:],
    differences: [Disaggregation.Statement] = [], differenceReasons: [Code: String] = [:], place: Place? = nil,
    cellPlaces: [CellKey: Place] = [:]
  ) {
    self.reference = reference
    self.report = report
    self.verdicts = verdicts
    self.differences = differences
    self.differenceReasons = differenceReasons
    self.place = place
    self.cellPlaces = cellPlaces
  }

  /// Names a cell of a report.
  public struct CellKey: Hashable, Sendable {
    public let indicator: Code
    public let group: Code

    public init(indicator: Code, group: Code) {
      self.indicator = indicator
      self.group = group
    }
  }

  /// A verdict and the day it was given on; nil where that is the day of recording.
  public struct GivenVerdict: Hashable, Sendable {
    public let verdict: Verdict
    public let day: CalendarDate?

    public init(_ verdict: Verdict, on day: CalendarDate? = nil) {
      self.verdict = verdict
      self.day = day
    }
  }

  /// What tells a resend from another report under the same reference.
  var bodyHash: [UInt8] {
    var hash = BodyHash()
    hash.addReport(
      programme: report.programme, actor: report.actor, period: report.period, submittedOn: report.submittedOn)
    for cell in report.cells.sorted(by: { ($0.indicator, $0.group) < ($1.indicator, $1.group) }) {
      let given = verdicts[CellKey(indicator: cell.indicator, group: cell.group)]
      hash.addCell(
        cell.indicator, cell.group, cell.content, beneficiaries: cell.beneficiaries, verdict: given?.verdict,
        verifiedOn: given?.day)
    }
    for statement in differences.sorted(by: { ($0.indicator, $0.axis) < ($1.indicator, $1.axis) }) {
      hash.add(statement.indicator.text)
      hash.add(statement.axis.text)
      hash.add(statement.amount)
      hash.add(statement.reason)
    }
    for (indicator, reason) in differenceReasons.sorted(by: { $0.key < $1.key }) {
      hash.add(indicator.text)
      hash.add(reason)
    }
    return hash.finalize()
  }
}

/// What became of submitted reports.
public struct ReportOutcome: Hashable, Sendable {
  public var recorded = 0
  /// Of those recorded, corrections of a report that was there.
  public var corrections = 0
  /// Submitted before, under the same references.
  public var known = 0
  public var values = 0
  /// Baselines and targets that were new.
  public var targets = 0
}
