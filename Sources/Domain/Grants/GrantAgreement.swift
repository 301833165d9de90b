/// What funder and grantee signed. An amendment is another one and says everything anew.
public struct GrantAgreement: Hashable, Sendable {
  public let amount: Money
  public let signedOn: CalendarDate
  /// Who signed, both sides at least.
  public let signedBy: [String]
  /// How far spending on one line may pass its amount, in basis points.
  public let maximumOverspend: Int64
  public let lines: [Line]
  /// In the order of their numbers, from 1.
  public let tranches: [Tranche]
  /// Reports it adds to those owed already.
  public let reports: [ReportDue]

  public struct Line: Hashable, Sendable {
    public let code: Code
    public let title: String
    public let amount: Money

    public init(_ code: Code, title: String, amount: Money) {
      self.code = code
      self.title = title
      self.amount = amount
    }
  }

  public struct Tranche: Hashable, Sendable {
    public let amount: Money
    public let plannedOn: CalendarDate
    public let conditions: [TrancheCondition]

    public init(_ amount: Money, on plannedOn: CalendarDate, conditions: [TrancheCondition] = []) {
      self.amount = amount
      self.plannedOn = plannedOn
      self.conditions = conditions
    }
  }

  public struct ReportDue: Hashable, Sendable {
    public let number: Int
    public let span: DateSpan
    public let dueOn: CalendarDate
    public let isFinal: Bool

    public init(_ number: Int, span: DateSpan, dueOn: CalendarDate, isFinal: Bool = false) {
      self.number = number
      self.span = span
      self.dueOn = dueOn
      self.isFinal = isFinal
    }
  }

  /// - Throws: ``Problems``: `amount_not_positive`, `currency_differs`, `tranches_do_not_add_up`,
  ///   `budget_does_not_add_up`, `signature_missing`, `overspend_out_of_range`, `too_many_parts`, `line_twice`.
  public init(
    amount: Money, signedOn: CalendarDate, signedBy: [String], maximumOverspend: Int64 = 0, lines: [Line],
    tranches: [Tranche], reports: [ReportDue] = []
  ) throws(Problems) {
    var problems: [Problem] = []
    let all = lines.map(\.amount) + tranches.map(\.amount) + [amount]
    if !all.allSatisfy({ $0.minor > 0 }) {
      problems.append(Problem("amount_not_positive", "Every amount of an agreement is above zero."))
    }
    if !all.allSatisfy({ $0.currency == amount.currency }) {
      problems.append(Problem("currency_differs", "Every amount of an agreement is in \(amount.currency)."))
    }
    if lines.count > 100 || tranches.count > 100 || tranches.contains(where: { $0.conditions.count > 50 }) {
      problems.append(
        Problem("too_many_parts", "An agreement has at most 100 lines and tranches, a tranche 50 conditions."))
    } else {
      if tranches.reduce(0, { $0 + $1.amount.minor }) != amount.minor {
        problems.append(
          Problem("tranches_do_not_add_up", "The tranches are not \(amount) together.", at: Place(field: "tranches")))
      }
      if lines.reduce(0, { $0 + $1.amount.minor }) != amount.minor {
        problems.append(
          Problem("budget_does_not_add_up", "The budget lines are not \(amount) together.", at: Place(field: "lines")))
      }
    }
    if Set(lines.map(\.code)).count < lines.count {
      problems.append(Problem("line_twice", "A budget line stands twice.", at: Place(field: "lines")))
    }
    let signers = Set(signedBy.map { $0.lowercased() }.filter { $0.contains { !$0.isWhitespace } })
    if signers.count < 2 {
      problems.append(
        Problem("signature_missing", "Both sides sign, each by a name of its own.", at: Place(field: "signed_by")))
    }
    if !(0...10_000).contains(maximumOverspend) {
      problems.append(
        Problem("overspend_out_of_range", "It is 0 to 10000.", at: Place(field: "max_overspend_bp")))
    }
    try Problems.throwIfAny(problems)
    self.amount = amount
    self.signedOn = signedOn
    self.signedBy = signedBy
    self.maximumOverspend = maximumOverspend
    self.lines = lines
    self.tranches = tranches
    self.reports = reports
  }
}
