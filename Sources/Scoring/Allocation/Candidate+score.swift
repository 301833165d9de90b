import Domain

extension Candidate {
  /// `score_invalid` where the score cannot share money.
  var scoreProblem: Problem? {
    guard let score, !(score >= 0 && score.isFinite) else { return nil }
    return Problem(
      "score_invalid", "The score of “\(actor)” is \(score); money is shared by finite scores of zero and more.",
      at: Place(field: "score"))
  }
}
