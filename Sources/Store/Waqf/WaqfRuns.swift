import Domain
import Postgres

/// The tables of waterfalls: `waqf_runs` and what belongs to a run.
public enum WaqfRuns {
  /// What a run read beside its figures.
  public struct Context: Sendable {
    public let waqf: Int64
    public let period: DateSpan
    public let ranOn: CalendarDate
    public let policy: ID<Policy>
    public let mandate: Int64?

    public init(waqf: Int64, period: DateSpan, ranOn: CalendarDate, policy: ID<Policy>, mandate: Int64?) {
      self.waqf = waqf
      self.period = period
      self.ranOn = ranOn
      self.policy = policy
      self.mandate = mandate
    }
  }

  /// What is in a period and in no run yet: sums of receipts and of costs, up to its last day.
  public static func unshared(of waqf: Int64, through day: CalendarDate, in session: some Session) async throws
    -> (grossMinor: Int64, costsMinor: Int64)
  {
    let row = try await session.queryOne(
      """
      SELECT (SELECT coalesce(sum(r.amount_minor), 0)::bigint FROM (\(fragment: receipts(waqf, day))) r) AS gross,
        (SELECT coalesce(sum(c.amount_minor), 0)::bigint FROM (\(fragment: costs(waqf, day))) c) AS costs
      """)
    return (try row["gross"], try row["costs"])
  }

  private static func receipts(_ waqf: Int64, _ day: CalendarDate) -> SQL {
    """
    SELECT r.receipt_id, r.amount_minor FROM waqf_yield_receipts r
    WHERE r.waqf_id = \(waqf) AND r.received_on <= \(day)
      AND NOT EXISTS (SELECT FROM waqf_run_receipts x WHERE x.receipt_id = r.receipt_id)
      AND NOT EXISTS (SELECT FROM entries e WHERE e.reverses = r.entry_id)
    """
  }

  private static func costs(_ waqf: Int64, _ day: CalendarDate) -> SQL {
    """
    SELECT c.cost_id, c.amount_minor FROM waqf_costs c
    WHERE c.waqf_id = \(waqf) AND c.incurred_on <= \(day)
      AND NOT EXISTS (SELECT FROM waqf_run_costs x WHERE x.cost_id = c.cost_id)
      AND NOT EXISTS (SELECT FROM entries e WHERE e.reverses = c.entry_id)
    """
  }

  /// The last day of the latest run, and the deficit it carried on.
  public static func latest(of waqf: Int64, in session: some Session) async throws
    -> (lastOn: CalendarDate, deficitMinor: Int64)?
  {
    try await session.queryAtMostOne(
      """
      SELECT last_on, deficit_carried_minor FROM waqf_runs WHERE waqf_id = \(waqf) ORDER BY last_on DESC LIMIT 1
      """
    ).map { (try $0["last_on"], try $0["deficit_carried_minor"]) }
  }

  public static func insert(
    _ context: Context, _ inputs: YieldWaterfall.Inputs, _ result: YieldWaterfall, entry: Int64?,
    in session: some Session
  ) async throws -> Int64 {
    let (rules, period) = (inputs.rules, context.period)
    return try await session.queryValue(
      """
      INSERT INTO waqf_runs (waqf_id, first_on, last_on, ran_on, gross_minor, costs_minor, deficit_minor, need_minor,
        reserve_minor, lost_principal_minor, reserve_bp, fee_bp, reinvest_bp, restores, fee_after_maintenance,
        releases_reserve, deficit_covered_minor, deficit_carried_minor, maintenance_minor, from_reserve_minor,
        to_reserve_minor, restored_minor, fee_minor, reinvested_minor, released_minor, distributable_minor, policy_id,
        mandate_id, entry_id)
      VALUES (\(context.waqf), \(period.first), \(period.last), \(context.ranOn), \(inputs.grossMinor),
        \(inputs.directCostsMinor), \(inputs.deficitMinor), \(inputs.needMinor), \(inputs.reserveMinor),
        \(inputs.lostPrincipalMinor), \(Int32(rules.reserveBasisPoints)), \(Int32(rules.feeBasisPoints)),
        \(Int32(rules.reinvestmentBasisPoints)), \(rules.restoresPrincipal), \(rules.feeAfterMaintenance),
        \(inputs.releasesReserve), \(result.deficitCoveredMinor), \(result.deficitCarriedMinor),
        \(result.maintenanceMinor), \(result.fromReserveMinor), \(result.toReserveMinor), \(result.restoredMinor),
        \(result.feeMinor), \(result.reinvestedMinor), \(result.releasedMinor), \(result.distributableMinor),
        \(context.policy), \(context.mandate), \(entry))
      RETURNING run_id
      """)
  }

  /// Writes what belongs to a run: its shares, the needs it met, and the receipts and costs it shared out.
  public static func insertParts(
    of run: Int64, _ context: Context, _ inputs: YieldWaterfall.Inputs, _ result: YieldWaterfall,
    actors: [Code: ID<Actor>], needs: [(need: Int64, minor: Int64)], in session: some Session
  ) async throws {
    for (offset, (beneficiary, share)) in zip(inputs.rules.beneficiaries, result.shares).enumerated() {
      try await session.execute(
        """
        INSERT INTO waqf_run_shares (run_id, waqf_id, position, beneficiary, actor_id, share_bp, amount_minor)
        VALUES (\(run), \(context.waqf), \(Int16(offset + 1)), \(beneficiary.code), \(beneficiary.actor.flatMap { actors[$0] }),
          \(Int32(beneficiary.basisPoints)), \(share.minor))
        """)
    }
    for (need, minor) in needs {
      try await session.execute(
        """
        INSERT INTO waqf_run_needs (run_id, waqf_id, need_id, amount_minor)
        VALUES (\(run), \(context.waqf), \(need), \(minor))
        """)
    }
    let day = context.period.last
    try await session.execute(
      """
      INSERT INTO waqf_run_receipts (receipt_id, run_id, waqf_id)
      SELECT r.receipt_id, \(run)::bigint, \(context.waqf)::bigint FROM (\(fragment: receipts(context.waqf, day))) r
      """)
    try await session.execute(
      """
      INSERT INTO waqf_run_costs (cost_id, run_id, waqf_id)
      SELECT c.cost_id, \(run)::bigint, \(context.waqf)::bigint FROM (\(fragment: costs(context.waqf, day))) c
      """)
  }
}
