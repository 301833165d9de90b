import Domain
import Scoring
import Yams

extension FrameworkReader {
  func node(_ map: YAMLMap) -> NodeRule {
    map.allow(["code", "parent", "weight", "aggregate", "p", "floor", "cutoff", "min_data", "coverage", "title"])
    map.require("code")
    let coverage = map.map("coverage")
    coverage?.allow(["minimum"])
    return NodeRule(
      map.text("code") ?? "", parent: map.text("parent"), weight: map.number("weight") ?? 1,
      aggregation: aggregation(map), minimumData: map.number("min_data"), coverageMinimum: coverage?.number("minimum"),
      title: title(map))
  }

  private enum Means: String, CaseIterable {
    case arithmetic, geometric, harmonic, power, product, copeland
    case mazziottaPareto = "mazziotta_pareto"
    case alkireFoster = "alkire_foster"
  }

  /// `aggregate`, with `p`, `floor` and `cutoff` beside it or in a mapping with `method`.
  func aggregation(_ outer: YAMLMap) -> Aggregation {
    var map = outer
    var key = "aggregate"
    if case .mapping? = outer.node("aggregate"), let inner = outer.map("aggregate") {
      inner.allow(["method", "p", "floor", "cutoff"])
      inner.require("method")
      (map, key) = (inner, "method")
    }
    let mean = map.choice(key, as: Means.self) ?? .arithmetic
    let floor = map.number("floor")
    unused(map, mean)
    switch mean {
    case .arithmetic: return .arithmetic
    case .geometric: return .geometric(floor: floor)
    case .harmonic: return .harmonic(floor: floor)
    case .product: return .product
    case .copeland: return .copeland
    case .mazziottaPareto: return .mazziottaPareto
    case .power:
      map.require("p")
      return .power(map.number("p") ?? 1, floor: floor)
    case .alkireFoster:
      map.require("cutoff")
      return .alkireFoster(cutoff: ratio(map) ?? Aggregation.Ratio(1, 1))
    }
  }

  /// A parameter that the mean does not have would be read by nobody.
  private func unused(_ map: YAMLMap, _ mean: Means) {
    let known: [String: [Means]] = [
      "p": [.power], "floor": [.geometric, .harmonic, .power], "cutoff": [.alkireFoster],
    ]
    for (key, means) in known.sorted(by: { $0.key < $1.key }) where map.node(key) != nil && !means.contains(mean) {
      map.refuse("key_unused", key, "A mean of the kind \(mean.rawValue) has no “\(key)”.")
    }
  }

  /// A share as `1/3`, or as a decimal number with at most six decimals.
  func ratio(_ map: YAMLMap) -> Aggregation.Ratio? {
    guard let text = map.text("cutoff") else { return nil }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    if parts.count == 2, let numerator = parts[0], let denominator = parts[1] {
      return Aggregation.Ratio(numerator, denominator)
    }
    if let number = map.number("cutoff"), number.magnitude <= 1 {
      return Aggregation.Ratio(Int((number * 1_000_000).rounded()), 1_000_000)
    }
    return nil
  }
}
