/// What may be done about a grant, one case a question. Each names its day: the clock is never asked.
public enum GrantAct: Hashable, Sendable {
  case award(on: CalendarDate)
  case sign(GrantAgreement)
  case assess(tranche: Int, on: CalendarDate)
  case request(tranche: Int, on: CalendarDate)
  /// By somebody else than who requested.
  case approve(tranche: Int, on: CalendarDate)
  case refuse(tranche: Int, on: CalendarDate, reason: String)
  case pay(tranche: Int, on: CalendarDate)
  case submitReport(Int, on: CalendarDate, [Spending])
  /// Nil for spending as it was submitted; otherwise what of it is accepted.
  case acceptReport(Int, on: CalendarDate, [Spending]?)
  case returnReport(Int, on: CalendarDate, reason: String)
  case askWaiver(tranche: Int, Waived, on: CalendarDate, reason: String)
  /// By somebody else than who asked.
  case waive(ID<Decision>, on: CalendarDate)
  case suspend(on: CalendarDate, reason: String)
  case resume(on: CalendarDate)
  /// All is paid or the time is over: the final report is what is left.
  case expectFinalReport(on: CalendarDate)
  case windUp(on: CalendarDate)
  case close(on: CalendarDate)
  case terminate(on: CalendarDate, reason: String, recoveryDueOn: CalendarDate)
  /// Asks back what was paid and not spent, before closing.
  case demandUnspent(on: CalendarDate, dueOn: CalendarDate)
  case receiveRecovery(Money, on: CalendarDate, RecoverySource)
  /// What came beyond what was owed.
  case askToSendBack(on: CalendarDate)
  /// By somebody else than who asked.
  case sendBack(ID<Decision>, on: CalendarDate)
  case askWriteOff(on: CalendarDate, reason: String)
  case writeOff(ID<Decision>, on: CalendarDate)
  case addInKind(InKind)
  case addCofunding(Cofunding)
  case addDocument(GrantDocument)

  /// Spending on one budget line.
  public struct Spending: Hashable, Sendable {
    public let line: Code
    public let amount: Money

    public init(_ line: Code, _ amount: Money) {
      self.line = line
      self.amount = amount
    }
  }

  /// What stands in the way and is let pass.
  public enum Waived: Hashable, Sendable {
    case condition(Int)
    /// A report that is overdue.
    case report(Int)
  }

  /// Where money that comes back comes from.
  public enum RecoverySource: Hashable, Sendable {
    /// Into the fund's cash.
    case payment
    /// Set off against what a fund holds for the grantee: only within the grant's own fund.
    case heldIn(Code)
  }

  /// A word for events and addresses.
  public var word: String {
    switch self {
    case .award: "awarded"
    case .sign: "agreement_signed"
    case .assess: "tranche_assessed"
    case .request: "tranche_requested"
    case .approve: "tranche_approved"
    case .refuse: "tranche_refused"
    case .pay: "tranche_paid"
    case .submitReport: "report_submitted"
    case .acceptReport: "report_accepted"
    case .returnReport: "report_returned"
    case .askWaiver: "waiver_requested"
    case .waive: "waiver_granted"
    case .suspend: "suspended"
    case .resume: "resumed"
    case .expectFinalReport: "final_report_expected"
    case .windUp: "wound_up"
    case .close: "closed"
    case .terminate: "terminated"
    case .demandUnspent: "recovery_demanded"
    case .receiveRecovery: "recovery_received"
    case .askToSendBack: "sending_back_requested"
    case .sendBack: "excess_sent_back"
    case .askWriteOff: "write_off_requested"
    case .writeOff: "written_off"
    case .addInKind: "in_kind_recorded"
    case .addCofunding: "cofunding_recorded"
    case .addDocument: "document_recorded"
    }
  }
}
