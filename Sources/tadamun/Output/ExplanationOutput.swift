import Actions
import Domain

/// How far a score can be trusted, in `tadamun scores --json`.
struct IntervalOutput: Encodable {
  let grade: String
  let mean: Double
  let sd: Double
  let scoreP5: Double
  let scoreP50: Double
  let scoreP95: Double
  let rankP5: Double?
  let rankP50: Double?
  let rankP95: Double?
  let chanceOfTop: Double

  init(_ interval: ScoreInterval) {
    grade = interval.grade
    mean = interval.mean
    sd = interval.standardDeviation
    scoreP5 = interval.score.low
    scoreP50 = interval.score.median
    scoreP95 = interval.score.high
    rankP5 = interval.rank?.low
    rankP50 = interval.rank?.median
    rankP95 = interval.rank?.high
    chanceOfTop = interval.chanceOfTop
  }
}

/// What would raise a score most.
struct RaiseOutput: Encodable {
  let indicator: String
  let group: String
  let gain: Double

  init(_ raise: ScoreExplanation.Raise) {
    indicator = raise.part.indicator
    group = raise.part.group
    gain = raise.gain
  }
}

/// `tadamun scores --actor --compare --json`.
struct DifferenceOutput: Encodable {
  let fromRun: Int64
  let toRun: Int64
  let fromScore: Double
  let toScore: Double
  let ownData: Double
  let verification: Double
  let peers: Double
  let framework: Double
  let engine: Double

  init(_ difference: ScoreDifference) {
    fromRun = difference.earlierRun
    toRun = difference.laterRun
    fromScore = difference.earlier
    toScore = difference.later
    ownData = difference.ownData
    verification = difference.verification
    peers = difference.peers
    framework = difference.framework
    engine = difference.engine
  }
}
