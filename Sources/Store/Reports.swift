import Domain
import Postgres

/// The tables `reports`, `indicator_values`, `targets` and `verifications`.
public enum Reports {
  /// A report's header as it is written.
  public struct Header: Sendable {
    public let id: Int64
    public let actor: ID<Actor>
    public let programme: ID<Programme>
    public let period: Int32
    public let version: Int16
    public let source: String
    public let externalRef: String
    public let bodyHash: [UInt8]
    public let submittedOn: CalendarDate

    public init(
      id: Int64, actor: ID<Actor>, programme: ID<Programme>, period: Int32, version: Int16, source: String,
      externalRef: String, bodyHash: [UInt8], submittedOn: CalendarDate
    ) {
      self.id = id
      self.actor = actor
      self.programme = programme
      self.period = period
      self.version = version
      self.source = source
      self.externalRef = externalRef
      self.bodyHash = bodyHash
      self.submittedOn = submittedOn
    }
  }

  /// A cell as it is written, with a verdict where one comes with it.
  public struct Value: Sendable {
    public let indicator: Int32
    public let group: Int32
    public let cell: ReportCell.Content
    public let beneficiaries: Int64?
    /// What the report says was agreed on for its period.
    public let baseline: Double?
    public let target: Double?
    public let verdict: Verdict?
    public let verifiedAt: Moment?

    public init(
      indicator: Int32, group: Int32, cell: ReportCell.Content, beneficiaries: Int64?, baseline: Double? = nil,
      target: Double? = nil, verdict: Verdict? = nil, verifiedAt: Moment? = nil
    ) {
      self.indicator = indicator
      self.group = group
      self.cell = cell
      self.beneficiaries = beneficiaries
      self.baseline = baseline
      self.target = target
      self.verdict = verdict
      self.verifiedAt = verifiedAt
    }
  }

  /// Keys for `count` reports to come, ascending: of two reports for the same cell the larger key is the later one.
  public static func reserveKeys(_ count: Int, in session: some Session) async throws -> [Int64] {
    let rows = try await session.query(
      "SELECT nextval('reports_report_id_seq') AS id FROM generate_series(1, \(count))")
    return try rows.map { try $0.decode("id", as: Int64.self) }.sorted()
  }

  /// Gives the transaction room to check many cells of one COPY in memory, and time to read files in between.
  public static func expectMany(in transaction: Transaction) async throws {
    try await transaction.execute("SET LOCAL work_mem = '64MB'")
    try await transaction.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
  }

  /// Writes reports with their cells, in one go: the cells by COPY, which does not know row policies.
  public static func copy(_ reports: [(header: Header, values: [Value])], in transaction: Transaction) async throws {
    let headers = reports.map(\.header)
    try await transaction.execute(
      """
      INSERT INTO reports (actor_id, report_id, programme_id, period_id, version, source, external_ref, body_hash,
        submitted_on)
      SELECT h.actor_id, h.report_id, h.programme_id, h.period_id, h.version, h.source, h.external_ref,
        decode(h.body_hash, 'hex'), DATE '2000-01-01' + h.submitted_on
      FROM unnest(\(headers.map(\.actor.rawValue)), \(headers.map(\.id)), \(headers.map(\.programme.rawValue)),
        \(headers.map(\.period)), \(headers.map(\.version)), \(headers.map(\.source)), \(headers.map(\.externalRef)),
        \(headers.map { hexadecimal($0.bodyHash) }), \(headers.map { Int32($0.submittedOn.daysSincePostgresEpoch) }))
        AS h (actor_id, report_id, programme_id, period_id, version, source, external_ref, body_hash, submitted_on)
      """)
    let parts = ValueParts(of: reports)
    try await transaction.copyIn(into: "indicator_values", columns: parts.columns) { writer in
      for (header, values) in reports {
        for value in values { try parts.write(value, of: header, to: &writer) }
      }
    }
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
