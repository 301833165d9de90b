/// An entry as it stands in the ledger.
public struct PostedEntry: Hashable, Sendable {
  public let id: Int64
  /// The kind's word, `reversal` for a reversal.
  public let kind: EntryKind
  public let occurredOn: CalendarDate
  public let description: String
  /// Who gave the money, where it is known.
  public let contributor: Code?
  /// Who booked it, and under which key.
  public let source: String
  public let key: String
  /// The entry it is the mirror of.
  public let reverses: Int64?
  /// The entry that is its mirror.
  public let reversedBy: Int64?
  public let decision: ID<Decision>?
  public let policy: ID<Policy>?
  /// The closed period it corrects.
  public let relatesToPeriod: Code?
  /// In the order they were booked.
  public let lines: [LedgerLine]

  public init(
    id: Int64, kind: EntryKind, occurredOn: CalendarDate, description: String, contributor: Code?, source: String,
    key: String, reverses: Int64?, reversedBy: Int64?, decision: ID<Decision>?, policy: ID<Policy>?,
    relatesToPeriod: Code?, lines: [LedgerLine]
  ) {
    self.id = id
    self.kind = kind
    self.occurredOn = occurredOn
    self.description = description
    self.contributor = contributor
    self.source = source
    self.key = key
    self.reverses = reverses
    self.reversedBy = reversedBy
    self.decision = decision
    self.policy = policy
    self.relatesToPeriod = relatesToPeriod
    self.lines = lines
  }
}
