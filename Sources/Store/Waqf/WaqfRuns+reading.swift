import Domain
import Postgres

extension WaqfRuns {
  /// The run of exactly a period. The result is computed anew from what the run read: the database checked that it is
  /// what was stored.
  public static func find(of waqf: Int64, over period: DateSpan, in session: some Session) async throws
    -> WaterfallRun?
  {
    let row = try await session.queryAtMostOne(
      """
      SELECT * FROM waqf_runs
      WHERE waqf_id = \(waqf) AND first_on = \(period.first) AND last_on = \(period.last)
      """)
    guard let row else { return nil }
    let run: Int64 = try row["run_id"]
    let shares = try await session.query(
      """
      SELECT s.beneficiary, a.code AS actor, s.share_bp FROM waqf_run_shares s LEFT JOIN actors a USING (actor_id)
      WHERE s.run_id = \(run) ORDER BY s.position
      """)
    let basisPoints = { (column: String) in Int(try row.decode(column, as: Int32.self)) }
    let rules = try WaqfRules(
      reserveBasisPoints: basisPoints("reserve_bp"), feeBasisPoints: basisPoints("fee_bp"),
      reinvestmentBasisPoints: basisPoints("reinvest_bp"), restoresPrincipal: try row["restores"],
      feeAfterMaintenance: try row["fee_after_maintenance"],
      beneficiaries: try shares.map {
        WaqfRules.Beneficiary(
          try $0["beneficiary"], actor: try $0["actor"],
          basisPoints: Int(try $0.decode("share_bp", as: Int32.self)))
      })
    let inputs = YieldWaterfall.Inputs(
      grossMinor: try row["gross_minor"], directCostsMinor: try row["costs_minor"],
      deficitMinor: try row["deficit_minor"], needMinor: try row["need_minor"], reserveMinor: try row["reserve_minor"],
      lostPrincipalMinor: try row["lost_principal_minor"], releasesReserve: try row["releases_reserve"], rules: rules)
    return WaterfallRun(
      run: run, period: period, inputs: inputs, result: try YieldWaterfall(inputs), entry: try row["entry_id"])
  }
}
