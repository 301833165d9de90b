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
    /// Whether it is one of an axis, which adds up to everybody.
    let isOnAxis: Bool
  }

  let indicators: [String: NamedIndicator]
  let groups: [String: NamedGroup]
  /// The groups of each axis.
  let axes: [Code: Set<Code>]
  /// Indicators whose values add up over groups.
  let additive: Set<Code>
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
    additive = Set(stored.filter { $0.indicator.kind != .ratio }.map(\.indicator.code))
    let axes = try await Catalogue.axes(in: session)
    self.axes = axes
    let onAxes = axes.values.reduce(into: Set<Code>()) { $0.formUnion($1) }
    let groups = try await Catalogue.groups(in: session).sorted { $0.key < $1.key }
    self.groups = Dictionary(
      uniqueKeysWithValues: groups.enumerated().map { rank, group in
        (
          group.key.text,
          NamedGroup(id: group.value, rank: UInt64(rank), code: group.key, isOnAxis: onAxes.contains(group.key))
        )
      })
    now = try await Clock.now(in: session)
  }
}
