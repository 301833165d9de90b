import Domain
import Postgres
import Store

extension Tadamun {
  /// Registers an actor.
  /// - Throws: `actor_exists`, `identifier_taken`, `territory_unknown`.
  @discardableResult
  public func register(_ actor: Actor, by source: Source) async throws -> ID<Actor> {
    try await transaction { transaction in
      let id = try await Store.Actors.insert(actor, in: transaction)
      try await Events.append(
        "actor_registered", about: "actor:\(actor.code)", body: actor.eventBody, by: source.name, in: transaction)
      return id
    }
  }

  /// Registers those of `actors` that are not there yet; leaves the others as they are.
  /// - Returns: How many were registered.
  public func registerMissing(_ actors: [Actor], by source: Source) async throws -> Int {
    try await transaction { transaction in
      let known = try await Store.Actors.ids(of: actors.map(\.code), in: transaction)
      var count = 0
      for actor in actors where known[actor.code] == nil {
        _ = try await Store.Actors.insert(actor, in: transaction)
        try await Events.append(
          "actor_registered", about: "actor:\(actor.code)", body: actor.eventBody, by: source.name, in: transaction)
        count += 1
      }
      return count
    }
  }

  /// Changes an actor that is still at `version`.
  /// - Throws: `actor_unknown`; `actor_changed` where somebody changed it in between; what ``register(_:by:)`` throws.
  public func change(_ actor: Actor, from version: Int, by source: Source) async throws {
    try await transaction { transaction in
      guard let stored = try await Store.Actors.find(actor.code, in: transaction) else {
        throw unknownActor(actor.code)
      }
      guard try await Store.Actors.update(stored.id, to: actor, from: version, in: transaction) else {
        throw Problem(
          "actor_changed", "Somebody changed \(actor.code) in between; read it again and repeat the change.")
      }
      let body = JSONText.object(["before": .raw(stored.actor.eventBody), "after": .raw(actor.eventBody)])
      try await Events.append(
        "actor_changed", about: "actor:\(actor.code)", body: body, by: source.name, in: transaction)
    }
  }

  /// - Throws: `actor_unknown`.
  public func actor(_ code: Code) async throws -> RegisteredActor {
    guard let stored = try await Store.Actors.find(code, in: pool) else { throw unknownActor(code) }
    return stored
  }

  /// A page of actors in the order of codes, after `code`; at most 500.
  /// - Throws: `actor_unknown` where the union that is asked about is not there.
  public func actors(_ filter: ActorFilter = ActorFilter(), after code: Code?, limit: Int) async throws
    -> [RegisteredActor]
  {
    if let union = filter.union { _ = try await actor(union) }
    return try await Store.Actors.list(filter, after: code, limit: min(max(limit, 1), 500), in: pool)
  }

  /// Records a membership; one that is recorded already changes nothing.
  /// - Throws: `actor_unknown`, `not_a_union`, `membership_overlaps`, `membership_cycle`.
  public func join(_ membership: Membership, by source: Source) async throws {
    try await transaction { transaction in
      // A run sees what was recorded before its moment, memberships among it: a union's figures are its members'.
      try await Facts.beginRecording(in: transaction)
      if try await Memberships.exists(membership, in: transaction) { return }
      let ids = try await knownActors([membership.member, membership.union], in: transaction)
      guard let member = ids[membership.member], let union = ids[membership.union] else { return }
      try await Memberships.insert(
        of: member, in: union, from: membership.first, through: membership.last, in: transaction)
      let body = JSONText.object([
        "union": .text(membership.union.text), "first_on": .text(membership.first.description),
        "last_on": membership.last.map { .text($0.description) } ?? .null,
      ])
      try await Events.append(
        "membership_began", about: "actor:\(membership.member)", body: body, by: source.name, in: transaction)
    }
  }

  /// The keys of all of `codes`.
  /// - Throws: `actor_unknown` for the first that does not exist.
  func knownActors(_ codes: [Code], in session: some Session) async throws -> [Code: ID<Actor>] {
    let ids = try await Store.Actors.ids(of: codes, in: session)
    if let missing = codes.first(where: { ids[$0] == nil }) { throw unknownActor(missing) }
    return ids
  }

  func unknownActor(_ code: Code) -> Problem { Problem("actor_unknown", "There is no actor “\(code)”.") }
}

extension Actor {
  /// What the record of events keeps of an actor.
  fileprivate var eventBody: String {
    JSONText.object([
      "kind": .text(kind.rawValue), "name_ar": .optional(names.ar), "name_fr": .optional(names.fr),
      "name_en": .optional(names.en), "territory": .optional(territory?.code),
      "identifiers": .list(identifiers.map { .text("\($0.scheme.rawValue):\($0.value)") }),
    ])
  }
}
