import Actions
import Domain

/// `tadamun runs --run --compare --json`.
struct ChangeOutput: Encodable {
  let actor: String
  let fromScore: Double?
  let toScore: Double?
  let fromRank: Int?
  let toRank: Int?
  let difference: DifferenceOutput?

  init(_ found: ActorChange) {
    actor = found.change.actor.text
    fromScore = found.change.scoreBefore
    toScore = found.change.scoreAfter
    fromRank = found.change.rankBefore
    toRank = found.change.rankAfter
    difference = found.difference.map(DifferenceOutput.init)
  }
}

extension ScoreText {
  /// A line: from what to what, and the causes that moved it, the largest first.
  static func change(_ found: ActorChange) -> String {
    let change = found.change
    let rank = { (rank: Int?) in rank.map(String.init) ?? "–" }
    let line =
      "\(padded(change.actor.text, 24)) \(number(change.scoreBefore)) → \(number(change.scoreAfter))  "
      + "rank \(rank(change.rankBefore)) → \(rank(change.rankAfter))"
    guard let difference = found.difference else { return line }
    let causes = [
      ("own data", difference.ownData), ("verification", difference.verification), ("peers", difference.peers),
      ("framework", difference.framework), ("engine", difference.engine),
    ].filter { $0.1.magnitude >= 5e-4 }.sorted { $0.1.magnitude > $1.1.magnitude }
    return causes.isEmpty ? line : "\(line)  \(causes.map { "\($0.0) \(signed($0.1))" }.joined(separator: ", "))"
  }
}
