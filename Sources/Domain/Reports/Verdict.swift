/// What a verifier found about one cell.
public enum Verdict: Hashable, Sendable {
  /// Checked; the value that was found, which may differ from the declared one.
  case verified(Double)
  /// Checked and not upheld: its gain counts for nothing.
  case rejected
  /// Sent back with a reason: the cell counts as missing until a new version answers.
  case returned

  /// What a verdict is called, in the database and in files.
  public enum Word: String, CaseIterable, Hashable, Sendable {
    case verified, rejected, returned
  }

  /// The database's word.
  public var word: String {
    switch self {
    case .verified: Word.verified.rawValue
    case .rejected: Word.rejected.rawValue
    case .returned: Word.returned.rawValue
    }
  }

  public var verifiedValue: Double? {
    if case .verified(let value) = self { value } else { nil }
  }
}
