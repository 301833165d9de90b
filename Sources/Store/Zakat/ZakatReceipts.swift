import Domain
import Postgres

/// The tables of receipts, refunds, lots and donors of zakat.
public enum ZakatReceipts {
  /// What a receipt is judged by beside what its payer said.
  public struct Terms: Sendable {
    public let hijri: HijriDate
    public let hawlEndsOn: CalendarDate
    public let dueOn: CalendarDate
    public let policy: ID<Policy>

    public init(hijri: HijriDate, hawlEndsOn: CalendarDate, dueOn: CalendarDate, policy: ID<Policy>) {
      self.hijri = hijri
      self.hawlEndsOn = hawlEndsOn
      self.dueOn = dueOn
      self.policy = policy
    }
  }

  public struct Stored: Sendable {
    public let id: Int64
    public let receipt: ZakatReceipt
    public let hijri: String
    public let hawlEndsOn: CalendarDate
    public let dueOn: CalendarDate
  }

  public static func insert(
    _ receipt: ZakatReceipt, in fund: ID<Fund>, entry: Int64, terms: Terms, session: some Session
  ) async throws {
    let id: Int64 = try await session.queryValue(
      """
      INSERT INTO zakat_receipts (code, fund_id, entry_id, amount_minor, donor_id, only_category, only_region,
        received_on, niyya_on, hijri, hawl_ends_on, due_on, policy_id)
      VALUES (\(receipt.code), \(fund), \(entry), \(receipt.amount.minor), \(receipt.donor),
        \(receipt.onlyCategory?.rawValue), \(receipt.onlyRegion), \(receipt.receivedOn), \(receipt.niyyaOn),
        \(terms.hijri.description), \(terms.hawlEndsOn), \(terms.dueOn), \(terms.policy))
      RETURNING receipt_id
      """)
    if let pledge = receipt.pledge { try await ZakatPledges.insert(receipt: id, against: pledge, in: session) }
  }

  public static func find(_ code: Code, in session: some Session) async throws -> Stored? {
    let row = try await session.queryAtMostOne(
      """
      SELECT r.*, f.code AS fund, z.currency, g.code AS pledge FROM zakat_receipts r JOIN zakat_funds z USING (fund_id)
      JOIN funds f USING (fund_id) LEFT JOIN zakat_pledge_receipts k USING (receipt_id)
      LEFT JOIN zakat_pledges g USING (pledge_id) WHERE r.code = \(code)
      """)
    return try row.map { row in
      let category: String? = try row["only_category"]
      let receipt = try ZakatReceipt(
        try row["code"], fund: try row["fund"], amount: try row.money("amount_minor"), donor: try row["donor_id"],
        onlyCategory: category.flatMap(AsnafCategory.init(rawValue:)), onlyRegion: try row["only_region"],
        receivedOn: try row["received_on"], niyyaOn: try row["niyya_on"], pledge: try row["pledge"])
      return Stored(
        id: try row["receipt_id"], receipt: receipt, hijri: try row["hijri"], hawlEndsOn: try row["hawl_ends_on"],
        dueOn: try row["due_on"])
    }
  }

  public static func insertRefund(
    of receipt: Int64, entry: Int64, on day: CalendarDate, reason: String, in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO zakat_refunds (receipt_id, entry_id, refunded_on, reason)
      VALUES (\(receipt), \(entry), \(day), \(reason))
      """)
  }

  /// What is left of a fund's receipts, the oldest first.
  public static func lots(of fund: ID<Fund>, in session: some Session) async throws -> [ZakatLot] {
    let rows = try await session.query(
      """
      SELECT receipt_id, received_on, only_category, only_region, remaining_minor FROM zakat_lots
      WHERE fund_id = \(fund) AND remaining_minor > 0 ORDER BY received_on, receipt_id
      """)
    return try rows.map { row in
      let category: String? = try row["only_category"]
      return ZakatLot(
        receipt: try row["receipt_id"], receivedOn: try row["received_on"],
        onlyCategory: category.flatMap(AsnafCategory.init(rawValue:)), onlyRegion: try row["only_region"],
        remainingMinor: try row["remaining_minor"])
    }
  }

  /// What is left of one receipt, in minor units.
  public static func remaining(of receipt: Int64, in session: some Session) async throws -> Int64 {
    try await session.queryValue("SELECT remaining_minor FROM zakat_lots WHERE receipt_id = \(receipt)")
  }

  /// What a use of lots is for.
  public enum Purpose: Sendable {
    case line(distribution: Int64, line: Int)
    case charge(Int64)
  }

  public static func insert(
    _ uses: [ZakatLot.Use], for purpose: Purpose, entry: Int64, in session: some Session
  ) async throws {
    let (distribution, line, charge): (Int64?, Int16?, Int64?) =
      switch purpose {
      case .line(let key, let number): (key, Int16(number), nil)
      case .charge(let key): (nil, nil, key)
      }
    try await session.execute(
      """
      INSERT INTO zakat_lot_uses (receipt_id, distribution_id, line, charge_id, entry_id, amount_minor)
      SELECT u.receipt, \(distribution)::bigint, \(line)::smallint, \(charge)::bigint, \(entry)::bigint, u.amount
      FROM unnest(\(uses.map(\.receipt)), \(uses.map(\.minor))) u (receipt, amount)
      """)
  }

  /// Gives what a distribution took back to the lots it came from.
  public static func returnUses(of distribution: Int64, entry: Int64, in session: some Session) async throws {
    try await session.execute(
      """
      INSERT INTO zakat_lot_uses (receipt_id, distribution_id, line, entry_id, amount_minor)
      SELECT receipt_id, distribution_id, line, \(entry)::bigint, -sum(amount_minor)::bigint FROM zakat_lot_uses
      WHERE distribution_id = \(distribution) GROUP BY receipt_id, distribution_id, line
      """)
  }

  /// Marks lots that are overdue on `day` and were not before.
  /// - Returns: Their codes, with what is left of them and their funds.
  public static func markOverdue(on day: CalendarDate, in session: some Session) async throws
    -> [(receipt: Code, fund: Code, remainingMinor: Int64)]
  {
    let rows = try await session.query(
      """
      WITH found AS (
        INSERT INTO zakat_overdue_lots (receipt_id, found_on, remaining_minor)
        SELECT l.receipt_id, \(day), l.remaining_minor FROM zakat_lots l
        WHERE l.remaining_minor > 0 AND l.due_on < \(day)
        ORDER BY l.receipt_id ON CONFLICT DO NOTHING RETURNING receipt_id, remaining_minor)
      SELECT r.code, f.code AS fund, o.remaining_minor FROM found o JOIN zakat_receipts r USING (receipt_id)
      JOIN funds f USING (fund_id) ORDER BY r.receipt_id
      """)
    return try rows.map { (try $0["code"], try $0["fund"], try $0["remaining_minor"]) }
  }

  /// Records who a payer is, or finds the record with just this reference, name and contact.
  public static func recordDonor(
    _ reference: Code, name: String, contact: String?, by recorder: String, in session: some Session
  ) async throws -> Int64 {
    try await session.queryValue("SELECT record_zakat_donor(\(reference), \(name), \(contact), \(recorder))")
  }

  /// Who a payer is; that it was read is recorded in the same transaction.
  public static func donor(_ donor: Int64, by reader: String, reason: String, in transaction: Transaction) async throws
    -> (name: String, contact: String?)?
  {
    try await transaction.queryAtMostOne(
      "SELECT name, contact FROM read_zakat_donor(\(donor), \(reader), \(reason))"
    ).map { (try $0["name"], try $0["contact"]) }
  }

  /// Sums of receipts that stand, and of the administrators' charges, over a period.
  public static func insertCharge(
    of amountMinor: Int64, to fund: ID<Fund>, over period: DateSpan, on day: CalendarDate, capBasisPoints: Int,
    policy: ID<Policy>, entry: Int64, in session: some Session
  ) async throws -> Int64 {
    try await session.queryValue(
      """
      INSERT INTO zakat_amil_charges (fund_id, entry_id, amount_minor, period_first, period_last, charged_on, cap_bp,
        policy_id)
      VALUES (\(fund), \(entry), \(amountMinor), \(period.first), \(period.last), \(day), \(Int32(capBasisPoints)),
        \(policy))
      RETURNING charge_id
      """)
  }

  /// What a fund received and charged in a year, where something is charged on a day of it, in minor units.
  public static func room(for fund: ID<Fund>, over year: DateSpan, on day: CalendarDate, in session: some Session)
    async throws -> (receivedMinor: Int64, chargedMinor: Int64)
  {
    let row = try await session.queryOne("SELECT * FROM amil_year(\(fund), \(year.first), \(year.last), \(day))")
    return (try row["received_minor"], try row["charged_minor"])
  }
}
