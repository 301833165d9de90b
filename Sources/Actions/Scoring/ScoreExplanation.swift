import Domain
import Scoring

/// What an actor's score hangs on, as data that a page can put into words.
public struct ScoreExplanation: Hashable, Sendable {
  /// The parts that brought the most, and those that brought the least of what they could: three of each at most. A part
  /// is measured by what it brought of its share of the weight.
  public let strongest: [ScorePart]
  public let weakest: [ScorePart]
  /// What would raise the score most: the part, and by how much if its indicator were as good as that of the best in the
  /// run of those that have it; nil where nothing would.
  public let raise: Raise?

  public struct Raise: Hashable, Sendable {
    public let part: ScorePart
    public let gain: Double
  }

  /// - Parameter best: the largest normalised value of each indicator and group in the run.
  init(_ parts: [ScorePart], best: [PartKey: Double]) {
    let counted = parts.filter { $0.weight > 0 && $0.normalised != nil }
    let share = { (part: ScorePart) in part.contribution / part.weight }
    let inOrder = counted.sorted { left, right in
      share(left) != share(right)
        ? share(left) > share(right) : (left.indicator, left.group) < (right.indicator, right.group)
    }
    strongest = Array(inOrder.prefix(3))
    // With few parts none is both.
    weakest = Array(inOrder.dropFirst(strongest.count).suffix(3).reversed())
    let raises = counted.compactMap { part -> Raise? in
      guard let own = part.normalised, let limit = best[PartKey(indicator: part.indicator, group: part.group)]
      else { return nil }
      let gain = part.weight * (limit - own * part.evidence)
      return gain > 0 ? Raise(part: part, gain: gain) : nil
    }
    raise = raises.max { left, right in
      left.gain != right.gain
        ? left.gain < right.gain
        : (left.part.indicator, left.part.group) > (right.part.indicator, right.part.group)
    }
  }
}

/// An indicator and a group of a framework.
struct PartKey: Hashable, Sendable {
  let indicator: String
  let group: String
}
