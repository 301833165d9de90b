import Domain
import Postgres
import Store

/// What a programme claims of the outcomes of actors, wherever the same outcome is reported: at the actor itself, in the
/// figure of a union that its reports are a part of, and the other way round.
struct ClaimedOutcomes: Sendable {
  /// By outcome, the periods of each unit that the figure is made of: the actor itself, and of a union its members.
  let units: [ClaimShares.Outcome: [[ClaimedPeriod]]]

  /// Which claims and reports are read.
  struct Scope {
    let programme: Programmes.Stored
    /// The day and the moment of the run.
    let identity: ScoringRun.Identity
    /// The first day on which a period that the run is over begins; nil for any.
    let validFrom: CalendarDate?
  }

  /// - Parameter actors: Those of a run.
  init(of actors: [RunActor], _ scope: Scope, in transaction: Transaction) async throws {
    let claims = try await ClaimShares.claims(besides: scope.programme.id, in: transaction)
    guard !claims.isEmpty else {
      units = [:]
      return
    }
    let moment = scope.identity.recordedUntil
    // 1. What the figure of a union is made of.
    let made = Dictionary(
      try await RunUnions(actors, of: scope.programme.id, knownBy: moment, in: transaction)
        .unions.map { ($0.actor.id, $0.units) }
    ) { first, _ in first }
    // 2. Where somebody claims something, and who is below it.
    let claimedAt = Set(claims.values.flatMap(\.keys))
    let below = Dictionary(
      grouping: try await Memberships.below(
        claimedAt.sorted { $0.rawValue < $1.rawValue }, knownBy: moment, in: transaction), by: \.member)
    let isTouched = { (actor: ID<Actor>) in claimedAt.contains(actor) || below[actor] != nil }
    // 3. Actors of whose figure something may be claimed, with everybody whose reports are part of it.
    let asked = actors.map { actor in
      (code: actor.code, units: made[actor.id] ?? [.init(actor: actor.id, code: actor.code, spans: nil)])
    }.filter { $0.units.contains { isTouched($0.actor) } }
    let told = try await ClaimShares.told(
      Array(claims.keys), by: Set(asked.flatMap { $0.units.map(\.actor) }).sorted { $0.rawValue < $1.rawValue },
      asOf: scope.identity.asOf, knownBy: moment, in: transaction)
    // 4. Each period of each with the share that the programme claims of it.
    var units: [ClaimShares.Outcome: [[ClaimedPeriod]]] = [:]
    for (measured, byActor) in told {
      for actor in asked {
        units[.init(actor: actor.code, indicator: measured.indicator, group: measured.group)] =
          actor.units.map { unit in
            (byActor[unit.actor] ?? []).filter { scope.reads($0.period) && unit.belongs(in: $0.period) }.map { told in
              let unions = Set((below[unit.actor] ?? []).filter { $0.days.contains(told.period.last) }.map(\.union))
              let claimed = { (of: ClaimShares.Measured, everybody: OutcomeClaims?) in
                OutcomeClaims(
                  own: claims[of]?[unit.actor] ?? [], above: unions.compactMap { claims[of]?[$0] },
                  everybody: everybody)
              }
              let everybody = measured.ofEverybody.map { claimed($0, nil) }
              return ClaimedPeriod(told, claimed(measured, everybody), by: scope.programme.id)
            }
          }
          .filter { !$0.isEmpty }
      }
    }
    self.units = units
  }
}

extension ClaimedOutcomes.Scope {
  /// Whether a period is one of those that the run is over.
  fileprivate func reads(_ period: DateSpan) -> Bool {
    RunDictionary.reads(period, asOf: identity.asOf, validFrom: validFrom, programme.programme.calendar)
  }
}

extension ClaimedPeriod {
  fileprivate init(_ told: ClaimShares.Told, _ claims: OutcomeClaims, by programme: ID<Programme>) {
    self.init(
      value: told.value, denominator: told.denominator, share: claims.share(of: programme.rawValue, over: told.period),
      lastShare: claims.share(of: programme.rawValue, on: told.period.last) ?? 1)
  }
}
