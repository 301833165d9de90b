import Domain
import Postgres
import Store

/// The indicators and target groups that rows may name, each with its place in the order of codes.
struct ReportVocabulary: Sendable {
  struct NamedIndicator: Sendable {
    let id: Int32
    let definition: Indicator

    var code: Code { definition.code }
  }

  struct NamedGroup: Sendable {
    let id: Int32
    let code: Code
    /// Whether it is one of an axis, which adds up to everybody.
    let isOnAxis: Bool
  }

  let indicators: [NamedIndicator]
  let groups: [NamedGroup]
  private let indicatorPlaces: [String: Int]
  private let groupPlaces: [String: Int]
  /// The groups of each axis.
  let axes: [Code: Set<Code>]
  /// Indicators whose values add up over groups.
  let additive: Set<Code>
  /// The moment that verdicts without a day are recorded at.
  let now: Moment

  init(in session: some Session) async throws {
    indicators = try await Catalogue.indicators(in: session).values
      .map { NamedIndicator(id: $0.id, definition: $0.indicator) }.sorted { $0.code < $1.code }
    additive = Set(indicators.filter { $0.definition.kind != .ratio }.map(\.code))
    let axes = try await Catalogue.axes(in: session)
    self.axes = axes
    let onAxes = axes.values.reduce(into: Set<Code>()) { $0.formUnion($1) }
    groups = try await Catalogue.groups(in: session)
      .map { NamedGroup(id: $0.value, code: $0.key, isOnAxis: onAxes.contains($0.key)) }.sorted { $0.code < $1.code }
    indicatorPlaces = ReportVocabulary.places(indicators.map(\.code))
    groupPlaces = ReportVocabulary.places(groups.map(\.code))
    now = try await Clock.now(in: session)
  }

  /// The place of an indicator among ``indicators``.
  func place(ofIndicator code: String) -> Int? { indicatorPlaces[code] }

  /// The place of a target group among ``groups``.
  func place(ofGroup code: String) -> Int? { groupPlaces[code] }

  private static func places(_ codes: [Code]) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1.text, $0) })
  }
}
