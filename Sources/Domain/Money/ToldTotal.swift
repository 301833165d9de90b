/// What a file or a publication told was paid to actors, in one currency: a fact that its source reported, not a payment.
public struct ToldTotal: Hashable, Sendable {
  /// Such as `import` or `iati:…`.
  public let source: String
  public let entries: Int
  /// Less what was reversed of it.
  public let paid: Money

  public init(source: String, entries: Int, paid: Money) {
    self.source = source
    self.entries = entries
    self.paid = paid
  }
}
