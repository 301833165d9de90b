/// A pattern in the numbers of a run that an auditor should look at. It is never proof and changes no score.
public struct RunWarning: Hashable, Sendable {
  /// Nil where it is about all actors of the run.
  public let actor: Code?
  /// The word of the pattern, such as `heaping`.
  public let kind: String
  /// Nil where it is about all of them.
  public let indicator: String?
  /// How many observations it rests on.
  public let count: Int
  /// The probability of a pattern at least as strong by chance; nil where there is no test, as for copies.
  public let pValue: Double?
  public let message: String

  public init(actor: Code?, kind: String, indicator: String?, count: Int, pValue: Double?, message: String) {
    self.actor = actor
    self.kind = kind
    self.indicator = indicator
    self.count = count
    self.pValue = pValue
    self.message = message
  }
}
