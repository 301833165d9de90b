import Actions
import Domain

/// Grants as text for a terminal.
enum GrantText {
  static func list(_ sheets: [GrantSheet]) -> String {
    if sheets.isEmpty { return "No grants." }
    return sheets.map { sheet in
      [
        ScoreText.padded(sheet.grant.code.text, 24), ScoreText.padded(sheet.state.rawValue, 16),
        ScoreText.padded(sheet.grant.grantee.text, 24), "agreed \(sheet.money.text(sheet.money.agreed)),",
        "paid \(sheet.money.text(sheet.money.paid))",
      ].joined(separator: " ")
    }.joined(separator: "\n")
  }

  static func outcome(_ outcome: GrantOutcome, _ sheet: GrantSheet) -> String {
    let said = outcome.isNew ? "recorded" : "recorded before under this key"
    let decision = outcome.decision.map { "; decision \($0) waits for a second person" } ?? ""
    return "\(sheet.grant.code): \(said)\(decision); the grant is \(sheet.state.rawValue)"
  }

  /// The report of a grant.
  static func sheet(_ sheet: GrantSheet) -> String {
    let grant = sheet.grant
    let money = sheet.money
    var lines = [
      "\(grant.code): \(grant.names.preferred(.fr))",
      "  \(sheet.state.rawValue) since \(sheet.since); from \(grant.funder) to \(grant.grantee) out of \(grant.fund)",
      "  agreed \(money.text(money.agreed)), paid \(money.text(money.paid)), "
        + "outstanding \(money.text(money.outstanding))",
      "  accepted as spent \(money.text(money.accepted)), unspent \(money.text(money.unspent)), "
        + "returned \(money.text(money.returned)), to recover \(money.text(sheet.recoveryOutstanding)), "
        + "to send back \(money.text(money.unallocated))",
      "  beside it: co-funding \(money.text(sheet.cofundingMinor)), in kind \(money.text(sheet.inKindMinor))",
    ]
    for tranche in sheet.tranches { lines += self.tranche(tranche) }
    lines += sheet.reports.map { report in
      let spent = report.spending.map { "\($0.line) \($0.amount)" }.joined(separator: ", ")
      return "  report \(report.due.number)\(report.due.isFinal ? " (final)" : ""), due \(report.due.dueOn): "
        + "\(report.state.rawValue)\(spent.isEmpty ? "" : "; \(spent)")"
    }
    lines += sheet.recoveries.map { recovery in
      "  recovery \(recovery.number) (\(recovery.cause)): \(money.text(recovery.amountMinor)), due \(recovery.dueOn)"
    }
    return lines.joined(separator: "\n")
  }

  private static func tranche(_ tranche: GrantSheet.Tranche) -> [String] {
    var lines = ["  tranche \(tranche.number): \(tranche.amount), \(tranche.state.rawValue) since \(tranche.since)"]
    for condition in tranche.conditions {
      let sentence = condition.finding?.sentence ?? "Not looked at yet."
      lines.append("    condition \(condition.number), \(condition.condition.word): \(condition.status). \(sentence)")
      if let reading = condition.finding?.reading {
        lines.append("      results \(hexadecimal(reading.resultsSHA256))")
        if let interval = reading.interval {
          lines.append(
            "      interval \(interval.score.low) to \(interval.score.high), median \(interval.score.median), "
              + "evidence \(interval.grade)")
        }
      }
      if let waiver = condition.waiver { lines.append("      \(self.waiver(waiver))") }
    }
    lines += tranche.waivedReports.map { "    overdue report \($0.number) let pass; \(waiver($0))" }
    return lines
  }

  private static func waiver(_ waiver: GrantSheet.Waiver) -> String {
    "waived on \(waiver.on) by \(waiver.grantedBy), asked by \(waiver.askedBy): \(waiver.reason)"
  }
}
