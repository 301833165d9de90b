import Actions
import Domain
import Interchange

/// `tadamun import contributions --json` and `tadamun import reports --json`.
struct FileImportOutput: Encodable, Sendable {
  let file: String
  let dryRun: Bool
  /// Rows read.
  var rows = 0
  /// Contributions or reports that were new.
  var recorded = 0
  /// Those recorded before.
  var known = 0
  /// Of reports only.
  var corrections: Int?
  var values: Int?
  /// Rows written to ``refusedFile``; nil where all or nothing was asked for.
  var refusedRows: Int?
  var refusedFile: String?
  /// How many faults were found; ``refusals`` lists the first of them.
  let refusalCount: Int
  let refusals: [RefusalOutput]
  private let noun: String

  private enum CodingKeys: CodingKey {
    case file, dryRun, rows, recorded, known, corrections, values, refusedRows, refusedFile, refusalCount, refusals
  }

  init(_ result: ContributionImport, of file: String, _ options: ImportOptions) {
    self.init(result.refusals, of: file, options, noun: "contributions")
    rows = result.rows
    recorded = result.outcome.recorded
    known = result.outcome.known
  }

  init(_ result: ReportImport, of file: String, _ options: ImportOptions) {
    self.init(result.refusals, of: file, options, noun: "reports")
    rows = result.rows
    recorded = result.outcome.recorded
    known = result.outcome.known
    corrections = result.outcome.corrections
    values = result.outcome.values
  }

  /// A file that cannot be read at all.
  init(refused problems: [Problem], of file: String) {
    self.file = file
    dryRun = false
    refusalCount = problems.count
    refusals = problems.map(RefusalOutput.init)
    noun = "rows"
  }

  private init(_ refusals: ImportRefusals, of file: String, _ options: ImportOptions, noun: String) {
    self.file = file
    self.noun = noun
    dryRun = options.isDryRun
    refusalCount = refusals.count
    refusedRows = refusals.rows
    refusedFile = (refusals.rows ?? 0) > 0 ? options.keepGood : nil
    self.refusals = refusals.list.map(RefusalOutput.init)
  }

  /// Whether nothing was recorded because something is wrong.
  var isRefused: Bool { refusalCount > 0 && refusedRows == nil }

  /// A line for faults that are counted and not listed.
  var unlisted: [String] {
    refusalCount > refusals.count ? ["and \(refusalCount - refusals.count) more"] : []
  }

  var summary: String {
    if isRefused {
      return "\(file): refused for \(refusalCount) fault(s) in \(rows) rows; nothing was recorded."
    }
    var text = "\(file): \(rows) rows, \(recorded) \(noun) \(dryRun ? "would be recorded" : "recorded")"
    if let values { text += " with \(values) values" }
    if let corrections, corrections > 0 { text += ", \(corrections) of them corrections" }
    text += "; \(known) known already"
    if let refusedRows { text += "; \(refusedRows) rows refused" }
    if let refusedFile { text += ", written to \(refusedFile)" }
    return text
  }
}

/// What is wrong, and where.
struct RefusalOutput: Encodable, Sendable {
  let code: String
  let message: String
  let file: String?
  let line: Int?
  let column: Int?
  let field: String?
  let text: String

  private enum CodingKeys: CodingKey { case code, message, file, line, column, field }

  init(_ problem: Problem) {
    code = problem.code.rawValue
    message = problem.message
    file = problem.place?.file
    line = problem.place?.line
    column = problem.place?.column
    field = problem.place?.field
    text = problem.description
  }
}

/// `tadamun import iati --json`.
struct IATIImportOutput: Encodable {
  struct Skipped: Encodable {
    let line: Int
    let activity: String?
    let element: String
    let code: String
    let message: String
    let count: Int
    let text: String

    private enum CodingKeys: CodingKey { case line, activity, element, code, message, count }

    init(_ skipped: IATISkipped) {
      line = skipped.line
      activity = skipped.activity
      element = skipped.element
      code = skipped.code.rawValue
      message = skipped.sentence
      count = skipped.count
      let place = ["\(skipped.file ?? ""):\(line)", activity ?? "", element].filter { !$0.isEmpty }
      text =
        "\(place.joined(separator: ": ")): \(message) [\(code)]\(count > 1 ? " (\(count) times)" : "")"
    }
  }

  let file: String
  /// What the file holds.
  let activities: Int
  let transactions: Int
  let results: Int
  /// What was new.
  let newActors: Int
  let newEntries: Int
  let knownEntries: Int
  let newIndicators: Int
  let newReports: Int
  let knownReports: Int
  let newValues: Int
  let newTargets: Int
  /// The version of the framework that the import wrote; nil where the file brought no new indicator.
  let framework: Int?
  let notTakenOver: [Skipped]

  init(_ result: IATIImport, of file: String) {
    self.file = file
    activities = result.activities
    transactions = result.transactions
    results = result.results
    newActors = result.actors
    newEntries = result.contributions.recorded
    knownEntries = result.contributions.known
    newIndicators = result.indicators
    newReports = result.reports.recorded
    knownReports = result.reports.known
    newValues = result.reports.values
    newTargets = result.reports.targets
    framework = result.framework
    notTakenOver = result.skipped.map(Skipped.init)
  }

  var summary: String {
    """
    \(file): \(activities) activities with \(transactions) transactions and \(results) results
      actors: \(newActors) new
      ledger: \(newEntries) entries recorded, \(knownEntries) known already
      results: \(newIndicators) indicators new, \(newReports) reports with \(newValues) values recorded, \
    \(knownReports) known already, \(newTargets) baselines and targets new
      \(framework.map { "framework: version \($0) written" } ?? "framework: unchanged")
      not taken over: \(notTakenOver.reduce(0) { $0 + $1.count }), each listed above with its reason
    """
  }
}
