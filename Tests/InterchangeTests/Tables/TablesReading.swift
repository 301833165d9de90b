import Domain
import Interchange

/// Reads a table from a text, for the tests beside.
enum TablesReading {
  /// Every row: the value, or its refusals as `code field line:column`.
  static func rows<Row: TableRow>(_ type: Row.Type, _ text: String) throws -> (good: [Row], bad: [[String]]) {
    var good: [Row] = []
    var bad: [[String]] = []
    try TableReader<Row>(CSVReader(bytes: text.utf8, name: "t.csv")).forEachRow { result in
      switch result {
      case .success(let row): good.append(row)
      case .failure(let problems): bad.append(problems.list.map(short))
      }
    }
    return (good, bad)
  }

  /// The refusals of one row whose cells are `cells`, by column; the other columns are blank or as in `valid`.
  static func refusals<Row: TableRow>(_ type: Row.Type, valid: [String: String], _ cells: [String: String]) throws
    -> [String]
  {
    let row = valid.merging(cells) { $1 }
    let names = Row.table.fields.map(\.name)
    let line = names.map { "\"" + (row[$0] ?? "").replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
    let (_, bad) = try rows(type, names.joined(separator: ",") + "\n" + line + "\n")
    return bad.first?.map { String($0.split(separator: " ").prefix(2).joined(separator: " ")) } ?? []
  }

  private static func short(_ problem: Problem) -> String {
    let place = problem.place
    return "\(problem.code) \(place?.field ?? "-") \(place?.line ?? 0):\(place?.column ?? 0)"
  }
}
