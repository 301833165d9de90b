import Domain
import Postgres

/// Sums over a waqf's postings and records, never stored.
public enum WaqfReports {
  /// Balances of a waqf's accounts up to a day, each on its normal side; nil for all days.
  public static func balances(of waqf: WaqfDeeds.Stored, through day: CalendarDate?, in session: some Session)
    async throws -> [AccountKind: Int64]
  {
    let rows = try await session.query(
      """
      SELECT a.kind, (sum(p.amount_minor) * CASE k.normal_side WHEN 'debit' THEN 1 ELSE -1 END)::bigint AS balance
      FROM accounts a JOIN account_kinds k USING (kind) JOIN postings p USING (account_id) JOIN entries e USING (entry_id)
      WHERE a.fund_id IN (\(waqf.principalFund), \(waqf.yieldFund)) AND (\(day)::date IS NULL OR e.occurred_on <= \(day))
      GROUP BY a.kind, k.normal_side
      """)
    return try Dictionary(
      uniqueKeysWithValues: rows.map { (AccountKind(rawValue: try $0["kind"]), try $0["balance"]) })
  }

  public static func principal(_ balances: [AccountKind: Int64]) -> WaqfReport.Principal {
    let balance = { (kind: AccountKind) in balances[kind] ?? 0 }
    return WaqfReport.Principal(
      corpusMinor: balance(.waqfCorpus), exchangeGainsMinor: balance(.istibdalGains),
      lossesMinor: balance(.waqfLosses), returnableMinor: balance(.waqfReturnable),
      cashMinor: balance(.waqfPrincipalCash), assetsMinor: balance(.waqfAssets),
      suspenseMinor: balance(.istibdalSuspense))
  }

  public static func report(on day: CalendarDate, of waqf: WaqfDeeds.Stored, in session: some Session) async throws
    -> WaqfReport
  {
    let balances = try await balances(of: waqf, through: day, in: session)
    return WaqfReport(
      waqf: waqf.deed.code, currency: waqf.deed.currency, day: day,
      state: try await WaqfDeeds.state(of: waqf.id, on: day, in: session) ?? .draft, principal: principal(balances),
      yields: try await yields(of: waqf, balances, on: day, in: session),
      beneficiaries: try await beneficiaries(of: waqf.id, on: day, in: session),
      openNeeds: try await openNeeds(of: waqf.id, on: day, in: session),
      assets: try await assets(of: waqf.id, on: day, in: session))
  }

  private static func yields(
    of waqf: WaqfDeeds.Stored, _ balances: [AccountKind: Int64], on day: CalendarDate, in session: some Session
  ) async throws -> WaqfReport.Yield {
    let sums = try await session.queryOne(
      """
      SELECT coalesce(sum(-p.amount_minor) FILTER (WHERE coalesce(o.kind, e.kind) = 'waqf_yield_receipt'), 0)::bigint AS received,
        coalesce(sum(p.amount_minor) FILTER (WHERE coalesce(o.kind, e.kind) = 'waqf_cost'), 0)::bigint AS costs
      FROM postings p JOIN accounts a USING (account_id) JOIN entries e USING (entry_id)
      LEFT JOIN entries o ON o.entry_id = e.reverses
      WHERE a.fund_id = \(waqf.yieldFund) AND a.kind = 'waqf_undivided' AND e.occurred_on <= \(day)
      """)
    let balance = { (kind: AccountKind) in balances[kind] ?? 0 }
    return WaqfReport.Yield(
      receivedMinor: try sums["received"], costsMinor: try sums["costs"], cashMinor: balance(.waqfYieldCash),
      undividedMinor: balance(.waqfUndivided), owedCostsMinor: balance(.waqfPayable),
      maintenanceMinor: balance(.waqfMaintenance), reserveMinor: balance(.waqfReserve), feesMinor: balance(.waqfFees),
      sharesMinor: balance(.waqfShares), distributedMinor: balance(.waqfDisbursements))
  }
}
