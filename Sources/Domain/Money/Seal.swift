/// A seal over the entries since the seal before it.
public struct Seal: Hashable, Sendable {
  public let id: Int64
  public let firstEntry: Int64
  public let lastEntry: Int64
  public let entries: Int
  /// SHA-256 of the chain before it and of what it covers, in hexadecimal digits: what to take away.
  public let chain: String
  public let sealedAt: Moment

  public init(id: Int64, firstEntry: Int64, lastEntry: Int64, entries: Int, chain: String, sealedAt: Moment) {
    self.id = id
    self.firstEntry = firstEntry
    self.lastEntry = lastEntry
    self.entries = entries
    self.chain = chain
    self.sealedAt = sealedAt
  }
}
