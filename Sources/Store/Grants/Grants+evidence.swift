import Domain
import Postgres

extension Grants {
  /// Where a condition stands.
  public struct ConditionKey: Sendable {
    public let grant: ID<Grant>
    public let version: Int
    public let tranche: Int
    public let condition: Int

    public init(grant: ID<Grant>, version: Int, tranche: Int, condition: Int) {
      self.grant = grant
      self.version = version
      self.tranche = tranche
      self.condition = condition
    }
  }

  public static func insert(
    _ finding: ConditionFinding, on key: ConditionKey, day: CalendarDate, by person: Person, policy: ID<Policy>?,
    in session: some Session
  ) async throws {
    let reading = finding.reading
    try await session.execute(
      """
      INSERT INTO condition_findings (grant_id, version, tranche, condition, assessed_on, assessed_by, met, sentence,
        policy_id, run_id, results_sha256, score, score_p5, score_p50, score_p95, grade, coverage, score_status)
      VALUES (\(key.grant), \(Int16(key.version)), \(Int16(key.tranche)), \(Int16(key.condition)), \(day),
        \(person.name), \(finding.isMet), \(finding.sentence), \(policy), \(reading?.run), \(reading?.resultsSHA256),
        \(reading?.score), \(reading?.interval?.score.low), \(reading?.interval?.score.median),
        \(reading?.interval?.score.high), \(reading?.interval?.grade), \(reading?.coverage), \(reading?.status))
      """)
  }

  /// - Parameter reason: Why it is let pass, as the decision says.
  public static func waive(
    _ waived: GrantAct.Waived, of tranche: Int, version: Int, of grant: ID<Grant>, decision: ID<Decision>,
    reason: String, on day: CalendarDate, in session: some Session
  ) async throws {
    var condition: Int16?
    var report: Int16?
    switch waived {
    case .condition(let number): condition = Int16(number)
    case .report(let number): report = Int16(number)
    }
    try await session.execute(
      """
      INSERT INTO grant_waivers (decision_id, grant_id, version, tranche, condition, report, reason, on_day)
      VALUES (\(decision), \(grant), \(Int16(version)), \(Int16(tranche)), \(condition), \(report), \(reason), \(day))
      """)
  }

  public static func insert(
    _ inKind: InKind, for grant: ID<Grant>, of grantee: Code, by person: Person, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO grant_in_kind (grant_id, grantee_id, evidence, item, quantity, unit_value_minor, valuation_basis,
        received_on, recorded_by)
      SELECT \(grant), actor_id, \(inKind.evidence), \(inKind.item), \(Int32(inKind.quantity)),
        \(inKind.unitValue.minor), \(inKind.valuationBasis), \(inKind.receivedOn), \(person.name)
      FROM actors WHERE code = \(grantee)
      """)
  }

  public static func insert(
    _ cofunding: Cofunding, for grant: ID<Grant>, by person: Person, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO grant_cofunding (grant_id, evidence, giver, stage, amount_minor, on_day, recorded_by)
      VALUES (\(grant), \(cofunding.evidence), \(cofunding.giver), \(cofunding.stage.rawValue),
        \(cofunding.amount.minor), \(cofunding.on), \(person.name))
      """)
  }

  public static func insert(
    _ document: GrantDocument, for grant: ID<Grant>, by person: Person, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO grant_documents (grant_id, document, kind, title, sha256, on_day, recorded_by)
      VALUES (\(grant), \(document.code), \(document.kind.rawValue), \(document.title), \(document.sha256),
        \(document.on), \(person.name))
      """)
  }

  public static func insertRecovery(
    _ number: Int, of grant: ID<Grant>, cause: String, amountMinor: Int64, dueOn: CalendarDate, by person: Person,
    in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO grant_recoveries (grant_id, recovery, cause, amount_minor, due_on, recorded_by)
      VALUES (\(grant), \(Int16(number)), \(cause), \(amountMinor), \(dueOn), \(person.name))
      """)
  }
}
