import Domain
import Yams

/// Gathers the mistakes of one file and remembers where every field stands.
final class YAMLReading {
  private let file: String?
  private(set) var problems: [Problem] = []
  private var places: [String: Mark] = [:]

  init(file: String?) { self.file = file }

  func note(_ field: String, _ mark: Mark?) {
    if let mark { places[field] = mark }
  }

  /// Where a field stands.
  func place(of field: String) -> Place {
    Place(file: file, line: places[field]?.line, column: places[field]?.column, field: field)
  }

  func refuse(_ code: ProblemCode, _ message: String, _ mark: Mark?, _ field: String) {
    let place = Place(file: file, line: mark?.line, column: mark?.column, field: field)
    problems.append(Problem(code, message, at: place))
  }

  /// A problem about a field, at the place where the field or the nearest thing around it stands.
  func placed(_ problem: Problem) -> Problem {
    guard let field = problem.place?.field else { return problem.at(Place(file: file)) }
    var path = Substring(field)
    while !path.isEmpty {
      if let mark = places[String(path)] {
        return problem.at(Place(file: file, line: mark.line, column: mark.column, field: field))
      }
      let cut = path.lastIndex { $0 == "." || $0 == "[" }
      path = cut.map { path[..<$0] } ?? ""
    }
    return problem.at(Place(file: file, line: 1, column: 1, field: field))
  }
}
