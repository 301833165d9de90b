import Domain
import Postgres
import Store

extension Tadamun {
  /// Records that a union or a coaching centre acts for an actor; what is recorded already changes nothing.
  /// - Throws: `actor_unknown`, `agent_not_allowed` for an agent of another kind, `mandate_overlaps`.
  public func mandate(_ mandate: Mandate, by source: Source) async throws {
    try await transaction { transaction in
      let ids = try await knownActors([mandate.actor, mandate.agent], in: transaction)
      guard let actor = ids[mandate.actor], let agent = ids[mandate.agent] else { return }
      if try await Mandates.list(about: mandate.actor, in: transaction).contains(mandate) { return }
      try await Mandates.insert(mandate, of: actor, to: agent, by: source.name, in: transaction)
      let body = JSONText.object([
        "agent": .text(mandate.agent.text), "purpose": .text(mandate.purpose.rawValue),
        "first_on": .text(mandate.first.description), "last_on": .optional(mandate.last?.description),
      ])
      try await Events.append(
        "mandate_given", about: "actor:\(mandate.actor)", body: body, by: source.name, in: transaction)
    }
  }

  /// The mandates an actor gave, and those it has.
  /// - Throws: `actor_unknown`.
  public func mandates(about actor: Code) async throws -> [Mandate] {
    try await reading { transaction in
      _ = try await knownActors([actor], in: transaction)
      return try await Mandates.list(about: actor, in: transaction)
    }
  }
}
