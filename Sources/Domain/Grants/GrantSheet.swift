/// Everything that is known of a grant, as it stands.
public struct GrantSheet: Sendable {
  public let id: ID<Grant>
  public let grant: Grant
  public let policy: ID<Policy>?
  public let state: GrantState
  /// The last step's number and the day it was taken.
  public let step: Int
  public let since: CalendarDate
  public let money: GrantMoney
  /// Nil before it is signed.
  public let agreement: GrantAgreement?
  public let version: Int
  public let tranches: [Tranche]
  public let reports: [Report]
  public let recoveries: [Recovery]
  public let inKindMinor: Int64
  public let cofundingMinor: Int64

  public struct Tranche: Sendable {
    public let number: Int
    public let amount: Money
    public let plannedOn: CalendarDate
    public let state: TrancheState
    public let step: Int
    public let since: CalendarDate
    /// Who took the last step.
    public let by: String
    public let decision: ID<Decision>?
    public let conditions: [Condition]
    /// Overdue reports that were let pass.
    public let waivedReports: [Waiver]

    public init(
      number: Int, amount: Money, plannedOn: CalendarDate, state: TrancheState, step: Int, since: CalendarDate,
      by: String, decision: ID<Decision>?, conditions: [Condition], waivedReports: [Waiver]
    ) {
      self.number = number
      self.amount = amount
      self.plannedOn = plannedOn
      self.state = state
      self.step = step
      self.since = since
      self.by = by
      self.decision = decision
      self.conditions = conditions
      self.waivedReports = waivedReports
    }
  }

  public struct Condition: Sendable {
    public let number: Int
    public let condition: TrancheCondition
    /// The finding that met it, or else the latest.
    public let finding: ConditionFinding?
    public let assessedOn: CalendarDate?
    public let waiver: Waiver?

    public init(
      number: Int, condition: TrancheCondition, finding: ConditionFinding?, assessedOn: CalendarDate?, waiver: Waiver?
    ) {
      self.number = number
      self.condition = condition
      self.finding = finding
      self.assessedOn = assessedOn
      self.waiver = waiver
    }

    /// `met`, `waived` or `open`.
    public var status: String { finding?.isMet == true ? "met" : waiver == nil ? "open" : "waived" }
  }

  public struct Waiver: Sendable {
    /// The condition or the report.
    public let number: Int
    public let reason: String
    public let askedBy: String
    public let grantedBy: String
    public let on: CalendarDate

    public init(number: Int, reason: String, askedBy: String, grantedBy: String, on: CalendarDate) {
      self.number = number
      self.reason = reason
      self.askedBy = askedBy
      self.grantedBy = grantedBy
      self.on = on
    }
  }

  public struct Report: Sendable {
    public let due: GrantAgreement.ReportDue
    public let state: GrantReportState
    public let step: Int
    /// Who took the last step.
    public let by: String
    /// What the last submission, or the acceptance, says was spent.
    public let spending: [GrantAct.Spending]

    public init(
      due: GrantAgreement.ReportDue, state: GrantReportState, step: Int, by: String, spending: [GrantAct.Spending]
    ) {
      self.due = due
      self.state = state
      self.step = step
      self.by = by
      self.spending = spending
    }
  }

  public struct Recovery: Sendable {
    public let number: Int
    public let cause: String
    public let amountMinor: Int64
    public let dueOn: CalendarDate

    public init(number: Int, cause: String, amountMinor: Int64, dueOn: CalendarDate) {
      self.number = number
      self.cause = cause
      self.amountMinor = amountMinor
      self.dueOn = dueOn
    }
  }

  public init(
    id: ID<Grant>, grant: Grant, policy: ID<Policy>?, state: GrantState, step: Int, since: CalendarDate,
    money: GrantMoney, agreement: GrantAgreement?, version: Int, tranches: [Tranche], reports: [Report],
    recoveries: [Recovery], inKindMinor: Int64, cofundingMinor: Int64
  ) {
    self.id = id
    self.grant = grant
    self.policy = policy
    self.state = state
    self.step = step
    self.since = since
    self.money = money
    self.agreement = agreement
    self.version = version
    self.tranches = tranches
    self.reports = reports
    self.recoveries = recoveries
    self.inKindMinor = inKindMinor
    self.cofundingMinor = cofundingMinor
  }

  /// Still owed back.
  public var recoveryOutstanding: Int64 { max(recoveries.reduce(0) { $0 + $1.amountMinor } - money.returned, 0) }
}
