/// What a programme asks for: an indicator for a target group, over the days it asks.
public struct ReportingRequirement: Hashable, Sendable {
  public let programme: Code
  public let indicator: Code
  public let group: Code
  public let first: CalendarDate
  /// Nil where it goes on.
  public let last: CalendarDate?

  /// - Throws: `period_reversed`.
  public init(
    of programme: Code, indicator: Code, group: Code = TargetGroup.everybody, from first: CalendarDate,
    through last: CalendarDate? = nil
  ) throws(Problem) {
    if let last { _ = try DateSpan(first, through: last) }
    self.programme = programme
    self.indicator = indicator
    self.group = group
    self.first = first
    self.last = last
  }
}

/// How something that is due stands on a day.
public enum DueState: String, CaseIterable, Hashable, Sendable {
  /// Asked for, its period is over, the days of grace are not, and nobody has answered.
  case due
  /// The days of grace are over, and nobody has answered, or the answer was sent back.
  case missing
  /// Answered after the days of grace.
  case late
  /// Answered within the days of grace: by a value, or by the reason why there is none.
  case answered

  /// - Parameters:
  ///   - answeredOn: The day the answer that counts was submitted on; nil where there is none, or it was sent back.
  ///   - day: The day on which it is asked, after the period's last one.
  public init(period: DateSpan, graceDays: Int, answeredOn: CalendarDate?, on day: CalendarDate) {
    let limit = period.last.adding(days: graceDays)
    if let answeredOn {
      self = answeredOn > limit ? .late : .answered
    } else {
      self = day > limit ? .missing : .due
    }
  }
}

/// One thing that an actor owes a programme: an indicator for a group over a period, and what was answered.
public struct Due: Hashable, Sendable {
  public let actor: Code
  public let period: DateSpan
  public let indicator: Code
  public let group: Code
  public let dueOn: CalendarDate
  public let state: DueState
  public let answer: Answer?

  /// The answer that counts: that of the latest report, whatever programme it was sent to.
  public struct Answer: Hashable, Sendable {
    public let report: Int64
    public let programme: Code
    public let submittedOn: CalendarDate
    /// Above 1 where an earlier report was corrected.
    public let version: Int
    public let state: ValueState
    /// Whether a verifier sent it back, so that it answers nothing until the next version.
    public let isReturned: Bool

    public init(
      report: Int64, programme: Code, submittedOn: CalendarDate, version: Int, state: ValueState, isReturned: Bool
    ) {
      self.report = report
      self.programme = programme
      self.submittedOn = submittedOn
      self.version = version
      self.state = state
      self.isReturned = isReturned
    }
  }

  /// What is asked of `actor` by a programme with `graceDays`, as it stands on `day`.
  public init(
    of actor: Code, period: DateSpan, indicator: Code, group: Code, graceDays: Int, answer: Answer?,
    on day: CalendarDate
  ) {
    self.actor = actor
    self.period = period
    self.indicator = indicator
    self.group = group
    self.answer = answer
    dueOn = period.last.adding(days: graceDays)
    let counting = answer.flatMap { $0.isReturned ? nil : $0.submittedOn }
    state = DueState(period: period, graceDays: graceDays, answeredOn: counting, on: day)
  }

  /// Where a list of dues goes on: in the order of actor, period, indicator and group.
  public struct Cursor: Hashable, Sendable {
    public let actor: Code
    public let first: CalendarDate
    public let indicator: Code
    public let group: Code

    public init(actor: Code, first: CalendarDate, indicator: Code, group: Code) {
      self.actor = actor
      self.first = first
      self.indicator = indicator
      self.group = group
    }

    /// Reads what ``description`` writes.
    /// - Throws: `cursor_malformed`.
    public init(_ text: String) throws(Problem) {
      let parts = text.split(separator: "~", omittingEmptySubsequences: false)
      guard parts.count == 4, let actor = try? Code(parts[0]), let first = try? CalendarDate(iso: parts[1]),
        let indicator = try? Code(parts[2]), let group = try? Code(parts[3])
      else { throw Problem("cursor_malformed", "Go on with the address that the page before gave as next.") }
      self.init(actor: actor, first: first, indicator: indicator, group: group)
    }
  }

  public var cursor: Cursor { Cursor(actor: actor, first: period.first, indicator: indicator, group: group) }
}

extension Due.Cursor: CustomStringConvertible {
  public var description: String { "\(actor)~\(first)~\(indicator)~\(group)" }
}
