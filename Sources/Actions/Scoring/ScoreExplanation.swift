import Domain
import Scoring

/// What an actor's score hangs on, as data that a page can put into words (stage S12).
public struct ScoreExplanation: Hashable, Sendable {
  /// The score that they explain; nil where there is none.
  public let score: Double?
  /// The parts that lift the score most: whose contribution exceeds weight × score. Three at most.
  public let strongest: [ScorePart]
  /// Those that hold it down most: whose contribution falls short of weight × score. Three at most.
  public let weakest: [ScorePart]
  /// What would raise the score most, the greatest first: the part, and by how much if its target were reached and
  /// verified. Three at most; none where another version of the engine made the run.
  public let raises: [Raise]

  public struct Raise: Hashable, Sendable {
    public let part: ScorePart
    public let gain: Double
  }

  /// By how much a part lifts the score, below zero where it holds it down: its contribution less its share of the weight.
  /// This is the order of ``strongest`` and ``weakest``.
  public func lift(of part: ScorePart) -> Double? { score.map { ScoreExplanation.lift(of: part, score: $0) } }

  private static func lift(of part: ScorePart, score: Double) -> Double { part.contribution - part.weight * score }

  /// The one that would raise it most.
  public var raise: Raise? { raises.first }

  /// What the engine says of the actor.
  init(_ explanation: Explanation, _ plan: Plan, _ parts: [ScorePart]) {
    score = explanation.score
    let byPlace = Dictionary(parts.map { ([$0.indicator, $0.group], $0) }) { first, _ in first }
    func part(_ indicator: Int, _ group: Int) -> ScorePart? {
      byPlace[[plan.indicators[indicator], plan.groups[group]]]
    }
    strongest = explanation.strongest.compactMap { part($0.indicator, $0.group) }
    weakest = explanation.weakest.compactMap { part($0.indicator, $0.group) }
    raises = explanation.raises.compactMap { raise in
      part(raise.indicator, raise.group).map { Raise(part: $0, gain: raise.gain) }
    }
  }

  /// What the parts that were kept say without the engine.
  init(_ parts: [ScorePart], score: Double?) {
    raises = []
    self.score = score
    guard let score else {
      (strongest, weakest) = ([], [])
      return
    }
    let lift = { (part: ScorePart) in ScoreExplanation.lift(of: part, score: score) }
    let inOrder = parts.filter { $0.normalised != nil }.sorted { left, right in
      lift(left) != lift(right)
        ? lift(left) > lift(right) : (left.indicator, left.group) < (right.indicator, right.group)
    }
    strongest = inOrder.prefix(3).filter { lift($0) > 0 }
    weakest = inOrder.suffix(3).reversed().filter { lift($0) < 0 }
  }
}
