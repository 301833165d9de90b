import Domain
import Store

extension GrantDesk {
  /// - Throws: `final_report_missing` where a report is still owed.
  func windUp(on day: CalendarDate) async throws {
    try sheet.state.step(to: .closing, of: name)
    let open = sheet.reports.filter { $0.state != .accepted }.map(\.due.number)
    guard open.isEmpty, sheet.reports.contains(where: \.due.isFinal) else {
      throw Problem(
        "final_report_missing", "Every report is accepted first, a final one among them; open: \(open).")
    }
    try await step(to: .closing, on: day)
  }

  /// Closes the book: what was paid is accepted as spent or came back. What was never paid is taken back.
  /// - Throws: `grant_does_not_add_up`.
  func close(on day: CalendarDate) async throws {
    try sheet.state.step(to: .closed, of: name)
    let rest = sheet.money.paid - sheet.money.accepted - sheet.money.returned
    guard rest == 0 else {
      throw Problem(
        "grant_does_not_add_up", "\(sheet.money.text(rest)) of what was paid is neither accepted as spent nor returned."
      )
    }
    try await stopTranches(on: day, reason: "closed")
    try await step(to: .closed, on: day)
  }

  /// Ends a grant early: every tranche that is not paid is cancelled and its promise taken back, and what was paid and
  /// not spent is owed back, all at once.
  func terminate(on day: CalendarDate, reason: String, recoveryDueOn: CalendarDate) async throws {
    try sheet.state.step(to: .terminated, of: name)
    try await stopTranches(on: day, reason: reason)
    let owed = sheet.money.unspent
    let demanded = owed - sheet.recoveryOutstanding
    if demanded > 0 {
      try await Grants.insertRecovery(
        sheet.recoveries.count + 1, of: sheet.id, cause: "termination", amountMinor: demanded, dueOn: recoveryDueOn,
        by: person, in: transaction)
    }
    let isEven = sheet.money.paid == sheet.money.accepted + sheet.money.returned
    try await steps(
      owed > 0 ? [.terminated, .recovering] : isEven ? [.terminated, .recovering, .closed] : [.terminated], on: day,
      reason: reason)
  }

  /// - Throws: `step_not_allowed`, `nothing_to_recover`.
  func demandUnspent(on day: CalendarDate, dueOn: CalendarDate) async throws {
    guard sheet.state == .closing else {
      throw Problem(
        "step_not_allowed", "\(name) is \(sheet.state.rawValue); unspent money is asked back while closing.")
    }
    let owed = sheet.money.unspent - sheet.recoveryOutstanding
    guard owed > 0 else { throw Problem("nothing_to_recover", "Nothing is unspent that was not asked back.") }
    try await Grants.insertRecovery(
      sheet.recoveries.count + 1, of: sheet.id, cause: "unspent", amountMinor: owed, dueOn: dueOn, by: person,
      in: transaction)
  }

  /// Books money that came back. What comes beyond what is owed is kept apart, to be sent back.
  ///
  /// - Throws: `nothing_to_recover`; `offset_forbidden` against zakat or waqf, `offset_across_funds` against another
  ///   fund, `offset_over_recovery`; `insufficient_funds` where that much is not held.
  func receive(_ amount: Money, on day: CalendarDate, _ from: GrantAct.RecoverySource) async throws {
    try requireCurrency(of: amount)
    let outstanding = sheet.recoveryOutstanding
    guard amount.minor > 0, let recovery = sheet.recoveries.last?.number, outstanding > 0 else {
      throw Problem("nothing_to_recover", "\(name) owes nothing back.")
    }
    let returned = min(amount.minor, outstanding)
    let grantee = sheet.grant.grantee
    var lines: [(AccountKind, Code?, Int64)] = [(.cash, nil, amount.minor), (.recoveries, grantee, -returned)]
    switch from {
    case .payment: lines.append((.unallocated, grantee, returned - amount.minor))
    case .heldIn(let fund):
      try await requireOffset(against: fund)
      guard amount.minor == returned else {
        throw Problem("offset_over_recovery", "At most \(sheet.money.text(outstanding)) is set off.")
      }
      lines += [(.disbursements, grantee, returned), (.cash, grantee, -returned)]
    }
    let count = try await Grants.entryCount(of: sheet.id, in: transaction)
    try await book(.grantRecovery, lines, on: day, as: "recovery \(count + 1)", recovery: recovery)
    guard returned == outstanding else { return }
    for tranche in sheet.tranches where tranche.state == .paid {
      try await trancheStep(tranche, to: .returned, on: day, reason: "what was not spent came back")
    }
    if sheet.state == .recovering { try await steps([.closed], on: day) }
  }

  func askToSendBack(on day: CalendarDate) async throws -> ID<Decision> {
    guard sheet.money.unallocated > 0 else { throw Problem("nothing_to_send_back", "\(name) holds no excess.") }
    return try await tadamun.request(
      .disbursement, on: "grant:\(code)", body: excess, under: sheet.policy, by: person, in: transaction)
  }

  func sendBack(_ decision: ID<Decision>, on day: CalendarDate) async throws {
    let minor = sheet.money.unallocated
    guard minor > 0 else { throw Problem("nothing_to_send_back", "\(name) holds no excess.") }
    try await tadamun.decide(decision, .approved, reason: "", by: person, in: transaction)
    _ = try await tadamun.approved(decision, .disbursement, on: "grant:\(code)", body: excess, in: transaction)
    let count = try await Grants.entryCount(of: sheet.id, in: transaction)
    try await book(
      .grantReturn, [(.unallocated, sheet.grant.grantee, minor), (.cash, nil, -minor)], on: day,
      as: "excess \(count + 1)", decision: decision)
  }

  func askWriteOff(on day: CalendarDate, reason: String) async throws -> ID<Decision> {
    try sheet.state.step(to: .writtenOff, of: name)
    guard reason.contains(where: { !$0.isWhitespace }) else {
      throw Problem("reason_missing", "Say why it is given up.", at: Place(field: "reason"))
    }
    let body = JSONText.object([
      "amount": .text(sheet.money.text(sheet.recoveryOutstanding)), "grant": .text(code.text), "reason": .text(reason),
    ])
    return try await tadamun.request(
      .writeOff, on: "grant:\(code)", body: body, under: sheet.policy, by: person, in: transaction)
  }

  func writeOff(_ decision: ID<Decision>, on day: CalendarDate) async throws {
    try await tadamun.decide(decision, .approved, reason: "", by: person, in: transaction)
    _ = try await tadamun.approved(decision, .writeOff, on: "grant:\(code)", in: transaction)
    try await step(to: .writtenOff, on: day, reason: "by decision \(decision)", decision: decision)
  }

  private var excess: String {
    JSONText.object(["excess": .text(sheet.money.text(sheet.money.unallocated)), "grant": .text(code.text)])
  }

  /// Cancels what is not paid and takes its promise back.
  private func stopTranches(on day: CalendarDate, reason: String) async throws {
    for tranche in sheet.tranches where tranche.state.isOpen {
      try await trancheStep(tranche, to: .cancelled, on: day, reason: reason)
    }
    try await promise(-sheet.money.outstanding, on: day, as: "rest taken back")
  }

  private func requireOffset(against code: Code) async throws {
    if code == sheet.grant.fund { return }
    guard let fund = try await Funds.find([code], in: transaction)[code]?.fund else {
      throw Problem("fund_unknown", "There is no fund “\(code)”.")
    }
    if [.zakat, .waqf].contains(fund.instrument) {
      throw Problem(
        "offset_forbidden",
        "\(code) holds \(fund.instrument.rawValue); it is never set off against what a grantee owes.")
    }
    throw Problem("offset_across_funds", "A recovery is set off only within the grant's own fund.")
  }
}
