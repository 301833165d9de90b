import Domain
import Interchange
import Postgres
import Store

/// Imports a file of contributions in one transaction, batch after batch.
struct ContributionImporter {
  private static let batchRows = 1_000

  private let path: String
  private let options: ImportOptions
  private let transaction: Transaction
  private let source: Source
  private(set) var result = ContributionImport()
  /// What is wrong with rows, by the line they start on, where good ones are kept.
  private var refusing: [Int: Problems] = [:]

  init(path: String, options: ImportOptions, source: Source, in transaction: Transaction) {
    self.path = path
    self.options = options
    self.source = source
    self.transaction = transaction
  }

  /// - Throws: ``ImportRefused`` where anything is wrong and the good rows are not to be kept.
  mutating func run() async throws {
    if let keepGood = options.keepGood {
      try await read(refused: nil, books: false)
      let found = result.refusals
      result = ContributionImport()
      let refused = try refusing.isEmpty ? nil : RefusedRows(path: keepGood, delimiter: options.csv.delimiter)
      try await read(refused: refused, books: true)
      try refused?.finish()
      result.refusals = found
      result.refusals.rows = refusing.count
    } else {
      try await read(refused: nil, books: true)
      if !result.refusals.isEmpty { throw ImportRefused() }
    }
  }

  private mutating func read(refused: RefusedRows?, books: Bool) async throws {
    let table = try TableReader<ContributionRow>(
      path: path, options: options.csv, refused: refused, refusing: refused == nil ? [:] : refusing)
    var desk = try await ContributionDesk(of: source, recording: .ofBooks(in: transaction))
    var isAtEnd = false
    while !isAtEnd {
      let batch = try nextBatch(table)
      isAtEnd = batch.count < ContributionImporter.batchRows
      result.rows = table.rowCount
      options.progress(result.rows)
      try await take(batch, &desk, books: books)
    }
    if result.outcome.recorded > 0, books {
      try await desk.append(entries: result.outcome.recorded, in: transaction)
    }
  }

  /// The next good rows; fewer than a batch behind the last.
  private mutating func nextBatch(_ table: TableReader<ContributionRow>) throws -> [KeyedContribution] {
    var batch: [KeyedContribution] = []
    while batch.count < ContributionImporter.batchRows {
      var line = 0
      switch try table.next(showingRefused: { row in line = row.line }) {
      case nil: return batch
      case .failure(let problems)?: refuse(line, problems.list)
      case .success(let row)?:
        do { batch.append(try row.keyed()) } catch {
          refuse(row.place?.line ?? 0, [row.place.map { error.at($0) } ?? error])
        }
      }
    }
    return batch
  }

  private mutating func take(
    _ batch: [KeyedContribution], _ desk: inout ContributionDesk, books: Bool
  ) async throws {
    var fresh: [ContributionDesk.Fresh] = []
    for (item, finding) in zip(batch, try await desk.examine(batch, in: transaction)) {
      switch finding {
      case .new(let entry): fresh.append(entry)
      case .known: result.outcome.known += 1
      case .refused(let problems): refuse(item.place?.line ?? 0, problems)
      }
    }
    // Once anything is refused the rest is only read, to say what else is wrong.
    let isRefused = !result.refusals.isEmpty && options.keepGood == nil
    guard books, !isRefused else { return }
    try await desk.book(fresh, in: transaction)
    result.outcome.recorded += fresh.count
  }

  private mutating func refuse(_ line: Int, _ problems: [Problem]) {
    result.refusals.add(problems)
    if options.keepGood != nil { refusing[line] = Problems((refusing[line]?.list ?? []) + problems) }
  }
}

extension ContributionRow {
  /// - Throws: `code_malformed` for a code that nothing can have, and what ``Contribution`` throws.
  fileprivate func keyed() throws(Problem) -> KeyedContribution {
    let contribution = try Contribution(
      stage, of: amount, fund: code(fund, "fund"), for: actor.map { (text) throws(Problem) in try code(text, "actor") },
      from: contributor.map { (text) throws(Problem) in try code(text, "contributor") }, on: occurredOn,
      description: description ?? "")
    return KeyedContribution(key: externalRef, contribution, instrument: instrument, place: place)
  }

  private func code(_ text: String, _ field: String) throws(Problem) -> Code {
    do { return try Code(text) } catch { throw error.at(Place(field: field)) }
  }
}
