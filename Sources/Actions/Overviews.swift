import Domain
import Postgres
import Store

/// A programme seen whole.
public struct OverviewSheet: Sendable {
  public let programme: Programme
  /// The run that readers see; nil where no night has passed yet.
  public let run: ScoringRun?
  public let overview: ProgrammeOverview
}

extension Tadamun {
  /// By what the scores of a run can be told apart; nothing where there is no run.
  public func choices(of run: ScoringRun?) async throws -> ScoreChoices {
    guard let run else { return ScoreChoices(places: [], groups: []) }
    return try await reading { transaction in
      ScoreChoices(
        places: try await Overviews.places(of: run.id, in: transaction),
        groups: try await Runs.groups(of: run.id, in: transaction))
    }
  }

  /// Money, outcomes, coverage and places of a programme in the run that readers see.
  /// - Throws: `programme_unknown`.
  public func overview(of programme: Code) async throws -> OverviewSheet {
    try await reading { transaction in
      let stored = try await knownProgramme(programme, in: transaction)
      let money = try await Overviews.money(of: stored.id, in: transaction)
      guard let run = try await Runs.current(of: programme, in: transaction) else {
        let nothing = ProgrammeOverview(statuses: [], meanCoverage: nil, money: money, outcomes: [], areas: [])
        return OverviewSheet(programme: stored.programme, run: nil, overview: nothing)
      }
      let (counts, coverage) = try await Overviews.statuses(of: run.id, in: transaction)
      return OverviewSheet(
        programme: stored.programme, run: run,
        overview: ProgrammeOverview(
          statuses: counts, meanCoverage: coverage, money: money,
          outcomes: try await Overviews.outcomes(of: run.id, in: transaction),
          areas: try await Overviews.areas(of: run.id, in: transaction)))
    }
  }
}
