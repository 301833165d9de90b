import Domain

/// A few actors of a programme beside each other, in one run.
public struct Comparison: Sendable {
  public struct Side: Sendable {
    public let sheet: ScoreSheet
    /// What came to the actor itself, each fund and funder apart.
    public let money: [MoneyRow]
  }

  public let programme: Programme
  public let run: ScoringRun
  /// In the order in which they were asked for.
  public let sides: [Side]

  /// How many actors are compared.
  public static let counts = 2...4
}

extension Tadamun {
  /// Puts actors beside each other in the run that readers see.
  ///
  /// - Throws: `comparison_size` for other than two to four actors; `programme_unknown`, `run_unknown`, `actor_unknown`,
  ///   `score_missing`.
  public func compare(_ actors: [Code], in programme: Code) async throws -> Comparison {
    var asked: [Code] = []
    for actor in actors where !asked.contains(actor) { asked.append(actor) }
    guard let first = asked.first, Comparison.counts.contains(asked.count) else {
      throw Problem("comparison_size", "Choose from two to four actors.", at: Place(field: "actor"))
    }
    // The first one's run is everybody's: another may become current meanwhile.
    let run = try await score(of: first, in: programme).run
    var sides: [Comparison.Side] = []
    for actor in asked {
      let sheet = try await score(of: actor, in: programme, run: run.id)
      sides.append(Comparison.Side(sheet: sheet, money: try await moneyView(of: actor).own))
    }
    return Comparison(programme: try await self.programme(programme), run: run, sides: sides)
  }
}
