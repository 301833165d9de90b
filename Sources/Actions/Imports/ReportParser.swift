import Domain
import Interchange
import Store

/// Reads reports.csv and gives its reports out in chunks, as far as the file alone can tell right from wrong.
///
/// An actor of its own, so that the next chunk is read while the database stores the last one.
actor ReportParser {
  /// The rows of a report are not in one place, or a correction stands before what it corrects: the reports can only be
  /// given out once all of them are read.
  struct Scattered: Error {}

  struct Chunk: Sendable {
    /// Reports that are whole, with what the register is to be asked.
    var reports: [(slip: ReportSlip, draft: ReportDraft)] = []
    /// Reports of which a row was refused, or that were refused themselves.
    var refused: [ReportDraft] = []
    /// What is wrong with the rows, by the line they start on.
    var problems: [(line: Int, problems: [Problem])] = []
    /// Rows read so far.
    var rows = 0
  }

  private let file: String
  private let vocabulary: ReportVocabulary
  private let table: TableReader<ReportRow>
  private let refusedRows: RefusedRows?
  private var plainRows: PlainReportRows
  /// Whether all rows are read before any report is given out.
  private let gathers: Bool
  private var drafts: [ReportDraft] = []
  private var positions: [ReportDraft.Key: Int] = [:]
  /// The draft that got the row before.
  private var last: Int?
  /// Whether a row before, which could not be read, may be the next report's.
  private var isNextRefused = false
  private var seen: Set<ReportDraft.Key> = []
  private var latest: [[String]: CalendarDate] = [:]
  private var isAtEnd = false
  private var hash = BodyHash()

  /// - Parameters:
  ///   - refusing: What an earlier look found wrong, by line; such rows go to the file `refused` and nowhere else.
  /// - Throws: what leaves the file unreadable.
  init(
    path: String, options: CSVOptions, vocabulary: ReportVocabulary, gathers: Bool, refused: String? = nil,
    refusing: [Int: Problems] = [:]
  ) throws {
    file = path
    self.vocabulary = vocabulary
    self.gathers = gathers
    refusedRows = try refused.map { try RefusedRows(path: $0, delimiter: options.delimiter) }
    table = try TableReader(path: path, options: options, refused: refusedRows, refusing: refusing)
    plainRows = table.plainRows
  }

  /// The reports of about so many more rows; nil behind the last.
  ///
  /// - Throws: ``Scattered`` unless all is gathered; what leaves the rest of the file unreadable.
  func nextChunk(rows limit: Int) throws -> Chunk? {
    var chunk = Chunk()
    let start = table.rowCount
    while !isAtEnd, gathers || table.rowCount - start < limit { try readRow(&chunk) }
    chunk.rows = table.rowCount
    let ready = try takeReady(rows: limit)
    if ready.isEmpty, isAtEnd, chunk.problems.isEmpty { return nil }
    for draft in ready { try close(draft, &chunk) }
    return chunk
  }

  private func readRow(_ chunk: inout Chunk) throws {
    let isThere = try table.next(
      &plainRows, takePlain: { row in last.map { drafts[$0].add(row, vocabulary) } ?? false },
      take: { result, row in try take(result, row, &chunk) })
    if isThere { return }
    isAtEnd = true
    try refusedRows?.finish()
  }

  private func take(_ result: Result<ReportRow, Problems>, _ row: borrowing CSVRow, _ chunk: inout Chunk) throws
    -> PlainReportRows.Lesson?
  {
    switch result {
    case .success(let read):
      let index = try position(of: ReportDraft.Key(externalRef: read.externalRef, submittedOn: read.submittedOn))
      if let problem = drafts[index].add(read, line: row.line, vocabulary) {
        chunk.problems.append((row.line, [problem.at(Place(file: file, line: row.line))]))
        return nil
      }
      return drafts[index].lesson
    case .failure(let problems):
      chunk.problems.append((row.line, problems.list))
      if let key = key(of: row) {
        drafts[try position(of: key)].addRefused(line: row.line)
      } else {
        if let last { drafts[last].addRefused(line: row.line) }
        isNextRefused = true
      }
      return nil
    }
  }

  /// The report a refused row belongs to; nil where its cells are not to be relied on.
  private func key(of row: borrowing CSVRow) -> ReportDraft.Key? {
    guard row.problems.isEmpty, let column = row.header.index(of: "external_ref"), let reference = row.text(column)
    else { return nil }
    let text = row.header.index(of: "submitted_on").flatMap { row.text($0) }
    let day = text.flatMap { try? CalendarDate(iso: $0) }
    if day == nil, let last, drafts[last].key.externalRef == reference { return drafts[last].key }
    return ReportDraft.Key(externalRef: reference, submittedOn: day)
  }

  private func position(of key: ReportDraft.Key) throws(Scattered) -> Int {
    if let last, drafts[last].key == key { return last }
    var index = positions[key]
    if index == nil {
      if !gathers, !seen.insert(key).inserted { throw Scattered() }
      index = drafts.count
      if gathers { positions[key] = drafts.count }
      drafts.append(ReportDraft(key))
    }
    let position = index ?? 0
    if isNextRefused { drafts[position].refuse() }
    isNextRefused = false
    last = position
    return position
  }

  /// Takes out what no later row can belong to.
  private func takeReady(rows limit: Int) throws -> [ReportDraft] {
    if gathers, last != nil {
      // A correction comes after what it corrects.
      drafts.sort { ($0.key.submittedOn ?? .distantPast, $0.line) < ($1.key.submittedOn ?? .distantPast, $1.line) }
      last = nil
    }
    if gathers {
      var rows = 0
      let ready = drafts.prefix { draft in
        defer { rows += draft.lines.count }
        return rows < limit
      }
      drafts.removeFirst(ready.count)
      return Array(ready)
    }
    let open = isAtEnd ? nil : drafts.popLast()
    let ready = drafts
    drafts = open.map { [$0] } ?? []
    last = drafts.isEmpty ? nil : 0
    return ready
  }

  private func close(_ draft: ReportDraft, _ chunk: inout Chunk) throws {
    var draft = draft
    if let problem = draft.close(vocabulary) {
      let line = problem.place?.line ?? draft.line
      chunk.problems.append((line, [problem.at(Place(file: file, line: line))]))
    }
    guard let slip = draft.slip(&hash, vocabulary, file: file) else { return chunk.refused.append(draft) }
    if !gathers {
      let subject = [slip.programme.text, slip.actor.text, slip.period.description]
      if let day = latest[subject], day > slip.submittedOn { throw Scattered() }
      latest[subject] = slip.submittedOn
    }
    chunk.reports.append((slip, draft))
  }
}

extension CalendarDate {
  fileprivate static let distantPast = CalendarDate(daysSinceEpoch: .min)
}
