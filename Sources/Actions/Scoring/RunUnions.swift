import Domain
import Postgres
import Store

/// The unions of a run that have members, and of whom each of them is made: first itself, then its members at any depth
/// in the order of their codes, each once, as far as they take part in the programme.
struct RunUnions: Sendable {
  struct Unit: Sendable {
    let actor: ID<Actor>
    let code: Code
    /// The days whose periods count; nil for the union itself.
    let spans: [DateSpan]?

    /// Whether what the unit reported over `period` is the union's: on the last day of it the unit was a member, and
    /// took part in the programme.
    func belongs(in period: DateSpan) -> Bool { spans.map { $0.contains { $0.contains(period.last) } } ?? true }
  }

  /// In the order of the actors' keys.
  let unions: [(actor: RunActor, units: [Unit])]

  /// All of whom the unions are made, the unions themselves too.
  var members: [ID<Actor>] { unions.flatMap { $0.units.map(\.actor) } }

  init(
    _ actors: [RunActor], of programme: ID<Programme>, knownBy moment: Moment, in session: some Session
  ) async throws {
    let found = try await Memberships.units(of: actors.map(\.id), in: programme, knownBy: moment, in: session)
    let byUnion = Dictionary(grouping: found, by: \.union)
    unions = try actors.compactMap { actor in
      guard let members = byUnion[actor.id] else { return nil }
      guard members.count < Int(UInt16.max) else {
        throw Problem("union_too_large", "\(actor.code) has more than \(UInt16.max - 1) members.")
      }
      return (
        actor,
        [Unit(actor: actor.id, code: actor.code, spans: nil)]
          + members.map { Unit(actor: $0.member, code: $0.code, spans: $0.spans) }
      )
    }
  }
}
