/// A line of an approved proposal out of a waqf's yield as an order to pay a beneficiary, and how far it is.
public struct ProposedShare: Hashable, Sendable {
  /// The order's code.
  public let order: Code
  public let actor: Code
  /// The deed's name of the beneficiary that the actor is.
  public let beneficiary: Code
  public let amount: Money
  /// What another person approves.
  public let decision: ID<Decision>
  /// Nil while nobody has decided.
  public let outcome: DecisionVerdict.Outcome?
  public let isPaid: Bool

  public init(
    order: Code, actor: Code, beneficiary: Code, amount: Money, decision: ID<Decision>,
    outcome: DecisionVerdict.Outcome?, isPaid: Bool
  ) {
    self.order = order
    self.actor = actor
    self.beneficiary = beneficiary
    self.amount = amount
    self.decision = decision
    self.outcome = outcome
    self.isPaid = isPaid
  }
}
