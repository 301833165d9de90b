/// A complaint against what was found on a report, or against a score; with a day by which it is filed and a day by
/// which it is answered.
public struct Appeal: Hashable, Sendable {
  public enum Subject: Hashable, Sendable {
    /// The verification of a report.
    case verification(report: Int64)
    /// The score of a run.
    case score(run: Int64)
  }

  public enum Outcome: String, CaseIterable, Hashable, Sendable {
    /// The appeal is right: a report that was locked is reopened, and a new version is judged anew.
    case allowed
    case dismissed
    /// Taken back by who filed it.
    case withdrawn
  }

  public enum State: String, CaseIterable, Hashable, Sendable {
    case pending
    /// Not answered by its day.
    case overdue
    case allowed, dismissed, withdrawn
  }

  public struct Answer: Hashable, Sendable {
    public let outcome: Outcome
    public let reasoning: String
    public let by: String
    public let at: Moment

    public init(_ outcome: Outcome, because reasoning: String, by person: String, at moment: Moment) {
      self.outcome = outcome
      self.reasoning = reasoning
      by = person
      at = moment
    }
  }

  public let id: Int64
  public let actor: Code
  public let programme: Code
  public let subject: Subject
  public let grounds: String
  public let filedBy: String
  public let filedOn: CalendarDate
  public let answerDueOn: CalendarDate
  public let answer: Answer?

  public init(
    id: Int64, actor: Code, programme: Code, subject: Subject, grounds: String, filedBy: String, filedOn: CalendarDate,
    answerDueOn: CalendarDate, answer: Answer?
  ) {
    self.id = id
    self.actor = actor
    self.programme = programme
    self.subject = subject
    self.grounds = grounds
    self.filedBy = filedBy
    self.filedOn = filedOn
    self.answerDueOn = answerDueOn
    self.answer = answer
  }

  public func state(on day: CalendarDate) -> State {
    switch answer?.outcome {
    case .allowed?: .allowed
    case .dismissed?: .dismissed
    case .withdrawn?: .withdrawn
    case nil: day > answerDueOn ? .overdue : .pending
    }
  }
}

/// How long somebody may appeal, and how long an answer may take; a programme sets its own.
public struct AppealTerms: Hashable, Sendable {
  /// Days after the verification or the run.
  public let filingDays: Int
  /// Days after the appeal was filed.
  public let answerDays: Int

  /// Where a programme has set none.
  public static let usual = AppealTerms(trustedFilingDays: 30, answerDays: 30)

  /// - Throws: `days_out_of_range` below 1 or above 366.
  public init(filingDays: Int, answerDays: Int) throws(Problem) {
    guard (1...366).contains(filingDays), (1...366).contains(answerDays) else {
      throw Problem("days_out_of_range", "Appeals take 1 to 366 days to file, and as many to answer.")
    }
    self.init(trustedFilingDays: filingDays, answerDays: answerDays)
  }

  private init(trustedFilingDays filingDays: Int, answerDays: Int) {
    self.filingDays = filingDays
    self.answerDays = answerDays
  }

  /// - Returns: The day by which an appeal filed on `day` is answered.
  /// - Throws: `appeal_too_late` after the days of filing are over.
  public func answerDue(filedOn day: CalendarDate, against found: CalendarDate) throws(Problem) -> CalendarDate {
    let limit = found.adding(days: filingDays)
    guard day <= limit else {
      throw Problem("appeal_too_late", "An appeal against what was found on \(found) is filed by \(limit).")
    }
    return day.adding(days: answerDays)
  }
}
