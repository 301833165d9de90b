import Domain
import Postgres
import Scoring
import Store

/// What the indicators and target groups of a run are called.
public struct CellNames: Hashable, Sendable {
  /// By the framework's code, which may be another than that of the indicator it reads.
  private let indicators: [String: Names]
  private let groups: [String: Names]

  /// The names of an indicator of the framework; nil where the catalogue has none.
  public func indicator(_ code: String) -> Names? { indicators[code] }

  /// The names of a target group.
  public func group(_ code: String) -> Names? { groups[code] }

  init(of run: ScoringRun, in session: some Session) async throws {
    var named = try await Catalogue.indicators(in: session).values.reduce(into: [:]) { named, stored in
      named[stored.indicator.code.text] = stored.indicator.names
    }
    if let framework = try await Frameworks.find(run.identity.framework, in: session) {
      for rule in try RunReader.plan(framework).framework.indicators { named[rule.code] = named[rule.reported] }
    }
    indicators = named
    groups = try await Catalogue.groupNames(in: session).reduce(into: [:]) { $0[$1.key.text] = $1.value }
  }
}
