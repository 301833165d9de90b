import Domain
import Interchange
import Postgres
import Store

/// Imports a file of reports in one transaction: the next chunk is read while the database stores the last one.
struct ReportImporter {
  /// Rows read at a time: few at first, then five times as many until it is the most, so that the database always has
  /// something to do.
  private static let firstChunkRows = 4_000
  private static let mostChunkRows = 100_000

  private let path: String
  private let options: ImportOptions
  private let source: Source
  private let gathers: Bool
  private let vocabulary: ReportVocabulary
  private let transaction: Transaction
  private var register: ReportRegister
  private var programmes: [Code: ReportOutcome] = [:]
  private var directions = DirectedVocabularies()
  private(set) var result = ReportImport()
  /// What is wrong with rows, by the line they start on, where good ones are kept.
  private var refusing: [Int: Problems] = [:]
  /// Whether all that is wrong is known, and what is good is being written.
  private var isSecondLook = false

  init(
    path: String, options: ImportOptions, source: Source, gathers: Bool, in transaction: Transaction
  ) async throws {
    self.path = path
    self.options = options
    self.source = source
    self.gathers = gathers
    self.transaction = transaction
    try await Facts.beginRecording(in: transaction)
    register = ReportRegister(of: source)
    vocabulary = try await ReportVocabulary(in: transaction)
    try await Store.Reports.expectMany(in: transaction)
  }

  /// - Throws: ``ImportRefused`` where anything is wrong and the good rows are not to be kept.
  mutating func run() async throws {
    if let keepGood = options.keepGood {
      try await read(
        ReportParser(path: path, options: options.csv, vocabulary: vocabulary, gathers: gathers), writes: false)
      let found = result.refusals
      result = ReportImport()
      isSecondLook = true
      // What the first look was told of has not been written: a register that knew it would take it for sent before.
      register = ReportRegister(of: source)
      try await read(
        ReportParser(
          path: path, options: options.csv, vocabulary: vocabulary, gathers: gathers,
          refused: refusing.isEmpty ? nil : keepGood, refusing: refusing), writes: true)
      result.refusals = found
      result.refusals.rows = refusing.count
    } else {
      try await read(
        ReportParser(path: path, options: options.csv, vocabulary: vocabulary, gathers: gathers), writes: true)
      if !result.refusals.isEmpty { throw ImportRefused() }
    }
    for (programme, outcome) in programmes.sorted(by: { $0.key < $1.key }) {
      try await transaction.run(outcome.event(about: programme, by: source))
    }
  }

  private mutating func read(_ parser: ReportParser, writes: Bool) async throws {
    var rows = ReportImporter.firstChunkRows
    var next = try await parser.nextChunk(rows: rows)
    while let chunk = next {
      let more = min(rows * 5, ReportImporter.mostChunkRows)
      async let following = parser.nextChunk(rows: more)
      try await take(chunk, writes: writes)
      next = try await following
      rows = more
    }
  }

  private mutating func take(_ chunk: ReportParser.Chunk, writes: Bool) async throws {
    result.rows = chunk.rows
    options.progress(chunk.rows)
    for (line, problems) in chunk.problems { try refuse(line, problems) }
    for draft in chunk.refused { refuse(draft) }
    let findings = try await register.examine(chunk.reports.map(\.slip), in: transaction)
    var fresh: [(entry: ReportRegister.Entry, draft: ReportDraft)] = []
    for (report, finding) in zip(chunk.reports, findings) {
      switch finding {
      case .known: result.outcome.known += 1
      case .new(let entry):
        guard let problem = try await conflict(in: report.draft, entry) else {
          fresh.append((entry, report.draft))
          continue
        }
        try refuse(problem.place?.line ?? report.draft.line, [problem.at(Place(file: path))])
        refuse(report.draft)
      case .refused(let problems):
        try refuse(report.draft.line, problems)
        refuse(report.draft)
      }
    }
    // Once anything is refused the rest is only read, to say what else is wrong.
    if writes, result.refusals.isEmpty, !fresh.isEmpty { try await write(fresh) }
  }

  private mutating func conflict(in draft: ReportDraft, _ entry: ReportRegister.Entry) async throws -> Problem? {
    guard draft.hasGoals else { return nil }
    let directed = try await directions.directions(
      of: entry.programme, on: entry.slip.period.last, vocabulary, in: transaction)
    return draft.conflict(directed, vocabulary)
  }

  private mutating func write(_ fresh: [(entry: ReportRegister.Entry, draft: ReportDraft)]) async throws {
    let headers = try await register.headers(of: fresh.map(\.entry), in: transaction)
    let reports = zip(headers, fresh).map { (header: $0, values: $1.draft.values) }
    try await Store.Reports.copy(reports, in: transaction)
    for (header, (entry, draft)) in zip(headers, fresh) {
      if !draft.differences.isEmpty {
        try await Store.Reports.insert(draft.differences, of: header.id, of: header.actor, in: transaction)
      }
      let isCorrection = header.version > 1
      result.outcome.count(draft.values.count, isCorrection: isCorrection)
      programmes[entry.slip.programme, default: ReportOutcome()].count(draft.values.count, isCorrection: isCorrection)
    }
  }

  /// - Throws: `file_changed` where the second look finds what the first did not.
  private mutating func refuse(_ line: Int, _ problems: [Problem]) throws(Problem) {
    if isSecondLook {
      if refusing[line] != nil { return }
      throw Problem("file_changed", "The file changed while it was read; import it again.", at: Place(file: path))
    }
    result.refusals.add(problems)
    guard options.keepGood != nil else { return }
    refusing[line] = Problems((refusing[line]?.list ?? []) + problems)
  }

  /// The good rows of a report that is refused wait with the bad ones: half a report would be another report.
  private mutating func refuse(_ draft: ReportDraft) {
    guard options.keepGood != nil else { return }
    for line in draft.lines where refusing[line] == nil { refusing[line] = ReportImporter.reportRefused }
  }

  private static let reportRefused = Problems([.reportRefused])
}

extension Problem {
  /// Of a good row whose report is refused for another one.
  static let reportRefused = Problem(
    "report_refused", "Another row of this report is refused, and the report with it.")
}

extension ReportOutcome {
  fileprivate mutating func count(_ cells: Int, isCorrection: Bool) {
    recorded += 1
    values += cells
    if isCorrection { corrections += 1 }
  }
}
