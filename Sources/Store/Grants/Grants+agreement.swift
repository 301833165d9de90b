import Domain
import Postgres

extension Grants {
  /// Writes the next version of an agreement with everything it says.
  ///
  /// - Parameter programmes: The keys of the programmes its conditions name.
  public static func sign(
    _ agreement: GrantAgreement, version: Int, of grant: ID<Grant>, programmes: [Code: ID<Programme>],
    in session: some Session
  ) async throws {
    try await session.execute(
      """
      INSERT INTO grant_agreements (grant_id, version, amount_minor, signed_on, signed_by, max_overspend_bp)
      VALUES (\(grant), \(Int16(version)), \(agreement.amount.minor), \(agreement.signedOn), \(agreement.signedBy),
        \(Int32(agreement.maximumOverspend)))
      """)
    try await session.execute(
      """
      INSERT INTO grant_budget_lines (grant_id, version, line, title, amount_minor)
      SELECT \(grant), \(Int16(version)), l, t, m FROM unnest(\(agreement.lines.map(\.code.text)),
        \(agreement.lines.map(\.title)), \(agreement.lines.map(\.amount.minor))) AS x (l, t, m)
      """)
    for (index, tranche) in agreement.tranches.enumerated() {
      try await session.execute(
        """
        INSERT INTO grant_tranches (grant_id, version, tranche, amount_minor, planned_on)
        VALUES (\(grant), \(Int16(version)), \(Int16(index + 1)), \(tranche.amount.minor), \(tranche.plannedOn))
        """)
      for (position, condition) in tranche.conditions.enumerated() {
        try await insert(
          condition, as: position + 1, of: index + 1, version: version, of: grant, programmes: programmes, in: session)
      }
    }
    for report in agreement.reports {
      try await session.execute(
        """
        INSERT INTO grant_reports (grant_id, report, version, first_on, last_on, due_on, is_final)
        VALUES (\(grant), \(Int16(report.number)), \(Int16(version)), \(report.span.first), \(report.span.last),
          \(report.dueOn), \(report.isFinal))
        """)
    }
  }

  private static func insert(
    _ condition: TrancheCondition, as number: Int, of tranche: Int, version: Int, of grant: ID<Grant>,
    programmes: [Code: ID<Programme>], in session: some Session
  ) async throws {
    var row = ConditionRow()
    switch condition.kind {
    case .report(let number): row.report = Int16(number)
    case .audit(let code), .document(let code): row.document = code
    case .cofunding(let minor): row.minimumMinor = minor
    case .spendRatio(let basisPoints): row.minimumShare = Int32(basisPoints)
    case .indicator(let code, let group, let comparison, let minimum):
      row.indicator = code
      row.group = group
      row.reads = comparison.rawValue
      row.minimum = minimum
    case .score(let score):
      row.programme = programmes[score.programme]
      row.node = score.node
      row.reads = score.reads.rawValue
      row.minimum = score.minimum
    }
    try await session.execute(
      """
      INSERT INTO tranche_conditions (grant_id, version, tranche, condition, kind, due_on, report, document,
        minimum_minor, minimum_bp, programme_id, indicator, target_group, node, minimum, reads)
      VALUES (\(grant), \(Int16(version)), \(Int16(tranche)), \(Int16(number)), \(condition.word), \(condition.dueOn),
        \(row.report), \(row.document), \(row.minimumMinor), \(row.minimumShare), \(row.programme), \(row.indicator),
        \(row.group), \(row.node), \(row.minimum), \(row.reads))
      """)
  }

  /// The columns of a condition that its kind needs.
  private struct ConditionRow {
    var report: Int16?
    var document: Code?
    var minimumMinor: Int64?
    var minimumShare: Int32?
    var programme: ID<Programme>?
    var indicator: Code?
    var group: Code?
    var node: String?
    var reads: String?
    var minimum: Double?
  }
}
