import Domain
import Scoring

/// An indicator in a framework of imported results.
struct IATIFrameworkLine {
  /// The nodes of the tree below its root, one a code of the list ResultType.
  enum Node: String, CaseIterable {
    case outputs, outcomes, impacts
    case otherResults = "other_results"

    init(type: String) {
      switch type {
      case "1": self = .outputs
      case "2": self = .outcomes
      case "3": self = .impacts
      default: self = .otherResults
      }
    }
  }

  let code: String
  let parent: String
  let direction: Indicator.Direction
  let kind: Indicator.Kind
  let startsAtZero: Bool
  /// In the order of codes.
  var groups: [String]

  init(_ measured: IATIResults.Measured) {
    let indicator = measured.indicator
    code = indicator.code.text
    parent = Node(type: measured.resultType).rawValue
    direction = indicator.direction
    kind = indicator.kind
    // What is to fall has no natural beginning.
    startsAtZero = !measured.hasBaseline && indicator.direction == .up
    groups = measured.groups.isEmpty ? [TargetGroup.everybody.text] : measured.groups.map(\.text).sorted()
  }

  init(_ rule: IndicatorRule) {
    code = rule.code
    parent = rule.parent
    direction = rule.direction
    kind = rule.kind
    if case .achievement(let scale) = rule.normalisation {
      startsAtZero = scale.baseline == 0
    } else {
      startsAtZero = false
    }
    groups = (rule.groups ?? [TargetGroup.everybody.text]).sorted()
  }

  var yaml: String {
    let baseline = startsAtZero ? ", baseline: 0" : ""
    let groups = groups.map { "\"\($0)\"" }.joined(separator: ", ")
    return "  - {code: \"\(code)\", parent: \(parent), weight: 1, direction: \(direction.rawValue), "
      + "kind: \(kind.rawValue), groups: [\(groups)], normalise: {method: achievement\(baseline)}}"
  }
}
