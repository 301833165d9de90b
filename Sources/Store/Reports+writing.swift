import Domain
import Postgres

extension Reports {
  /// Writes reports with their cells, in one go: the cells by COPY, which does not know row policies.
  public static func copy(_ reports: [(header: Header, values: [Value])], in transaction: Transaction) async throws {
    try await transaction.run(inserting(reports.map(\.header)))
    try await transaction.copyIn(into: "report_values", columns: valueColumns) { writer in
      for (header, values) in reports { try write(header, ValueArrays(values), to: &writer) }
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

  /// The cells of reports that are few, as few statements: COPY, which is faster by the cell, goes to and fro four times.
  public static func inserting(_ reports: [(header: Header, values: [Value])]) -> [Statement<Void>] {
    stride(from: 0, to: reports.count, by: reportsAStatement).map { start in
      let rows = reports[start..<min(start + reportsAStatement, reports.count)].map { header, values in
        row(header, ValueArrays(values))
      }
      let insert: SQL = """
        INSERT INTO report_values (\(unsafeRaw: valueColumns.joined(separator: ", ")))
        VALUES \(fragment: SQL.joined(rows, by: ", "))
        """
      // Of the texts there may be, one for each number of reports, that of a single one is worth keeping.
      return Statement(rows.count == 1 ? insert.prepared() : insert)
    }
  }

  /// A statement has at most 65,535 parameters.
  private static let reportsAStatement = 1_000

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  private static let valueColumns = [
    "actor_id", "report_id", "period_id", "submitted_on", "indicators", "groups", "declared", "numerators",
    "denominators", "beneficiaries", "absences", "absence_reasons", "baselines", "targets", "verified", "refusals",
    "verified_at",
  ]

  private static func row(_ header: Header, _ cells: ValueArrays) -> SQL {
    """
    (\(header.actor), \(header.id), \(header.period), \(header.submittedOn), \(cells.indicators), \(cells.groups),
      \(numbers(cells.declared)), \(numbers(cells.numerators)), \(numbers(cells.denominators)), \(cells.beneficiaries),
      \(cells.absences), \(cells.absenceReasons), \(numbers(cells.baselines)), \(numbers(cells.targets)),
      \(numbers(cells.verified)), \(cells.refusals), \(cells.verifiedAt))
    """
  }

  private static func numbers(_ values: [Double]?) -> [Double?]? { values.map { $0.map { $0.isNaN ? nil : $0 } } }

  private static func write(_ header: Header, _ cells: ValueArrays, to writer: inout CopyWriter) throws {
    try writer.beginRow()
    try writer.write(header.actor.rawValue)
    try writer.write(header.id)
    try writer.write(header.period)
    try writer.write(days: header.submittedOn.daysSincePostgresEpoch)
    try writer.write(int32s: cells.indicators, zeroIsNull: false)
    try writer.write(int32s: cells.groups, zeroIsNull: false)
    for numbers in [cells.declared, cells.numerators, cells.denominators] { try write(numbers, to: &writer) }
    if let counts = cells.beneficiaries { try writer.write(int64s: counts) } else { try writer.writeNull() }
    for words in [cells.absences, cells.absenceReasons] { try write(words, to: &writer) }
    for numbers in [cells.baselines, cells.targets, cells.verified] { try write(numbers, to: &writer) }
    try write(cells.refusals, to: &writer)
    if let moments = cells.verifiedAt {
      try writer.write(microseconds: moments.map { $0?.microsecondsSincePostgresEpoch })
    } else {
      try writer.writeNull()
    }
  }

  private static func write(_ numbers: [Double]?, to writer: inout CopyWriter) throws {
    if let numbers { try writer.write(doubles: numbers) } else { try writer.writeNull() }
  }

  private static func write(_ words: [String?]?, to writer: inout CopyWriter) throws {
    if let words { try writer.write(texts: words) } else { try writer.writeNull() }
  }
}
