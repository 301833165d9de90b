/// A tranche that an approved funding round led to.
public struct AwardedTranche: Hashable, Sendable {
  public let grantee: Code
  public let grant: Code
  /// Counts from 1 within the grant.
  public let number: Int
  public let amountMinor: Int64
  public let plannedOn: CalendarDate
  /// Nil before its first step.
  public let state: TrancheState?
  /// What it waits for, in the order of the agreement.
  public let conditions: [Condition]

  /// A condition and what became of it.
  public struct Condition: Hashable, Sendable {
    public enum Standing: Hashable, Sendable {
      case open, met, waived
    }

    public let condition: TrancheCondition
    public let standing: Standing

    public init(_ condition: TrancheCondition, standing: Standing) {
      self.condition = condition
      self.standing = standing
    }
  }

  public init(
    grantee: Code, grant: Code, number: Int, amountMinor: Int64, plannedOn: CalendarDate, state: TrancheState?,
    conditions: [Condition]
  ) {
    self.grantee = grantee
    self.grant = grant
    self.number = number
    self.amountMinor = amountMinor
    self.plannedOn = plannedOn
    self.state = state
    self.conditions = conditions
  }
}
