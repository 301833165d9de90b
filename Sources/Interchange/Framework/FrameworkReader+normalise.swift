import Domain
import Scoring
import Yams

extension FrameworkReader {
  private enum Method: String, CaseIterable {
    case achievement, goalposts, minmax, zscore, rank, borda
    case logGoalposts = "log_goalposts"
    case percentileRank = "percentile_rank"
    case distanceToMax = "distance_to_max"
    case distanceToTarget = "distance_to_target"

    /// The keys that say more, beside `method` and `constant`.
    var keys: [String] {
      switch self {
      case .achievement: ["cap", "kind", "maintain", "tolerance", "baseline", "target"]
      case .goalposts, .logGoalposts: ["low", "high", "truncate", "scale"]
      case .minmax: ["scale"]
      case .zscore: ["mean", "sd"]
      case .distanceToTarget: ["target", "cap"]
      case .rank, .borda, .percentileRank, .distanceToMax: []
      }
    }
  }

  /// A method by its name alone, or a mapping with `method` and its parameters.
  func normalisation(_ node: Node, _ field: String) -> (method: Normalisation, constant: Double?)? {
    let mapping: Node.Mapping
    switch node {
    case .mapping(let own): mapping = own
    case .scalar(let scalar):
      mapping = Node.Mapping(
        [(Node.scalar(.init("method", .implicit, .plain, scalar.mark)), node)], .implicit, .any, scalar.mark)
    default:
      reading.refuse("value_of_wrong_type", "A method is a word or a mapping.", node.mark, field)
      return nil
    }
    let map = YAMLMap(mapping, field, reading)
    map.require("method")
    guard let method = map.choice("method", as: Method.self) else { return nil }
    map.allow(["method", "constant"] + method.keys)
    return (self.method(method, map), map.number("constant"))
  }

  private func method(_ method: Method, _ map: YAMLMap) -> Normalisation {
    switch method {
    case .achievement: return .achievement(achievement(map))
    case .goalposts: return .goalposts(goalposts(map))
    case .logGoalposts: return .logGoalposts(goalposts(map))
    case .minmax: return .minmax(scale(map))
    case .zscore: return .zscore(mean: map.number("mean") ?? 0, sd: map.number("sd") ?? 1)
    case .percentileRank: return .percentileRank
    case .rank: return .rank
    case .borda: return .borda
    case .distanceToMax: return .distanceToMax
    case .distanceToTarget:
      map.require("target")
      return .distanceToTarget(target: map.number("target") ?? 0, cap: map.number("cap") ?? 1)
    }
  }

  private enum AchievementKind: String, CaseIterable { case reach, maintain }

  private func achievement(_ map: YAMLMap) -> AchievementScale {
    let maintains = map.flag("maintain") ?? (map.choice("kind", as: AchievementKind.self) == .maintain)
    if maintains { map.require("tolerance") }
    if !maintains, map.node("tolerance") != nil {
      map.refuse("key_unused", "tolerance", "A tolerance goes with `maintain: true`.")
    }
    return AchievementScale(
      cap: map.range("cap") ?? AchievementScale().cap, maintainTolerance: maintains ? map.number("tolerance") : nil,
      baseline: map.number("baseline"), target: map.number("target"))
  }

  private func goalposts(_ map: YAMLMap) -> Goalposts {
    map.require("low")
    map.require("high")
    return Goalposts(
      low: map.number("low") ?? 0, high: map.number("high") ?? 1, truncates: map.flag("truncate") ?? true,
      scale: scale(map))
  }

  /// Two ends, or one number that is the upper end of a scale from 0.
  private func scale(_ map: YAMLMap) -> ValueScale {
    guard let node = map.node("scale") else { return .unit }
    if let high = YAMLMap.number(node) { return ValueScale(0, high) }
    guard let ends = map.numbers("scale") else { return .unit }
    guard ends.count == 2 else {
      map.refuse("value_out_of_range", "scale", "A scale has two ends, such as [0, 100].")
      return .unit
    }
    return ValueScale(ends[0], ends[1])
  }
}
