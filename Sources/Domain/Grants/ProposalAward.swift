/// How the lines of an approved proposal become grants: one agreement for all, each with its own amount.
public struct ProposalAward: Hashable, Sendable {
  /// A grant's code is this, a dash, and its grantee's code.
  public let prefix: Code
  public let names: Names
  public let purpose: String
  public let isRestricted: Bool
  public let span: DateSpan
  /// The day of award and signature.
  public let on: CalendarDate
  public let signedBy: [String]
  public let maximumOverspend: Int64
  public let tranches: [Tranche]
  public let reports: [GrantAgreement.ReportDue]

  public struct Tranche: Hashable, Sendable {
    /// In basis points of the grant.
    public let share: Int64
    public let plannedOn: CalendarDate
    public let conditions: [TrancheCondition]

    public init(share: Int64, on plannedOn: CalendarDate, conditions: [TrancheCondition]) {
      self.share = share
      self.plannedOn = plannedOn
      self.conditions = conditions
    }
  }

  /// - Throws: `shares_do_not_add_up` where the tranches are not 10000 basis points together.
  public init(
    prefix: Code, names: Names, purpose: String, isRestricted: Bool, span: DateSpan, on day: CalendarDate,
    signedBy: [String], maximumOverspend: Int64, tranches: [Tranche], reports: [GrantAgreement.ReportDue]
  ) throws(Problem) {
    guard tranches.allSatisfy({ (1...10_000).contains($0.share) }), tranches.count <= 100,
      tranches.reduce(0, { $0 + $1.share }) == 10_000
    else {
      throw Problem(
        "shares_do_not_add_up", "The tranches are 10000 basis points together.", at: Place(field: "tranches"))
    }
    self.prefix = prefix
    self.names = names
    self.purpose = purpose
    self.isRestricted = isRestricted
    self.span = span
    on = day
    self.signedBy = signedBy
    self.maximumOverspend = maximumOverspend
    self.tranches = tranches
    self.reports = reports
  }

  /// The agreement on `amount`: each tranche its share rounded down, the last one the rest.
  public func agreement(on amount: Money) throws -> GrantAgreement {
    var left = amount.minor
    var parts: [GrantAgreement.Tranche] = []
    for (index, tranche) in tranches.enumerated() {
      let minor = index == tranches.count - 1 ? left : amount.minor.share(basisPoints: tranche.share)
      left -= minor
      parts.append(
        GrantAgreement.Tranche(
          try Money(minor: minor, amount.currency), on: tranche.plannedOn, conditions: tranche.conditions))
    }
    let line = GrantAgreement.Line(Code(trusted: "purpose"), title: purpose, amount: amount)
    return try GrantAgreement(
      amount: amount, signedOn: on, signedBy: signedBy, maximumOverspend: maximumOverspend, lines: [line],
      tranches: parts, reports: reports)
  }
}
