/// Entries of one kind in one currency: how many, and the sum of their first lines.
public struct LedgerTotal: Hashable, Sendable {
  /// A stage's word, or `reversal`.
  public let kind: String
  public let amount: Money
  public let entries: Int

  public init(kind: String, amount: Money, entries: Int) {
    self.kind = kind
    self.amount = amount
    self.entries = entries
  }
}

/// An entry that recomputing finds wrong.
public struct LedgerFault: Hashable, Sendable {
  public let entry: Int64
  public let sentence: String

  public init(entry: Int64, sentence: String) {
    self.entry = entry
    self.sentence = sentence
  }
}
