/// A training or workshop: who gave it, when, and how many people of which actors and target groups came. People are
/// counted, never listed.
public struct Training: Hashable, Sendable {
  public struct Attendance: Hashable, Sendable {
    public let actor: Code
    public let group: Code
    public let people: Int

    public init(of actor: Code, group: Code = TargetGroup.everybody, people: Int) {
      self.actor = actor
      self.group = group
      self.people = people
    }
  }

  /// The giver's own code.
  public let code: Code
  public let centre: Code
  public let topic: String
  public let span: DateSpan
  public let hours: Int
  /// In the order of actors and groups.
  public let attendance: [Attendance]

  public static let maximumAttendance = 5_000

  /// Who came of an actor's people, and for who gave it everybody.
  public func attendance(seenBy actor: Code) -> [Attendance] {
    attendance.filter { centre == actor || $0.actor == actor }
  }

  /// - Throws: `topic_malformed`, `hours_out_of_range`, `attendance_missing`, `attendance_too_large`, `people_not_positive`,
  ///   `attendance_twice`.
  public init(
    _ code: Code, by centre: Code, topic: String, span: DateSpan, hours: Int, attendance: [Attendance]
  ) throws(Problem) {
    guard (1...300).contains(topic.unicodeScalars.count), topic.contains(where: { !$0.isWhitespace }) else {
      throw Problem("topic_malformed", "A topic has 1 to 300 characters.", at: Place(field: "topic"))
    }
    guard (1...2_000).contains(hours) else {
      throw Problem("hours_out_of_range", "A training takes 1 to 2000 hours.", at: Place(field: "hours"))
    }
    guard !attendance.isEmpty else {
      throw Problem("attendance_missing", "Somebody came to a training.", at: Place(field: "attendance"))
    }
    guard attendance.count <= Training.maximumAttendance else {
      throw Problem("attendance_too_large", "A training lists at most \(Training.maximumAttendance) counts.")
    }
    var seen: Set<[Code]> = []
    for row in attendance {
      guard (1...1_000_000).contains(row.people) else {
        throw Problem("people_not_positive", "A count of people is above zero; leave out who did not come.")
      }
      guard seen.insert([row.actor, row.group]).inserted else {
        throw Problem("attendance_twice", "\(row.actor) and \(row.group) are counted twice.")
      }
    }
    self.code = code
    self.centre = centre
    self.topic = topic
    self.span = span
    self.hours = hours
    self.attendance = attendance.sorted { ($0.actor, $0.group) < ($1.actor, $1.group) }
  }
}

/// A value of an actor before and after a training.
public struct TrainingComparison: Hashable, Sendable {
  public struct Value: Hashable, Sendable {
    public let period: DateSpan
    public let declared: Double
    /// Nil while nobody has verified it.
    public let verified: Double?

    public init(period: DateSpan, declared: Double, verified: Double?) {
      self.period = period
      self.declared = declared
      self.verified = verified
    }
  }

  /// That of the last period that was over when the training began.
  public let before: Value?
  /// That of the first period that began after it was over.
  public let after: Value?

  public init(before: Value?, after: Value?) {
    self.before = before
    self.after = after
  }

  /// After less before, of what was declared; nil without both.
  public var change: Double? {
    guard let before, let after else { return nil }
    return after.declared - before.declared
  }
}
