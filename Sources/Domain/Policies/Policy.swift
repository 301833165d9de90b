/// A version of the numbers and choices that doctrine, law or a fund's own authority sets, with who says so.
///
/// What is not confirmed is said to be so wherever it is shown: a number of this program is never law by itself.
public struct Policy: Hashable, Sendable {
  /// Whether the fund's own authority has confirmed it.
  public enum Status: String, CaseIterable, Hashable, Sendable {
    case confirmed
    case toBeConfirmed = "to_be_confirmed"

    /// For people: what is not confirmed is said to be so.
    public var sentence: String {
      switch self {
      case .confirmed: "confirmed by the fund's own authority"
      case .toBeConfirmed: "to be confirmed by the fund's own authority"
      }
    }
  }

  public let code: Code
  /// Counts from 1; another text is another version.
  public let version: Int
  /// The kind of money it is for; nil for the books of every kind.
  public let instrument: Instrument?
  public let status: Status
  /// Who says so, such as a council, a decree or a standard.
  public let authority: String
  /// Where it is written.
  public let source: String
  public let settings: [String: Setting]

  /// One number or choice.
  public struct Setting: Hashable, Sendable {
    /// Nil where the authority sets none.
    public let value: PolicyValue?
    /// Where this one is written, where it is not the policy's own source.
    public let source: String?
    /// Whether this one is confirmed; never more than the policy.
    public let status: Status
    public let note: String?
    /// Where it stands in its file.
    public let place: Place?

    public init(_ value: PolicyValue?, source: String?, status: Status, note: String?, place: Place?) {
      self.value = value
      self.source = source
      self.status = status
      self.note = note
      self.place = place
    }
  }

  public init(
    _ code: Code, version: Int, instrument: Instrument?, status: Status, authority: String, source: String,
    settings: [String: Setting]
  ) {
    self.code = code
    self.version = version
    self.instrument = instrument
    self.status = status
    self.authority = authority
    self.source = source
    self.settings = settings
  }
}

/// A version of a policy as the database keeps it.
public struct StoredPolicy: Hashable, Sendable {
  public let id: ID<Policy>
  public let policy: Policy
  /// SHA-256 of its file, in lower-case hexadecimal digits.
  public let sha256: String

  public init(id: ID<Policy>, policy: Policy, sha256: String) {
    self.id = id
    self.policy = policy
    self.sha256 = sha256
  }
}
