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

  public init(
    grantee: Code, grant: Code, number: Int, amountMinor: Int64, plannedOn: CalendarDate, state: TrancheState?
  ) {
    self.grantee = grantee
    self.grant = grant
    self.number = number
    self.amountMinor = amountMinor
    self.plannedOn = plannedOn
    self.state = state
  }
}
