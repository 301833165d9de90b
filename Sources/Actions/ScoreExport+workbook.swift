import Domain
import Interchange

/// What a workbook of scores says in the words of one language.
public struct ScoreWords: Sendable {
  public let language: Language
  /// Names the sheet; at most 31 characters.
  public let sheet: String
  /// What columns are called, by their names.
  public let titles: [String: String]
  public let kinds: [ActorKind: String]
  public let statuses: [String: String]
  public let notes: (title: String, rows: [[String]])

  public init(
    language: Language, sheet: String, titles: [String: String], kinds: [ActorKind: String],
    statuses: [String: String], notes: (title: String, rows: [[String]])
  ) {
    self.language = language
    self.sheet = sheet
    self.titles = titles
    self.kinds = kinds
    self.statuses = statuses
    self.notes = notes
  }
}

extension ScoreExport {
  /// The names of the columns of ``workbook(in:)``.
  public static var workbookColumns: [String] { sheetColumns.map(\.name) }

  private static let sheetColumns: [FileTable.Column] = [
    .init("rank", .integer, width: 8), .init("actor", width: 18), .init("name", width: 40), .init("kind", width: 20),
    .init("score", .number, .score), .init("score_p5", .number, .score), .init("score_p95", .number, .score),
    .init("grade", width: 10), .init("lower_bound", .number, .score), .init("upper_bound", .number, .score),
    .init("previous_score", .number, .score), .init("change", .number, .score), .init("coverage", .number, .share),
    .init("status", width: 30),
  ]

  /// A workbook for people: the table with its interval and grade beside each score, numbers as numbers, from right to
  /// left in Arabic, and a sheet that says what it is.
  ///
  /// - Throws: `file_unwritable`.
  public func workbook(in words: ScoreWords) throws(Problem) -> [UInt8] {
    let rows = scores.map { ranked -> [CSVCellValue] in
      let (score, interval) = (ranked.score, ranked.interval)
      return [
        score.rank.map { .int(Int64($0)) } ?? .blank, .text(ranked.actor.text),
        .text(ranked.names.preferred(words.language)), .text(words.kinds[ranked.kind] ?? ranked.kind.rawValue),
        .double(ifAny: score.score), .double(ifAny: interval?.score.low), .double(ifAny: interval?.score.high),
        .text(ifAny: interval?.grade), .double(ifAny: score.lowerBound), .double(ifAny: score.upperBound),
        .double(ifAny: ranked.previous), .double(ifAny: ranked.change), .double(score.coverage),
        .text(words.statuses[score.status] ?? score.status),
      ]
    }
    let table = FileTable(name: "scores", columns: ScoreExport.sheetColumns, rows: rows)
    var titles = words.titles
    titles[table.name] = words.sheet
    return try FileTable.workbook(
      [table], at: run.finishedAt, titles: titles, notes: words.notes, in: words.language)
  }
}
