import Domain
import Postgres

extension Runs {
  /// The nodes of a run's tree, in the order of the framework.
  public static func nodes(of run: Int64, in session: some Session) async throws -> [String] {
    try await session.queryValue("SELECT nodes FROM runs WHERE run_id = \(run)")
  }

  /// Every score and part of a run, by actor.
  public static func everything(of run: Int64, in transaction: Transaction) async throws
    -> (scores: [ID<Actor>: [ActorScore]], parts: [ID<Actor>: [ScorePart]])
  {
    let scores = try await transaction.withCopyOut(
      """
      SELECT actor_id, node, score, unweighted, lower_bound, upper_bound, rank, coverage, status FROM scores
      WHERE run_id = \(run)
      """
    ) { reader in
      var byActor: [ID<Actor>: [ActorScore]] = [:]
      while try reader.nextRow() {
        let actor = ID<Actor>(try reader.int64())
        let score = ActorScore(
          node: try reader.text(), score: try reader.doubleOrNil(), unweighted: try reader.doubleOrNil(),
          lowerBound: try reader.doubleOrNil(), upperBound: try reader.doubleOrNil(),
          rank: try reader.int32OrNil().map(Int.init), coverage: try reader.double(), status: try reader.text())
        byActor[actor, default: []].append(score)
      }
      return byActor
    }
    let parts = try await transaction.withCopyOut(
      """
      SELECT actor_id, indicator, group_code, raw, normalised, evidence, weight, contribution, status FROM score_parts
      WHERE run_id = \(run)
      """
    ) { reader in
      var byActor: [ID<Actor>: [ScorePart]] = [:]
      while try reader.nextRow() {
        let actor = ID<Actor>(try reader.int64())
        let part = ScorePart(
          indicator: try reader.text(), group: try reader.text(), raw: try reader.doubleOrNil(),
          normalised: try reader.doubleOrNil(), evidence: try reader.double(), weight: try reader.double(),
          contribution: try reader.double(), status: try reader.text())
        byActor[actor, default: []].append(part)
      }
      return byActor
    }
    return (scores, parts)
  }
}
