import Domain
import Postgres

/// The tables `decisions` and `decision_verdicts`.
public enum Decisions {
  public static func insert(
    _ kind: DecisionKind, on subject: String, body: String, policy: ID<Policy>?, by person: Person,
    in session: some Session
  ) async throws -> ID<Decision> {
    try await session.queryValue(
      """
      INSERT INTO decisions (kind, subject, body, body_sha256, policy_id, requested_by)
      VALUES (\(kind.rawValue), \(subject), \(body), sha256(convert_to(\(body)::text, 'UTF8')), \(policy),
        \(person.name))
      RETURNING decision_id
      """)
  }

  public static func insert(
    _ outcome: DecisionVerdict.Outcome, on decision: Decision, by person: Person, reason: String,
    in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO decision_verdicts (decision_id, requested_by, outcome, decided_by, reason)
      VALUES (\(decision.id), \(decision.requestedBy.name), \(outcome.rawValue), \(person.name), \(reason))
      """)
  }

  public static func find(_ id: ID<Decision>, in session: some Session) async throws -> Decision? {
    try await select("WHERE d.decision_id = \(id)", in: session).first
  }

  /// The request of the same person for the same thing that nobody has decided on yet.
  public static func pending(
    _ kind: DecisionKind, on subject: String, body: String, by person: Person, in session: some Session
  ) async throws -> Decision? {
    try await select(
      """
      WHERE d.subject = \(subject) AND d.kind = \(kind.rawValue) AND d.body = \(body)
        AND d.requested_by = \(person.name) AND v.decision_id IS NULL ORDER BY d.decision_id LIMIT 1
      """, in: session
    ).first
  }

  /// Decisions in the order they were asked for, after `decision`.
  public static func list(
    after decision: ID<Decision>, onlyPending: Bool, subject: String?, limit: Int, in session: some Session
  ) async throws -> [Decision] {
    try await select(
      """
      WHERE d.decision_id > \(decision) AND (NOT \(onlyPending) OR v.decision_id IS NULL)
        AND (\(subject)::text IS NULL OR d.subject = \(subject))
      ORDER BY d.decision_id LIMIT \(limit)
      """, in: session)
  }

  private static func select(_ rest: SQL, in session: some Session) async throws -> [Decision] {
    let rows = try await session.query(
      """
      SELECT d.decision_id, d.kind, d.subject, d.body, d.policy_id, d.requested_by, d.requested_at,
        v.outcome, v.decided_by, v.reason, v.decided_at
      FROM decisions d LEFT JOIN decision_verdicts v USING (decision_id) \(fragment: rest)
      """)
    return try rows.map { row in
      var verdict: DecisionVerdict?
      if let person: String = try row["decided_by"] {
        verdict = DecisionVerdict(
          try row.word("outcome"), by: Person(trusted: person), reason: try row["reason"], at: try row["decided_at"])
      }
      return Decision(
        id: try row["decision_id"], kind: DecisionKind(rawValue: try row["kind"]), subject: try row["subject"],
        body: try row["body"], policy: try row["policy_id"],
        requestedBy: Person(trusted: try row["requested_by"]), requestedAt: try row["requested_at"], verdict: verdict)
    }
  }
}
