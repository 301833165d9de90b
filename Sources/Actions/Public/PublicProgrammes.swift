import Domain
import Postgres
import Store

extension Tadamun {
  /// The programmes that everybody may read of, in the order of codes.
  ///
  /// A programme is for the public from the day on which somebody publishes how many people it reached
  /// (``publishReach(of:for:by:)``), once it has a run that readers see.
  public func publicProgrammes() async throws -> [Programme] {
    try await Programmes.published(in: pool).map(\.programme)
  }

  /// What everybody may read of a programme.
  /// - Throws: `programme_unknown` where there is none, or it is not for the public: what is not shown is not there.
  public func publicProgramme(_ code: Code) async throws -> PublicProgramme {
    try await reading { transaction in
      guard let stored = try await Programmes.published(code, in: transaction).first,
        let run = try await Runs.current(of: code, in: transaction)
      else { throw Problem("programme_unknown", "There is no programme “\(code)” for the public.") }
      let funder = stored.programme.funder
      let names = try await Store.Actors.names(of: [funder], in: transaction)[funder]
      let all = try await Reach.list(of: code, in: transaction)
      return PublicProgramme(
        stored.programme, funder: try names ?? Names(en: funder.text), run: run,
        money: try await MoneyPublications.list(of: code, in: transaction).last, reach: latest(all))
    }
  }

  /// The latest version of every period, in the order of periods.
  func latest(_ publications: [PublishedReach]) -> [PublishedReach] {
    let byPeriod = Dictionary(publications.map { ($0.period, $0) }) { $0.version > $1.version ? $0 : $1 }
    return byPeriod.values.sorted { ($0.period.first, $0.period.last) < ($1.period.first, $1.period.last) }
  }
}
