/// An amount that people decided on, outside the rule: a fact with its reason and approver, kept beside the formula and
/// never hidden in it.
public struct Override: Sendable, Hashable {
  public let actor: String
  public let amountMinor: Int64
  public let reason: String
  public let approver: String

  public init(actor: String, amountMinor: Int64, reason: String, approver: String) {
    self.actor = actor
    self.amountMinor = amountMinor
    self.reason = reason
    self.approver = approver
  }
}
