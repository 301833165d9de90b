import Domain

extension CSVReader {
  /// `problems` with the line and column of each cell that is named by the line its row starts on and by its field: for
  /// what is found wrong only after the row was read.
  ///
  /// - Throws: what leaves the file at `path` unreadable.
  public static func locate(_ problems: [Problem], in path: String, options: CSVOptions = CSVOptions()) throws
    -> [Problem]
  {
    let wanted = Dictionary(grouping: problems.indices.filter { problems[$0].isUnlocated }) {
      problems[$0].place?.line ?? 0
    }
    guard let last = wanted.keys.max() else { return problems }
    var located = problems
    let reader = try CSVReader(path: path, options: options)
    var line = 0
    while line < last {
      let found: Void? = try reader.nextRow { row in
        line = row.line
        for index in wanted[row.line] ?? [] {
          guard let field = problems[index].place?.field, let column = row.header.index(of: field),
            column < row.count
          else { continue }
          located[index] = Problem(problems[index].code, problems[index].message, at: row.place(column))
        }
      }
      if found == nil { break }
    }
    return located
  }
}

extension Problem {
  fileprivate var isUnlocated: Bool { place?.line != nil && place?.column == nil && place?.field != nil }
}
