/// Days whose books are closed together.
public struct FiscalPeriod: Hashable, Sendable {
  public enum State: String, CaseIterable, Hashable, Sendable {
    case open
    /// Takes only what two persons decided on.
    case softClosed = "soft_closed"
    /// Takes nothing any more; corrections go to the first open day after it.
    case closed
  }

  public let id: Int64
  public let code: Code
  public let span: DateSpan
  public let state: State

  public init(id: Int64, code: Code, span: DateSpan, state: State) {
    self.id = id
    self.code = code
    self.span = span
    self.state = state
  }
}
