/// Zakat that is to reach those entitled to it, in one of the six modes.
public struct ZakatDistribution: Hashable, Sendable {
  /// A recipient's own share of a line.
  public struct Share: Hashable, Sendable {
    public let recipient: Code
    public let amount: Money
    /// The signed mandate by which the recipient made the agent its own; nil outside of agency.
    public let wakala: String?

    public init(_ recipient: Code, _ amount: Money, wakala: String? = nil) {
      self.recipient = recipient
      self.amount = amount
      self.wakala = wakala
    }
  }

  public struct Line: Hashable, Sendable {
    public let category: AsnafCategory
    public let amount: Money
    /// The cooperative that carries it to its members, or the institution that spends it.
    public let actor: Code?
    /// The documented debt that it settles.
    public let debt: Code?
    /// What is handed over where it is no money; the amount is its value.
    public let item: String?
    public let shares: [Share]

    public init(
      _ category: AsnafCategory, _ amount: Money, actor: Code? = nil, debt: Code? = nil, item: String? = nil,
      shares: [Share]
    ) {
      self.category = category
      self.amount = amount
      self.actor = actor
      self.debt = debt
      self.item = item
      self.shares = shares
    }
  }

  public let code: Code
  public let fund: Code
  public let mode: ZakatMode
  /// Where it is spent, as a region's code; nil where it is not bound to one.
  public let region: String?
  public let amount: Money
  public let lines: [Line]
  public let requestedOn: CalendarDate

  /// - Throws: each mistake, at its line: `lines_do_not_add_up`, `shares_do_not_add_up`, `zakat_line_malformed`,
  ///   `zakat_amil_by_charge`, `wakala_missing`, `recipient_repeated`.
  public init(
    _ code: Code, fund: Code, mode: ZakatMode, region: String? = nil, amount: Money, lines: [Line],
    requestedOn: CalendarDate
  ) throws(Problems) {
    self.code = code
    self.fund = fund
    self.mode = mode
    self.region = region
    self.amount = amount
    self.lines = lines
    self.requestedOn = requestedOn
    var problems = lines.enumerated().flatMap { number, line in
      line.problems(in: mode, currency: amount.currency).map { $0.at(Place(field: "lines[\(number)]")) }
    }
    if lines.isEmpty || !lines.map(\.amount.minor).addUp(to: amount.minor) {
      problems.append(
        Problem("lines_do_not_add_up", "The lines do not add up to \(amount).", at: Place(field: "amount")))
    }
    try Problems.throwIfAny(problems)
  }
}

extension ZakatDistribution.Line {
  fileprivate func problems(in mode: ZakatMode, currency: Currency) -> [Problem] {
    var problems: [Problem] = []
    func refuse(_ code: ProblemCode, _ sentence: String) { problems.append(Problem(code, sentence)) }
    let needsActor = mode == .viaRecipientAgent || mode.isInstitutional
    if needsActor != (actor != nil) {
      refuse("zakat_line_malformed", "A line names an actor where it is its agent or an institution, and there alone.")
    }
    if (mode == .ghariminSettlement) != (debt != nil) || (debt != nil && category != .gharimin) {
      refuse("zakat_line_malformed", "A debt is settled for the indebted, in the mode gharimin_settlement.")
    }
    if mode == .institutional, category != .fiSabilillah {
      refuse("zakat_line_malformed", "An institution gets zakat in the cause of God alone.")
    }
    if mode == .assetTamlik, item?.isEmpty ?? true {
      refuse("zakat_line_malformed", "A thing that is handed over is described.")
    }
    if category == .amilin {
      refuse("zakat_amil_by_charge", "The administrators' share is charged under its cap, not distributed.")
    }
    if amount.minor <= 0 || shares.contains(where: { $0.amount.minor <= 0 })
      || ([amount] + shares.map(\.amount)).contains(where: { $0.currency != currency })
    {
      refuse("amount_not_positive", "Amounts are above zero and in the distribution's currency.")
    }
    if mode.isInstitutional {
      if !shares.isEmpty { refuse("zakat_line_malformed", "An institution's line has no shares.") }
    } else if !shares.map(\.amount.minor).addUp(to: amount.minor) {
      refuse("shares_do_not_add_up", "The shares do not add up to \(amount).")
    }
    if [.directIndividual, .ghariminSettlement].contains(mode), shares.count != 1 {
      refuse("zakat_line_malformed", "Such a line is one recipient's.")
    }
    if mode == .viaRecipientAgent, shares.contains(where: { $0.wakala?.isEmpty ?? true }) {
      refuse("wakala_missing", "An agent holds the signed mandate of each whose share it carries.")
    }
    if Set(shares.map(\.recipient)).count < shares.count {
      refuse("recipient_repeated", "A recipient has one share of a line.")
    }
    return problems
  }
}

extension [Int64] {
  /// Whether the sum is `total`; a sum that overflows is none.
  func addUp(to total: Int64) -> Bool {
    var sum: Int64 = 0
    for minor in self {
      let (next, overflow) = sum.addingReportingOverflow(minor)
      if overflow { return false }
      sum = next
    }
    return sum == total
  }
}
