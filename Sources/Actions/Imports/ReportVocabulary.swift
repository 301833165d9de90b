import Domain
import Postgres
import Store

/// The indicators and target groups that rows may name, each with its rank in the order of codes.
struct ReportVocabulary: Sendable {
  struct NamedIndicator: Sendable {
    let id: Int32
    let rank: UInt64
    let definition: Indicator
  }

  struct NamedGroup: Sendable {
    let id: Int32
    let rank: UInt64
    let code: Code
  }

  let indicators: [String: NamedIndicator]
  let groups: [String: NamedGroup]
  /// The moment that verdicts without a day are recorded at.
  let now: Moment

  init(in session: some Session) async throws {
    let stored = try await Catalogue.indicators(in: session).values.sorted { $0.indicator.code < $1.indicator.code }
    indicators = Dictionary(
      uniqueKeysWithValues: stored.enumerated().map { rank, stored in
        (
          stored.indicator.code.text,
          NamedIndicator(id: stored.id, rank: UInt64(rank), definition: stored.indicator)
        )
      })
    let groups = try await Catalogue.groups(in: session).sorted { $0.key < $1.key }
    self.groups = Dictionary(
      uniqueKeysWithValues: groups.enumerated().map { rank, group in
        (group.key.text, NamedGroup(id: group.value, rank: UInt64(rank), code: group.key))
      })
    now = try await Clock.now(in: session)
  }
}
