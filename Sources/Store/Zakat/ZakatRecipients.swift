import Domain
import Postgres

/// The tables of recipients, assessments and debts.
public enum ZakatRecipients {
  /// An approved assessment and the days on which a payment may stand on it.
  public struct Entitlement: Sendable {
    public let assessment: Int64
    public let recipient: Int64
    public let assetsMinor: Int64?
    public let validity: DateSpan
  }

  public static func insert(_ recipient: ZakatRecipient, in session: some Session) async throws {
    try await session.execute(
      """
      INSERT INTO zakat_recipients (code, form, region_code, kyc_ref)
      VALUES (\(recipient.code), \(recipient.form.rawValue), \(recipient.region), \(recipient.file))
      """)
  }

  /// The recipient of a code as it was registered; nil where there is none.
  public static func find(_ code: Code, in session: some Session) async throws -> ZakatRecipient? {
    let row = try await session.queryAtMostOne(
      "SELECT code, form, region_code, kyc_ref FROM zakat_recipients WHERE code = \(code)")
    return try row.map {
      ZakatRecipient(try $0["code"], try $0.word("form"), region: try $0["region_code"], file: try $0["kyc_ref"])
    }
  }

  public static func ids(of codes: [Code], in session: some Session) async throws -> [Code: Int64] {
    let rows = try await session.query(
      "SELECT code, recipient_id FROM zakat_recipients WHERE code = ANY (\(codes.map(\.text)))")
    return try Dictionary(uniqueKeysWithValues: rows.map { (try $0["code"], try $0["recipient_id"]) })
  }

  public static func insert(
    _ assessment: ZakatAssessment, of recipient: Int64, policy: ID<Policy>, decision: ID<Decision>,
    in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO zakat_assessments (code, recipient_id, category, evidence, income_minor, assets_minor, debts_minor,
        valid_from, valid_to, policy_id, decision_id)
      VALUES (\(assessment.code), \(recipient), \(assessment.category.rawValue), \(assessment.evidence),
        \(assessment.incomeMinor), \(assessment.assetsMinor), \(assessment.debtsMinor), \(assessment.validity.first),
        \(assessment.validity.last), \(policy), \(decision))
      """)
  }

  public static func assessment(_ code: Code, in session: some Session) async throws
    -> (id: Int64, decision: ID<Decision>)?
  {
    try await session.queryAtMostOne(
      "SELECT assessment_id, decision_id FROM zakat_assessments WHERE code = \(code)"
    ).map { (try $0["assessment_id"], try $0["decision_id"]) }
  }

  /// Whether an assessment of this code says just this.
  public static func stands(_ assessment: ZakatAssessment, of recipient: Int64, in session: some Session) async throws
    -> Bool
  {
    try await session.queryValue(
      """
      SELECT EXISTS (SELECT FROM zakat_assessments WHERE code = \(assessment.code) AND recipient_id = \(recipient)
        AND category = \(assessment.category.rawValue) AND evidence = \(assessment.evidence)
        AND income_minor IS NOT DISTINCT FROM \(assessment.incomeMinor)::bigint
        AND assets_minor IS NOT DISTINCT FROM \(assessment.assetsMinor)::bigint
        AND debts_minor IS NOT DISTINCT FROM \(assessment.debtsMinor)::bigint
        AND valid_from = \(assessment.validity.first) AND valid_to = \(assessment.validity.last))
      """)
  }

  public static func revoke(
    _ assessment: Int64, on day: CalendarDate, reason: String, by person: Person, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO zakat_revocations (assessment_id, revoked_on, reason, revoked_by)
      VALUES (\(assessment), \(day), \(reason), \(person.name))
      """)
  }

  /// The approved assessment of each recipient for a category that holds on a day, the one that holds longest.
  public static func entitlements(
    of recipients: [Int64], for category: AsnafCategory, on day: CalendarDate, in session: some Session
  ) async throws -> [Int64: Entitlement] {
    let rows = try await session.query(
      """
      SELECT DISTINCT ON (recipient_id) recipient_id, assessment_id, assets_minor, valid_from, valid_to
      FROM zakat_entitlements WHERE recipient_id = ANY (\(recipients)) AND category = \(category.rawValue)
        AND \(day) BETWEEN valid_from AND valid_to ORDER BY recipient_id, valid_to DESC, assessment_id DESC
      """)
    return try Dictionary(
      uniqueKeysWithValues: rows.map { row in
        let recipient: Int64 = try row["recipient_id"]
        let validity = try DateSpan(try row["valid_from"], through: try row["valid_to"])
        let entitlement = Entitlement(
          assessment: try row["assessment_id"], recipient: recipient, assetsMinor: try row["assets_minor"],
          validity: validity)
        return (recipient, entitlement)
      })
  }

  public static func insert(_ debt: ZakatDebt, of recipient: Int64, in session: some Session) async throws {
    try await session.execute(
      """
      INSERT INTO zakat_debts (code, recipient_id, creditor, document, cause, currency, amount_minor, settled_minor)
      VALUES (\(debt.code), \(recipient), \(debt.creditor), \(debt.document), \(debt.cause),
        \(debt.amount.currency.code), \(debt.amount.minor), \(debt.settled.minor))
      """)
  }

  /// Whether a debt of this code says just this.
  public static func stands(_ debt: ZakatDebt, of recipient: Int64, in session: some Session) async throws -> Bool {
    try await session.queryValue(
      """
      SELECT EXISTS (SELECT FROM zakat_debts WHERE code = \(debt.code) AND recipient_id = \(recipient)
        AND creditor = \(debt.creditor) AND document = \(debt.document) AND cause = \(debt.cause)
        AND currency = \(debt.amount.currency.code) AND amount_minor = \(debt.amount.minor)
        AND settled_minor = \(debt.settled.minor))
      """)
  }

  public struct Owed: Sendable {
    public let id: Int64
    public let recipient: Int64
    public let currency: String
    public let creditor: String
    /// What neither others nor zakat settled.
    public let outstandingMinor: Int64
  }

  public static func debt(_ code: Code, in session: some Session) async throws -> Owed? {
    let row = try await session.queryAtMostOne(
      """
      SELECT b.debt_id, b.recipient_id, b.currency, b.creditor, b.amount_minor - b.settled_minor - coalesce((
        SELECT sum(l.amount_minor) FROM zakat_lines l WHERE l.debt_id = b.debt_id AND (
          SELECT s.state FROM zakat_steps s WHERE s.distribution_id = l.distribution_id ORDER BY s.step DESC LIMIT 1)
          IN ('paid', 'proven', 'closed', 'failed')), 0)::bigint AS outstanding
      FROM zakat_debts b WHERE b.code = \(code)
      """)
    return try row.map {
      Owed(
        id: try $0["debt_id"], recipient: try $0["recipient_id"], currency: try $0["currency"],
        creditor: try $0["creditor"], outstandingMinor: try $0["outstanding"])
    }
  }
}
