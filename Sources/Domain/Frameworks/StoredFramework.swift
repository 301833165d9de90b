/// A framework that is kept: a draft, which may be replaced, or a published one, which never changes.
public struct StoredFramework: Hashable, Sendable {
  public enum State: String, CaseIterable, Hashable, Sendable {
    case draft, published
  }

  public let code: Code
  public let version: Int
  public let state: State
  /// The file, word for word.
  public let text: String
  /// SHA-256 of the file, in lower-case hexadecimal digits.
  public let sha256: String
  /// The days it holds for; nil where open, and for a draft.
  public let validFrom: CalendarDate?
  public let validThrough: CalendarDate?
  /// Who saved the draft or published it, and when.
  public let author: String
  public let recordedAt: Moment

  public init(
    code: Code, version: Int, state: State, text: String, sha256: String, validFrom: CalendarDate? = nil,
    validThrough: CalendarDate? = nil, author: String, recordedAt: Moment
  ) {
    self.code = code
    self.version = version
    self.state = state
    self.text = text
    self.sha256 = sha256
    self.validFrom = validFrom
    self.validThrough = validThrough
    self.author = author
    self.recordedAt = recordedAt
  }
}

/// That a programme scores by a framework from a day on, until it adopts another.
public struct FrameworkAdoption: Hashable, Sendable {
  public let programme: Code
  public let framework: Code
  public let version: Int
  public let first: CalendarDate
  public let adoptedAt: Moment

  public init(programme: Code, framework: Code, version: Int, first: CalendarDate, adoptedAt: Moment) {
    self.programme = programme
    self.framework = framework
    self.version = version
    self.first = first
    self.adoptedAt = adoptedAt
  }
}
