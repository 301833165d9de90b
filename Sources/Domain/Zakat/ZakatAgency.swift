/// An actor that is the agent of a recipient: it holds the signed mandate (wakāla), while that holds.
public struct ZakatAgency: Hashable, Sendable {
  public let agent: Code
  public let recipient: Code
  /// The signed mandate.
  public let wakala: String
  public let first: CalendarDate
  /// Nil while it lasts.
  public let last: CalendarDate?

  /// - Throws: `wakala_missing`; `period_reversed`.
  public init(
    of agent: Code, for recipient: Code, wakala: String, from first: CalendarDate, through last: CalendarDate? = nil
  ) throws(Problem) {
    guard !wakala.allSatisfy(\.isWhitespace) else {
      throw Problem("wakala_missing", "An agent holds the signed mandate of whom it acts for.")
    }
    if let last { _ = try DateSpan(first, through: last) }
    self.agent = agent
    self.recipient = recipient
    self.wakala = wakala
    self.first = first
    self.last = last
  }
}
