import Domain
import Postgres
import Store

extension Tadamun {
  /// Shares out what a waqf received and spent by the end of a period and no run shared out before, in the order of the
  /// waterfall (``YieldWaterfall``). Run again for the same period, it is the same run and moves nothing.
  ///
  /// - Parameters:
  ///   - period: After every period that was run before.
  ///   - day: The day of the entry, on or after the period's last.
  /// - Throws: `waqf_unknown`; `waqf_state_forbids` before it is active, or while nobody has the shares;
  ///   `period_not_over`; `waterfall_out_of_order`.
  @discardableResult
  public func runWaterfall(of code: Code, over period: DateSpan, on day: CalendarDate, by source: Source) async throws
    -> WaterfallRun
  {
    try await transaction { transaction in
      let waqf = try await lockedWaqf(code, in: transaction)
      if let found = try await WaqfRuns.find(of: waqf.id, over: period, in: transaction) { return found }
      let latest = try await WaqfRuns.latest(of: waqf.id, in: transaction)
      try requireRun(waqf, over: period, on: day, after: latest?.lastOn)
      let (terms, policy) = try await waqfTerms(waqf.deed.policy, on: period.last, in: transaction)
      let mandate = try await WaqfDeeds.mandate(of: waqf.id, on: period.last, in: transaction)
      let fee = min(mandate?.feeBasisPoints ?? 0, waqf.deed.maximumFee(under: terms))
      let rules = try waqf.deed.stipulations.rules(
        under: terms, feeBasisPoints: fee, beneficiaries: try await beneficiaries(of: waqf, in: transaction))
      let needs = try await WaqfNeeds.open(of: waqf.id, on: period.last, in: transaction)
      let balances = try await WaqfReports.balances(of: waqf, through: nil, in: transaction)
      let unshared = try await WaqfRuns.unshared(of: waqf.id, through: period.last, in: transaction)
      let inputs = YieldWaterfall.Inputs(
        grossMinor: unshared.grossMinor, directCostsMinor: unshared.costsMinor, deficitMinor: latest?.deficitMinor ?? 0,
        needMinor: needs.reduce(0) { $0 + $1.openMinor }, reserveMinor: balances[.waqfReserve] ?? 0,
        lostPrincipalMinor: balances[.waqfLosses] ?? 0, releasesReserve: waqf.state == .returning, rules: rules)
      let result = try YieldWaterfall(inputs)
      let lines = try lines(of: result, inputs, for: waqf.deed, nazir: mandate?.nazir)
      let key = try Code("\(code):\(period.first):\(period.last)")
      let entry =
        lines.lines.isEmpty
        ? nil : try await book(.waqfWaterfall, lines, on: day, for: key, policy: policy, in: transaction).id
      let context = WaqfRuns.Context(
        waqf: waqf.id, period: period, ranOn: day, policy: policy, mandate: mandate?.id)
      let run = try await WaqfRuns.insert(context, inputs, result, entry: entry, in: transaction)
      let actors = try await knownActors(rules.beneficiaries.compactMap(\.actor), in: transaction)
      try await WaqfRuns.insertParts(
        of: run, context, inputs, result, actors: actors,
        needs: met(needs, minor: result.maintenanceMinor + result.fromReserveMinor), in: transaction)
      try await recordSpendable(of: waqf, after: "waterfall \(period)", in: transaction)
      let body: [String: JSONText] = [
        "period": .text(period.description), "net_minor": .integer(result.netMinor),
        "distributable_minor": .integer(result.distributableMinor), "open_need_minor": .integer(result.openNeedMinor),
      ]
      try await event("waqf_waterfall_run", waqf, body, source, in: transaction)
      return WaterfallRun(run: run, period: period, inputs: inputs, result: result, entry: entry)
    }
  }

  /// The run of exactly a period.
  /// - Throws: `waqf_unknown`, `waterfall_unknown`.
  public func waterfall(of code: Code, over period: DateSpan) async throws -> WaterfallRun {
    try await reading { transaction in
      let waqf = try await knownWaqf(code, in: transaction)
      guard let found = try await WaqfRuns.find(of: waqf.id, over: period, in: transaction) else {
        throw Problem("waterfall_unknown", "No waterfall of “\(code)” was run for \(period).")
      }
      return found
    }
  }

  private func requireRun(
    _ waqf: WaqfDeeds.Stored, over period: DateSpan, on day: CalendarDate, after last: CalendarDate?
  ) throws(Problem) {
    guard [.active, .suspended, .returning, .transferredToPublic].contains(waqf.state) else {
      throw Problem("waqf_state_forbids", "A waqf that is \(waqf.state.rawValue) shares out no yield.")
    }
    guard day >= period.last else {
      throw Problem("period_not_over", "A period is shared out once it is over.")
    }
    if let last, period.first <= last {
      throw Problem("waterfall_out_of_order", "Everything up to \(last) is shared out already.")
    }
  }

  /// What of each need is met, in the order of needs.
  private func met(_ needs: [WaqfNeedBook], minor: Int64) -> [(need: Int64, minor: Int64)] {
    var left = minor
    return needs.compactMap { need in
      let part = min(need.openMinor, left)
      left -= part
      return part > 0 ? (need.id, part) : nil
    }
  }

  private func lines(
    of result: YieldWaterfall, _ inputs: YieldWaterfall.Inputs, for deed: WaqfDeed, nazir: Code?
  ) throws(Problem) -> WaqfLines {
    var lines = WaqfLines(deed)
    let toPrincipal = result.restoredMinor + result.reinvestedMinor
    let parts: [Int64] = [
      result.maintenanceMinor, result.toReserveMinor, toPrincipal, result.feeMinor, result.distributableMinor,
      -result.releasedMinor,
    ]
    try lines.debit(.waqfUndivided, parts.reduce(0, +))
    try lines.credit(.waqfMaintenance, result.maintenanceMinor + result.fromReserveMinor)
    try lines.debit(.waqfReserve, result.fromReserveMinor + result.releasedMinor - result.toReserveMinor)
    try lines.credit(.waqfFees, result.feeMinor, for: nazir)
    for (share, beneficiary) in zip(result.shares, inputs.rules.beneficiaries) {
      try lines.credit(.waqfShares, share.minor, for: beneficiary.actor)
    }
    // From the yield's fund into the principal's, for the one reason there is: the deed and the policy say so.
    try lines.credit(.waqfYieldCash, toPrincipal)
    try lines.debit(.waqfPrincipalCash, toPrincipal)
    try lines.credit(.waqfLosses, result.restoredMinor)
    try lines.credit(.waqfCorpus, result.reinvestedMinor)
    return lines
  }
}
