/// A bank's statement of one account: what it held, what moved, and what it holds.
public struct BankStatement: Hashable, Sendable {
  /// The bank's name for the statement (`Stmt/Id`).
  public var externalID: String
  /// Its number in the row of statements (`ElctrncSeqNb`), where the bank counts them.
  public var sequence: Int64?
  /// The IBAN, or the number the country uses.
  public var accountNumber: String
  public var opening: Money
  public var openedOn: CalendarDate
  public var closing: Money
  public var closedOn: CalendarDate
  /// Booked movements, in the order of the file.
  public var lines: [BankLine]
  /// Movements announced and not booked; they are no lines yet.
  public var pendingCount: Int
  /// Booked entries of 0.00: they move nothing and are no lines.
  public var zeroCount: Int
  public var place: Place?

  public init(
    externalID: String, sequence: Int64? = nil, accountNumber: String, opening: Money, openedOn: CalendarDate,
    closing: Money, closedOn: CalendarDate, lines: [BankLine], pendingCount: Int = 0, zeroCount: Int = 0,
    place: Place? = nil
  ) {
    self.externalID = externalID
    self.sequence = sequence
    self.accountNumber = accountNumber
    self.opening = opening
    self.openedOn = openedOn
    self.closing = closing
    self.closedOn = closedOn
    self.lines = lines
    self.pendingCount = pendingCount
    self.zeroCount = zeroCount
    self.place = place
  }

  /// - Throws: `statement_currency_mixed` where anything is not in the currency of the opening balance;
  ///   `statement_period_reversed`; `statement_unbalanced` unless the opening balance and the lines add up to the
  ///   closing balance.
  public func check() throws(Problem) {
    let currency = opening.currency
    if let other = ([closing] + lines.map(\.amount)).first(where: { $0.currency != currency }) {
      throw Problem(
        "statement_currency_mixed",
        "The statement “\(externalID)” is in \(currency) and has an amount in \(other.currency).",
        at: place)
    }
    guard openedOn <= closedOn else {
      throw Problem(
        "statement_period_reversed",
        "The statement “\(externalID)” closes on \(closedOn), before it opens on \(openedOn).",
        at: place)
    }
    let sum = lines.reduce(Int128(opening.minor)) { $0 + Int128($1.amount.minor) }
    guard sum == Int128(closing.minor) else {
      let found = Int64(exactly: sum).flatMap { try? Money(minor: $0, currency) }?.decimal ?? "another sum"
      throw Problem(
        "statement_unbalanced",
        "The statement “\(externalID)” opens with \(opening.decimal) and closes with \(closing.decimal); with its "
          + "\(lines.count) lines it would close with \(found).", at: place)
    }
  }
}
