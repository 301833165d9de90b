/// An agreement and where it stands.
public struct PoolAgreementStanding: Hashable, Sendable {
  public let agreement: PoolAgreement
  public let decision: ID<Decision>
  /// `pending`, `approved` or `refused`.
  public let state: String

  public init(agreement: PoolAgreement, decision: ID<Decision>, state: String) {
    self.agreement = agreement
    self.decision = decision
    self.state = state
  }
}

/// What came to a union by one entry, shared among its members.
public struct PoolSharing: Hashable, Sendable {
  public struct Part: Hashable, Sendable {
    public let member: Code
    public let amount: Money

    public init(_ member: Code, _ amount: Money) {
      self.member = member
      self.amount = amount
    }
  }

  public let code: Code
  public let agreement: Code
  public let union: Code
  public let fund: Code
  public let amount: Money
  public let on: CalendarDate
  /// The entry by which it came.
  public let pooledEntry: Int64
  /// The entry that sets it aside for the members.
  public let entry: Int64
  public let isReversed: Bool
  /// In the order of the agreement.
  public let parts: [Part]

  public init(
    code: Code, agreement: Code, union: Code, fund: Code, amount: Money, on: CalendarDate, pooledEntry: Int64,
    entry: Int64, isReversed: Bool, parts: [Part]
  ) {
    self.code = code
    self.agreement = agreement
    self.union = union
    self.fund = fund
    self.amount = amount
    self.on = on
    self.pooledEntry = pooledEntry
    self.entry = entry
    self.isReversed = isReversed
    self.parts = parts
  }
}

extension EntryKind {
  public static let poolShare = EntryKind(rawValue: "pool_share")
}

extension DecisionKind {
  public static let poolAgreement = DecisionKind(rawValue: "pool_agreement")
}
