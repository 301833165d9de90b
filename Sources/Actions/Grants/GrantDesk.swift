import Domain
import Postgres
import Store

/// Works on one grant in one transaction that holds its lock: the grant as it stands, who acts, and what they may do.
struct GrantDesk {
  let tadamun: Tadamun
  let sheet: GrantSheet
  let person: Person
  let source: Source
  let transaction: Transaction

  var code: Code { sheet.grant.code }
  var name: String { "Grant \(code)" }

  /// - Returns: What a second person has to decide on, where something was asked for.
  func perform(_ act: GrantAct) async throws -> ID<Decision>? {
    switch act {
    case .award(let day): try await step(to: .awarded, on: day)
    case .sign(let agreement): try await sign(agreement)
    case .assess(let tranche, let day): try await assess(tranche, on: day)
    case .request(let tranche, let day): return try await request(tranche, on: day)
    case .approve(let tranche, let day): try await approve(tranche, on: day)
    case .refuse(let tranche, let day, let reason): try await refuse(tranche, on: day, reason: reason)
    case .pay(let tranche, let day): try await pay(tranche, on: day)
    case .submitReport(let report, let day, let spending): try await submit(report, on: day, spending)
    case .acceptReport(let report, let day, let spending): try await accept(report, on: day, spending)
    case .returnReport(let report, let day, let reason): try await giveBack(report, on: day, reason: reason)
    case .askWaiver(let tranche, let waived, let day, let reason):
      return try await askWaiver(of: waived, on: tranche, day: day, reason: reason)
    case .waive(let decision, let day): try await waive(decision, on: day)
    case .suspend(let day, let reason): try await step(to: .suspended, on: day, reason: reason)
    case .resume(let day): try await resume(on: day)
    case .expectFinalReport(let day): try await step(to: .finalReportDue, on: day)
    case .windUp(let day): try await windUp(on: day)
    case .close(let day): try await close(on: day)
    case .terminate(let day, let reason, let dueOn): try await terminate(on: day, reason: reason, recoveryDueOn: dueOn)
    case .demandUnspent(let day, let dueOn): try await demandUnspent(on: day, dueOn: dueOn)
    case .receiveRecovery(let amount, let day, let from): try await receive(amount, on: day, from)
    case .askToSendBack(let day): return try await askToSendBack(on: day)
    case .sendBack(let decision, let day): try await sendBack(decision, on: day)
    case .askWriteOff(let day, let reason): return try await askWriteOff(on: day, reason: reason)
    case .writeOff(let decision, let day): try await writeOff(decision, on: day)
    case .addInKind(let inKind): try await add(inKind)
    case .addCofunding(let cofunding): try await add(cofunding)
    case .addDocument(let document): try await Grants.insert(document, for: sheet.id, by: person, in: transaction)
    }
    return nil
  }

  // MARK: What the acts share

  /// Steps from where the grant stands.
  func step(to state: GrantState, on day: CalendarDate, reason: String = "", decision: ID<Decision>? = nil) async throws
  {
    try sheet.state.step(to: state, of: name)
    try await steps([state], on: day, reason: reason, decision: decision)
  }

  /// Several steps at once, each of which follows the one before.
  func steps(_ states: [GrantState], on day: CalendarDate, reason: String = "", decision: ID<Decision>? = nil)
    async throws
  {
    guard day >= sheet.since else {
      throw Problem("day_before_last_step", "\(name) took its last step on \(sheet.since); \(day) is before it.")
    }
    if [.suspended, .terminated, .writtenOff].contains(states.first), reason.allSatisfy(\.isWhitespace) {
      throw Problem("reason_missing", "Say why.", at: Place(field: "reason"))
    }
    var from = sheet.state
    for (index, state) in states.enumerated() {
      try await Grants.step(
        sheet.id, number: sheet.step + 1 + index, from: from, to: state, on: day, reason: reason, by: person,
        decision: decision, in: transaction)
      from = state
    }
  }

  /// Books an entry that is the grant's. An entry is named by what it is for, so that it can't be booked twice.
  func book(
    _ kind: EntryKind, _ lines: [(AccountKind, Code?, Int64)], on day: CalendarDate, as name: String,
    decision: ID<Decision>? = nil, tranche: Int? = nil, report: Int? = nil, recovery: Int? = nil
  ) async throws {
    let ledgerLines = try lines.filter { $0.2 != 0 }.map { kind, actor, minor in
      LedgerLine(
        fund: sheet.grant.fund, account: .of(kind, actor), amount: try Money(minor: minor, sheet.grant.currency))
    }
    let entry = try JournalEntry(
      kind, on: day, lines: ledgerLines, description: "\(self.name): \(name)", contributor: sheet.grant.funder,
      decision: decision, policy: sheet.policy)
    let booked = try await tadamun.book(
      entry, key: "grant/\(code)/\(name)", by: Source("grants"), in: transaction)
    guard booked.isNew else { throw Problem("already_booked", "\(name) of grant \(code) is booked already.") }
    try await Grants.link(
      booked.id, to: sheet.id, tranche: tranche, report: report, recovery: recovery, in: transaction)
  }

  func requireCurrency(of amount: Money) throws {
    guard amount.currency == sheet.grant.currency else {
      throw Problem("currency_differs", "\(name) is in \(sheet.grant.currency), not \(amount.currency).")
    }
  }

  private func resume(on day: CalendarDate) async throws {
    guard sheet.state == .suspended else {
      throw Problem("step_not_allowed", "\(name) is \(sheet.state.rawValue), not suspended.")
    }
    try await steps([.active], on: day)
  }

  private func add(_ inKind: InKind) async throws {
    try requireCurrency(of: inKind.unitValue)
    try await Grants.insert(inKind, for: sheet.id, of: sheet.grant.grantee, by: person, in: transaction)
  }

  private func add(_ cofunding: Cofunding) async throws {
    try requireCurrency(of: cofunding.amount)
    try await Grants.insert(cofunding, for: sheet.id, by: person, in: transaction)
  }
}
