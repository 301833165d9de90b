import Domain
import Postgres
import Store

// The two-person rule: one asks, another decides, and what is done afterwards is what was asked for, word for word.

extension Tadamun {
  /// Asks for a decision. Asked again by the same person while it is pending, it is the same one.
  ///
  /// - Parameters:
  ///   - subject: What it is about, such as `entry:712`; 1 to 200 characters.
  ///   - body: What exactly is asked for: a JSON object in a fixed order of members.
  @discardableResult
  public func request(
    _ kind: DecisionKind, on subject: String, body: String, under policy: ID<Policy>? = nil, by person: Person
  ) async throws -> ID<Decision> {
    try await transaction { transaction in
      try await request(kind, on: subject, body: body, under: policy, by: person, in: transaction)
    }
  }

  /// As ``request(_:on:body:under:by:)``, in a transaction of the caller's.
  func request(
    _ kind: DecisionKind, on subject: String, body: String, under policy: ID<Policy>? = nil, by person: Person,
    in transaction: Transaction
  ) async throws -> ID<Decision> {
    guard (1...200).contains(subject.unicodeScalars.count) else {
      throw Problem("subject_malformed", "What a decision is about has 1 to 200 characters.")
    }
    let pending = try await Decisions.pending(kind, on: subject, body: body, by: person, in: transaction)
    if let pending { return pending.id }
    let id = try await Decisions.insert(kind, on: subject, body: body, policy: policy, by: person, in: transaction)
    let event = JSONText.object(["kind": .text(kind.rawValue), "subject": .text(subject)])
    try await Events.append(
      "decision_requested", about: "decision:\(id)", body: event, by: person.name, in: transaction)
    return id
  }

  /// Says yes, as somebody else than who asked.
  ///
  /// - Throws: `decision_unknown`; `already_decided`; `maker_is_not_checker`.
  public func approve(_ decision: ID<Decision>, reason: String = "", by person: Person) async throws {
    try await decide(decision, .approved, reason: reason, by: person)
  }

  /// Says no, with the reason.
  ///
  /// - Throws: as ``approve(_:reason:by:)``; `reason_missing`.
  public func refuse(_ decision: ID<Decision>, reason: String, by person: Person) async throws {
    try await decide(decision, .refused, reason: reason, by: person)
  }

  private func decide(
    _ id: ID<Decision>, _ outcome: DecisionVerdict.Outcome, reason: String, by person: Person
  ) async throws {
    try await transaction { transaction in
      try await decide(id, outcome, reason: reason, by: person, in: transaction)
    }
  }

  /// As ``approve(_:reason:by:)`` and ``refuse(_:reason:by:)``, in a transaction of the caller's. Saying the same
  /// again changes nothing.
  func decide(
    _ id: ID<Decision>, _ outcome: DecisionVerdict.Outcome, reason: String, by person: Person,
    in transaction: Transaction
  ) async throws {
    let decision = try await knownDecision(id, in: transaction)
    if let verdict = decision.verdict {
      if verdict.outcome == outcome, verdict.decidedBy == person { return }
      throw Problem("already_decided", "The decision \(id) was \(verdict.outcome.rawValue) by \(verdict.decidedBy).")
    }
    try await Decisions.insert(outcome, on: decision, by: person, reason: reason, in: transaction)
    let event = JSONText.object(["kind": .text(decision.kind.rawValue), "subject": .text(decision.subject)])
    try await Events.append(
      "decision_\(outcome.rawValue)", about: "decision:\(id)", body: event, by: person.name, in: transaction)
  }

  /// The decision that lets something be done: approved, of this kind, about this subject, and for just this body.
  ///
  /// - Parameters:
  ///   - subject: Nil where the decision's own body says what is to be done, and just that is done.
  ///   - body: What is about to be done, as it was asked for; nil where the subject says it all.
  /// - Throws: `decision_unknown`, `decision_pending`, `decision_refused`; `decision_differs` where another thing was
  ///   approved.
  func approved(
    _ id: ID<Decision>, _ kind: DecisionKind, on subject: String? = nil, body: String? = nil,
    in transaction: Transaction
  ) async throws -> Decision {
    let decision = try await knownDecision(id, in: transaction)
    guard decision.kind == kind, subject == nil || decision.subject == subject, body == nil || decision.body == body
    else {
      throw Problem("decision_differs", "The decision \(id) is about something else than what is to be done.")
    }
    switch decision.verdict?.outcome {
    case .approved: return decision
    case .refused: throw Problem("decision_refused", "The decision \(id) was refused.")
    case nil: throw Problem("decision_pending", "The decision \(id) waits for a second person.")
    }
  }

  public func decision(_ id: ID<Decision>) async throws -> Decision {
    try await reading { try await knownDecision(id, in: $0) }
  }

  /// Decisions in the order they were asked for; at most 500.
  public func decisions(
    after decision: ID<Decision> = ID(0), onlyPending: Bool = false, on subject: String? = nil, limit: Int
  ) async throws -> [Decision] {
    try await Decisions.list(
      after: decision, onlyPending: onlyPending, subject: subject, limit: min(max(limit, 1), 500), in: pool)
  }

  func knownDecision(_ id: ID<Decision>, in transaction: Transaction) async throws -> Decision {
    guard let decision = try await Decisions.find(id, in: transaction) else {
      throw Problem("decision_unknown", "There is no decision \(id).")
    }
    return decision
  }
}
