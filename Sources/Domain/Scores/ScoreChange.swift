/// An actor's score and rank in two runs. A score that a run does not give is nil.
public struct ScoreChange: Hashable, Sendable {
  public let actor: Code
  public let scoreBefore: Double?
  public let scoreAfter: Double?
  public let rankBefore: Int?
  public let rankAfter: Int?

  public init(actor: Code, scoreBefore: Double?, scoreAfter: Double?, rankBefore: Int?, rankAfter: Int?) {
    self.actor = actor
    self.scoreBefore = scoreBefore
    self.scoreAfter = scoreAfter
    self.rankBefore = rankBefore
    self.rankAfter = rankAfter
  }
}
