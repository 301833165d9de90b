/// An entry of the ledger before it is booked: two lines or more that add up to zero in every fund and currency.
public struct JournalEntry: Hashable, Sendable {
  public let kind: EntryKind
  public let occurredOn: CalendarDate
  public let lines: [LedgerLine]
  public let description: String
  /// Who gave the money, where it is known and has no line of its own.
  public let contributor: Code?
  /// The approved decision it stands on.
  public let decision: ID<Decision>?
  /// The policy it was judged under.
  public let policy: ID<Policy>?

  public static let maximumLines = 200
  public static let maximumDescriptionLength = 1_000

  /// - Throws: `entry_empty` below two lines; `entry_too_long` past 200; `amount_zero`; `entry_unbalanced`, naming the
  ///   fund, the currency and the difference; `description_too_long`; `date_out_of_range` before 1990 or after 2100.
  public init(
    _ kind: EntryKind, on occurredOn: CalendarDate, lines: [LedgerLine], description: String = "",
    contributor: Code? = nil, decision: ID<Decision>? = nil, policy: ID<Policy>? = nil
  ) throws(Problem) {
    guard lines.count >= 2 else { throw Problem("entry_empty", "An entry has two lines at least.") }
    guard lines.count <= JournalEntry.maximumLines else {
      throw Problem("entry_too_long", "An entry has at most \(JournalEntry.maximumLines) lines.")
    }
    guard lines.allSatisfy({ $0.amount.minor != 0 }) else {
      throw Problem("amount_zero", "An amount of zero moves no money.")
    }
    guard description.unicodeScalars.count <= JournalEntry.maximumDescriptionLength else {
      let limit = JournalEntry.maximumDescriptionLength
      throw Problem("description_too_long", "A description has at most \(limit) characters.")
    }
    guard (1990...2100).contains(occurredOn.year) else {
      throw Problem("date_out_of_range", "Money moves between 1990 and 2100; \(occurredOn) is not in that time.")
    }
    try JournalEntry.requireBalance(lines)
    self.kind = kind
    self.occurredOn = occurredOn
    self.lines = lines
    self.description = description
    self.contributor = contributor
    self.decision = decision
    self.policy = policy
  }

  private struct Side: Hashable {
    let fund: Code
    let currency: Currency
  }

  private static func requireBalance(_ lines: [LedgerLine]) throws(Problem) {
    // 200 lines of at most 9e15 stay far below the largest Int64.
    var sums: [Side: (minor: Int64, lines: Int)] = [:]
    for line in lines {
      let side = Side(fund: line.fund, currency: line.amount.currency)
      let sum = sums[side] ?? (0, 0)
      sums[side] = (sum.minor + line.amount.minor, sum.lines + 1)
    }
    let wrong = sums.filter { $0.value.minor != 0 || $0.value.lines < 2 }
      .min { ($0.key.fund, $0.key.currency.code) < ($1.key.fund, $1.key.currency.code) }
    if let (side, sum) = wrong {
      throw Problem(
        "entry_unbalanced", "The lines of fund \(side.fund) in \(side.currency) are off by \(sum.minor) minor units.")
    }
  }
}
