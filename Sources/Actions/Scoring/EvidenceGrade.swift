import Domain
import Scoring

/// How good the evidence behind a score is, from A to E: the worst of three grades, of what is verified, of what was
/// reported, and of how far the rank may move.
enum EvidenceGrade: String, CaseIterable, Comparable {
  case a = "A"
  case b = "B"
  case c = "C"
  case d = "D"
  case e = "E"

  /// - Parameter count: actors the rank is among.
  init(_ run: Run, _ actor: Int, _ interval: UncertaintyResult.Interval, outOf count: Int) {
    let score = run.score(actor)
    let parts = run.parts(actor)
    let weight = parts.reduce(0) { $0 + $1.weight }
    let attested = parts.reduce(0) { $0 + $1.weight * ($1.evidence == 1 ? 1 : 0) }
    let width = count > 1 ? (interval.rank.high - interval.rank.low) / Double(count) : 0
    let grades = [
      EvidenceGrade(weight > 0 ? attested / weight : 0, atLeast: [0.95, 0.75, 0.5, 0.25]),
      EvidenceGrade(score.coverage, atLeast: [0.95, 0.85, 0.75, 0.65]),
      EvidenceGrade(1 - width, atLeast: [0.9, 0.75, 0.6, 0.4]),
    ]
    self = grades.max() ?? .e
  }

  private init(_ share: Double, atLeast limits: [Double]) {
    let place = limits.firstIndex { share >= $0 } ?? limits.count
    self = EvidenceGrade.allCases[place]
  }

  static func < (left: EvidenceGrade, right: EvidenceGrade) -> Bool { left.rawValue < right.rawValue }
}
