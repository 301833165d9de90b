/// What a verifier found about one cell.
public enum Verdict: Hashable, Sendable {
  /// Checked; the value that was found, which may differ from the declared one.
  case verified(Double)
  /// Checked and not upheld: its gain counts for nothing.
  case rejected
  /// Sent back with a reason: the cell counts as missing until a new version answers.
  case returned

  /// The database's word.
  public var word: String {
    switch self {
    case .verified: "verified"
    case .rejected: "rejected"
    case .returned: "returned"
    }
  }

  public var verifiedValue: Double? {
    if case .verified(let value) = self { value } else { nil }
  }
}
