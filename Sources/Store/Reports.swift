import Domain
import Postgres

/// The tables `reports`, `report_values`, `targets` and `verifications`.
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

  /// Gives the transaction room to check many cells of one COPY in memory, and time to read files in between.
  public static func expectMany(in transaction: Transaction) async throws {
    try await transaction.execute("SET LOCAL work_mem = '64MB'")
    try await transaction.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
  }
}
