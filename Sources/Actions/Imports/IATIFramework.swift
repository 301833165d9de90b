import Domain
import Interchange
import Scoring

/// The framework that a programme of imported results scores by: every indicator weighs the same, under its type of
/// result, and achieves (value − baseline) / (target − baseline). Where a file gives no baseline, work that is to bring
/// more is taken to begin at 0. Nobody is turned away for coverage.
struct IATIFramework {
  /// The first day a period may have: a newer version adopted from then on takes the place of an older one.
  static let firstDay = "1990-01-01"

  private let code: Code
  private let version: Int
  private let lines: [IATIFrameworkLine]

  /// What the framework of a programme is called.
  static func code(of programme: Code) throws(Problem) -> Code { try Code("iati:\(programme.text.prefix(90))") }

  /// The framework after `earlier`, with what `measured` adds; nil where that is nothing.
  init?(of programme: Code, after earlier: Framework?, _ measured: [IATIResults.Measured]) throws(Problem) {
    var lines = (earlier?.indicators ?? []).map { IATIFrameworkLine($0) }
    var hasNew = false
    for one in measured.sorted(by: { $0.indicator.code < $1.indicator.code }) {
      let line = IATIFrameworkLine(one)
      guard let index = lines.firstIndex(where: { $0.code == line.code }) else {
        lines.append(line)
        hasNew = true
        continue
      }
      let groups = Set(lines[index].groups).union(line.groups).sorted()
      if groups.count > lines[index].groups.count {
        hasNew = true
        lines[index].groups = groups
      }
    }
    guard hasNew else { return nil }
    code = try IATIFramework.code(of: programme)
    version = (earlier?.version ?? 0) + 1
    self.lines = lines
  }

  /// The file, see ``Interchange/FrameworkFile``.
  var text: String {
    let groups = Set(lines.flatMap(\.groups)).sorted()
    let nodes = IATIFrameworkLine.Node.allCases.filter { node in lines.contains { $0.parent == node.rawValue } }
    return """
      # Written on the import of IATI results: every indicator weighs the same under its type of result. Where a file
      # gives no baseline, what is to grow begins at 0.
      framework: "\(code)"
      version: \(version)
      coverage: {minimum: 0}
      groups:
      \(groups.map { "  \"\($0)\": {weight: 1}" }.joined(separator: "\n"))
      indicators:
      \(lines.map(\.yaml).joined(separator: "\n"))
      tree:
        - {code: score, aggregate: arithmetic}
      \(nodes.map { "  - {code: \($0.rawValue), parent: score, weight: 1, aggregate: arithmetic}" }.joined(separator: "\n"))

      """
  }
}
