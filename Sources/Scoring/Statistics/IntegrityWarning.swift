/// A pattern in reported numbers that an auditor should look at. It is never proof and never changes a score.
public struct IntegrityWarning: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    case firstDigits = "first_digits"
    case heaping
    case identicalRows = "identical_rows"
    /// Every value of an actor is that of another one.
    case copiedValues = "copied_values"
    case smallSpread = "small_spread"
    case bunching
  }

  public let kind: Kind
  /// How many observations it rests on.
  public let count: Int
  /// The probability of a pattern at least as strong by chance; nil where there is no test, as for identical rows.
  public let pValue: Double?
  /// A sentence for the auditor.
  public let message: String

  public init(kind: Kind, count: Int, pValue: Double?, message: String) {
    self.kind = kind
    self.count = count
    self.pValue = pValue
    self.message = message
  }
}
