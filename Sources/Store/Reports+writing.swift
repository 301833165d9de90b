import Domain
import Postgres

extension Reports {
  /// Writes reports with their cells, in one go: the cells by COPY, which does not know row policies.
  public static func copy(_ reports: [(header: Header, values: [Value])], in transaction: Transaction) async throws {
    try await transaction.run(inserting(reports.map(\.header)))
    try await transaction.copyIn(into: "indicator_values", columns: valueColumns) { writer in
      for (header, values) in reports {
        for value in values { try write(value, of: header, to: &writer) }
      }
    }
  }

  public static func inserting(_ headers: [Header]) -> Statement<Void> {
    let insert: SQL = """
      INSERT INTO reports (actor_id, report_id, programme_id, period_id, version, source, external_ref, body_hash,
        submitted_on)
      SELECT h.actor_id, h.report_id, h.programme_id, h.period_id, h.version, h.source, h.external_ref,
        decode(h.body_hash, 'hex'), h.submitted_on
      FROM unnest(\(headers.map(\.actor.rawValue)), \(headers.map(\.id)), \(headers.map(\.programme.rawValue)),
        \(headers.map(\.period)), \(headers.map(\.version)), \(headers.map(\.source)), \(headers.map(\.externalRef)),
        \(headers.map { hexadecimal($0.bodyHash) }), \(headers.map(\.submittedOn)))
        AS h (actor_id, report_id, programme_id, period_id, version, source, external_ref, body_hash, submitted_on)
      """
    return Statement(insert.prepared())
  }

  /// The cells of reports that are few, as one statement: COPY, which is faster by the cell, goes to and fro four times.
  public static func inserting(_ reports: [(header: Header, values: [Value])]) -> Statement<Void> {
    let cells = reports.flatMap { header, values in values.map { (header: header, value: $0) } }
    let headers = cells.map(\.header)
    let values = cells.map(\.value)
    let insert: SQL = """
      INSERT INTO indicator_values (\(unsafeRaw: valueColumns.joined(separator: ", ")))
      SELECT * FROM unnest(\(headers.map(\.actor.rawValue)), \(headers.map(\.id)), \(values.map(\.indicator)),
        \(values.map(\.group)), \(headers.map(\.period)), \(headers.map(\.submittedOn)), \(values.map(\.state)),
        \(values.map(\.declared)), \(values.map(\.numerator)), \(values.map(\.denominator)),
        \(values.map(\.beneficiaries)), \(values.map(\.missingReason)), \(values.map(\.baseline)),
        \(values.map(\.target)), \(values.map { $0.verdict?.word }), \(values.map { $0.verdict?.verifiedValue }),
        \(values.map(\.verifiedAt)))
      """
    return Statement(insert.prepared())
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  private static let valueColumns = [
    "actor_id", "report_id", "indicator_id", "group_id", "period_id", "submitted_on", "state", "declared", "numerator",
    "denominator", "beneficiaries", "missing_reason", "baseline", "target", "verdict", "verified", "verified_at",
  ]

  private static func write(_ value: Value, of header: Header, to writer: inout CopyWriter) throws {
    try writer.beginRow()
    try writer.write(header.actor.rawValue)
    try writer.write(header.id)
    try writer.write(value.indicator)
    try writer.write(value.group)
    try writer.write(header.period)
    try writer.write(days: header.submittedOn.daysSincePostgresEpoch)
    try writer.write(value.state)
    try writer.write(value.declared)
    try writer.write(value.numerator)
    try writer.write(value.denominator)
    try writer.write(value.beneficiaries)
    try writer.write(value.missingReason)
    try writer.write(value.baseline)
    try writer.write(value.target)
    try writer.write(value.verdict?.word)
    try writer.write(value.verdict?.verifiedValue)
    try writer.write(value.verifiedAt)
  }
}

/// The columns that say what a cell holds.
extension Reports.Value {
  fileprivate var state: String {
    switch cell {
    case .value: "reported"
    case .missing: "missing"
    case .refused: "refused"
    case .notDue: "not_due"
    }
  }

  fileprivate var declared: Double? { if case .value(let number, _, _) = cell { number } else { nil } }
  fileprivate var numerator: Double? { if case .value(_, let numerator, _) = cell { numerator } else { nil } }
  fileprivate var denominator: Double? { if case .value(_, _, let denominator) = cell { denominator } else { nil } }

  fileprivate var missingReason: String? {
    switch cell {
    case .missing(let reason), .refused(let reason): reason
    case .value, .notDue: nil
    }
  }
}
