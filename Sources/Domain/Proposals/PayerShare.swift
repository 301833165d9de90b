/// What one payer bears of a payment.
public struct PayerShare: Hashable, Sendable {
  /// Nil for what nobody of them bears.
  public let payer: String?
  public let amountMinor: Int64

  public init(payer: String?, amountMinor: Int64) {
    self.payer = payer
    self.amountMinor = amountMinor
  }
}
