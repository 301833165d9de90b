import Actions
import Domain
import Serving

extension JSON {
  static func outcome(_ outcome: GrantOutcome, _ sheet: GrantSheet) -> JSON {
    [
      "state": outcome.isNew ? "recorded" : "known",
      "decision": outcome.decision.map { .integer($0.rawValue) } ?? .null, "grant": .grant(sheet),
    ]
  }

  static func grant(_ sheet: GrantSheet) -> JSON {
    let grant = sheet.grant
    return [
      "code": .code(grant.code), "state": .text(sheet.state.rawValue), "since": .date(sheet.since),
      "fund": .code(grant.fund), "grantee": .code(grant.grantee), "funder": .code(grant.funder),
      "programme": .optional(grant.programme), "names": .names(grant.names), "purpose": .text(grant.purpose),
      "restricted": .bool(grant.isRestricted), "first_on": .date(grant.span.first), "last_on": .date(grant.span.last),
      "policy": .optional(grant.policy), "plan": plan(grant.plan), "money": figures(sheet),
      "agreement": sheet.agreement.map { agreement($0, sheet.version) } ?? .null,
      "tranches": .list(sheet.tranches.map(tranche)), "reports": .list(sheet.reports.map(report)),
      "recoveries": .list(
        sheet.recoveries.map { recovery in
          [
            "recovery": .integer(recovery.number), "cause": .text(recovery.cause),
            "amount": amount(recovery.amountMinor, grant.currency), "due_on": .date(recovery.dueOn),
          ]
        }),
    ]
  }

  private static func amount(_ minor: Int64, _ currency: Currency) -> JSON {
    .text((try? Money(minor: minor, currency))?.decimal ?? "\(minor)")
  }

  private static func plan(_ plan: GrantPlan) -> JSON {
    [
      "requested": .text(plan.requested.decimal), "own_cash": .text(plan.ownCash.decimal),
      "own_in_kind": .text(plan.ownInKind.decimal), "others": .text(plan.others.decimal),
      "project_cost": .text(plan.cost.decimal), "currency": .text(plan.cost.currency.code),
    ]
  }

  /// All of them sums of the ledger, save what came in kind and from others, which is beside it.
  private static func figures(_ sheet: GrantSheet) -> JSON {
    let money = sheet.money
    let text = { (minor: Int64) in amount(minor, money.currency) }
    return [
      "currency": .text(money.currency.code), "agreed": text(money.agreed), "paid": text(money.paid),
      "outstanding": text(money.outstanding), "accepted": text(money.accepted), "unspent": text(money.unspent),
      "returned": text(money.returned), "to_recover": text(sheet.recoveryOutstanding),
      "unallocated": text(money.unallocated), "in_kind": text(sheet.inKindMinor),
      "cofunding": text(sheet.cofundingMinor),
    ]
  }

  private static func agreement(_ agreement: GrantAgreement, _ version: Int) -> JSON {
    [
      "version": .integer(version), "amount": .money(agreement.amount), "signed_on": .date(agreement.signedOn),
      "signed_by": .list(agreement.signedBy.map(JSON.text)), "max_overspend_bp": .integer(agreement.maximumOverspend),
      "lines": .list(
        agreement.lines.map {
          ["line": .code($0.code), "title": .text($0.title), "amount": .text($0.amount.decimal)]
        }),
    ]
  }

  private static func tranche(_ tranche: GrantSheet.Tranche) -> JSON {
    [
      "tranche": .integer(tranche.number), "state": .text(tranche.state.rawValue), "since": .date(tranche.since),
      "amount": .money(tranche.amount), "planned_on": .date(tranche.plannedOn),
      "decision": tranche.decision.map { .integer($0.rawValue) } ?? .null,
      "conditions": .list(tranche.conditions.map(condition)),
      "waived_reports": .list(tranche.waivedReports.map(waiver)),
    ]
  }

  private static func condition(_ stored: GrantSheet.Condition) -> JSON {
    [
      "condition": .integer(stored.number), "kind": .text(stored.condition.word), "status": .text(stored.status),
      "due_on": stored.condition.dueOn.map(JSON.date) ?? .null,
      "assessed_on": stored.assessedOn.map(JSON.date) ?? .null, "finding": .optional(stored.finding?.sentence),
      "score": stored.finding?.reading.map(reading) ?? .null, "waiver": stored.waiver.map(waiver) ?? .null,
    ]
  }

  private static func reading(_ reading: ScoreReading) -> JSON {
    let interval: JSON =
      if let interval = reading.interval {
        [
          "p5": .number(interval.score.low), "p50": .number(interval.score.median),
          "p95": .number(interval.score.high), "grade": .text(interval.grade),
        ]
      } else { .null }
    return [
      "run": .integer(reading.run), "results_sha256": .hex(reading.resultsSHA256), "as_of": .date(reading.asOf),
      "score": .optional(reading.score), "interval": interval, "coverage": .optional(reading.coverage),
      "status": .optional(reading.status),
    ]
  }

  private static func waiver(_ waiver: GrantSheet.Waiver) -> JSON {
    [
      "of": .integer(waiver.number), "reason": .text(waiver.reason), "asked_by": .text(waiver.askedBy),
      "granted_by": .text(waiver.grantedBy), "on": .date(waiver.on),
    ]
  }

  private static func report(_ report: GrantSheet.Report) -> JSON {
    [
      "report": .integer(report.due.number), "state": .text(report.state.rawValue),
      "first_on": .date(report.due.span.first), "last_on": .date(report.due.span.last),
      "due_on": .date(report.due.dueOn), "final": .bool(report.due.isFinal),
      "lines": .list(
        report.spending.map { ["line": .code($0.line), "amount": .text($0.amount.decimal)] }),
    ]
  }

  static func moneyRow(_ row: MoneyRow) -> JSON {
    let text = { (minor: Int64) in amount(minor, row.currency) }
    return [
      "instrument": .text(row.instrument.rawValue), "fund": .code(row.fund), "funder": .optional(row.funder),
      "period": row.period.map(JSON.date) ?? .null, "currency": .text(row.currency.code),
      "promised": text(row.promised), "gross": text(row.gross), "fees": text(row.fees), "net": text(row.net),
      "custody": text(row.custody), "paid_out": text(row.paidOut), "told": text(row.told), "spent": text(row.spent),
      "returned": text(row.returned),
    ]
  }
}
