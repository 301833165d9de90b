import Domain
import Postgres
import Store

/// What a run changed of one actor against an earlier one.
public struct ActorChange: Hashable, Sendable {
  public let change: ScoreChange
  /// Why the score differs; nil where one of the runs gives none.
  public let difference: ScoreDifference?
}

/// What a run changed against an earlier one: a page of the actors whose score or rank is another.
public struct RunChanges: Sendable {
  public let earlier: ScoringRun
  public let later: ScoringRun
  public let changes: [ActorChange]
}

extension Tadamun {
  /// The most changes that one page holds.
  public static let maximumChangePage = 200

  /// The actors whose score or rank differs between two runs, those that came or went first, then the largest change
  /// first, each with its cause.
  ///
  /// - Parameter run: the later run; the current one where nil.
  /// - Throws: `programme_unknown`, `run_unknown`.
  public func changes(
    in programme: Code, from earlier: Int64, to run: Int64? = nil, offset: Int = 0, limit: Int
  ) async throws -> RunChanges {
    try await reading { transaction in
      let stored = try await knownProgramme(programme, in: transaction)
      let first = try await knownRun(earlier, of: programme, in: transaction)
      let second = try await knownRun(run, of: programme, in: transaction)
      let found = try await Runs.changes(
        from: first.id, to: second.id, offset: max(offset, 0),
        limit: min(max(limit, 1), Tadamun.maximumChangePage + 1), in: transaction)
      var changes: [ActorChange] = []
      let before = try await DifferenceRun(first, stored, in: transaction)
      let after = try await DifferenceRun(second, stored, in: transaction)
      for (actor, change) in found {
        var difference: ScoreDifference?
        if change.scoreBefore != nil, change.scoreAfter != nil {
          difference = try await self.difference(
            of: RunActor(id: actor, code: change.actor), before, after, in: transaction)
        }
        changes.append(ActorChange(change: change, difference: difference))
      }
      return RunChanges(earlier: first, later: second, changes: changes)
    }
  }
}
