import Domain

/// The first row of a file: the names of its columns, each one visible and once only.
public struct CSVHeader: Sendable {
  /// In the order of the file.
  public let names: [String]
  let file: String?
  private let indices: [String: Int]

  public var count: Int { names.count }

  /// The position of a column from 0, or nil where the file has none of that name.
  public func index(of name: String) -> Int? { indices[name] }

  /// - Throws: `csv_header_empty`, `csv_header_invisible` and `csv_header_duplicate`, all of them at once.
  init(_ names: [String], file: String?) throws(Problems) {
    var problems: [Problem] = []
    var indices: [String: Int] = [:]
    for (index, name) in names.enumerated() {
      let place = Place(file: file, line: 1, field: name.isEmpty ? nil : name)
      if let sentence = CSVHeader.invisible(in: name) {
        problems.append(Problem("csv_header_invisible", "The name of column \(index + 1) \(sentence).", at: place))
      } else if name.isEmpty {
        problems.append(Problem("csv_header_empty", "Column \(index + 1) has no name.", at: place))
      } else if let first = indices[name] {
        let message = "Columns \(first + 1) and \(index + 1) are both named “\(name)”."
        problems.append(Problem("csv_header_duplicate", message, at: place))
      }
      if indices[name] == nil { indices[name] = index }
    }
    try Problems.throwIfAny(problems)
    self.names = names
    self.file = file
    self.indices = indices
  }

  /// Refuses a file that lacks a column of `required`, or has one that is in no list. Columns of `ignored` may be there
  /// and are not spoken of.
  ///
  /// - Throws: `csv_columns_missing`, `csv_columns_unknown`, or both, each naming all of its columns.
  public func check(required: [String], optional: [String], ignored: [String] = []) throws(Problems) {
    var problems: [Problem] = []
    let place = Place(file: file, line: 1)
    let missing = required.filter { indices[$0] == nil }
    if !missing.isEmpty {
      let message = "The file lacks \(CSVHeader.list(missing)).\(delimiterHint)"
      problems.append(Problem("csv_columns_missing", message, at: place))
    }
    let known = Set(required + optional + ignored)
    let unknown = names.filter { !known.contains($0) }
    if !unknown.isEmpty {
      let expected = (required + optional).joined(separator: ", ")
      let message = "The file has \(CSVHeader.list(unknown)) that nothing here reads. Known columns: \(expected)."
      problems.append(Problem("csv_columns_unknown", message, at: place))
    }
    try Problems.throwIfAny(problems)
  }

  private var delimiterHint: String {
    guard names.count == 1, let other = [";", ",", "\t"].first(where: names[0].contains) else { return "" }
    let name = [";": "semicolons", ",": "commas"][other] ?? "tabs"
    return " Its cells seem to be separated by \(name): save it with the other delimiter, or name that delimiter."
  }

  private static func list(_ names: [String]) -> String {
    let quoted = names.map { "“\($0)”" }.joined(separator: ", ")
    return names.count == 1 ? "the column \(quoted)" : "the columns \(quoted)"
  }

  /// What cannot be seen in a name, as the end of a sentence, or nil.
  private static func invisible(in name: String) -> String? {
    for scalar in name.unicodeScalars {
      let properties = scalar.properties
      let hidden =
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
        case .spaceSeparator: scalar != " "
        default: properties.isDefaultIgnorableCodePoint
        }
      if hidden {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        let title = properties.name.map { " (\($0))" } ?? ""
        return "contains the invisible character \(code)\(title)"
      }
    }
    return name.first == " " || name.last == " " ? "begins or ends with a space" : nil
  }
}
