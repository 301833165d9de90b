/// What a condition was found to be on a day, and why.
public struct ConditionFinding: Hashable, Sendable {
  public let isMet: Bool
  /// With the figures it rests on.
  public let sentence: String
  /// Of a score: what was read, kept with the finding.
  public let reading: ScoreReading?

  public init(isMet: Bool, sentence: String, reading: ScoreReading? = nil) {
    self.isMet = isMet
    self.sentence = sentence
    self.reading = reading
  }
}

/// What is known of a grant on a day; what conditions are judged by.
public struct GrantFacts: Sendable {
  public let reports: [Int: GrantReportState]
  /// Codes of documents on file by the day, by kind.
  public let audits: Set<Code>
  public let documents: Set<Code>
  /// Received own cash and others' money.
  public let cofundingMinor: Int64
  /// What counts in kind: at most its cap.
  public let inKindMinor: Int64
  public let money: GrantMoney

  public init(
    reports: [Int: GrantReportState], audits: Set<Code>, documents: Set<Code>, cofundingMinor: Int64,
    inKindMinor: Int64, money: GrantMoney
  ) {
    self.reports = reports
    self.audits = audits
    self.documents = documents
    self.cofundingMinor = cofundingMinor
    self.inKindMinor = inKindMinor
    self.money = money
  }
}

extension TrancheCondition {
  /// Judges a condition that needs no look at indicators or scores; nil for those two.
  public func judged(by facts: GrantFacts) -> ConditionFinding? {
    switch kind {
    case .report(let number):
      let state = facts.reports[number]
      let due = dueOn.map { " due \($0)" } ?? ""
      return ConditionFinding(
        isMet: state == .accepted, sentence: "Report \(number)\(due) is \(state?.rawValue ?? "not planned").")
    case .audit(let code):
      let isThere = facts.audits.contains(code)
      return ConditionFinding(isMet: isThere, sentence: "The audit \(code) is \(isThere ? "" : "not ")on file.")
    case .document(let code):
      let isThere = facts.documents.contains(code)
      return ConditionFinding(isMet: isThere, sentence: "The document \(code) is \(isThere ? "" : "not ")on file.")
    case .cofunding(let minimum):
      let counted = facts.cofundingMinor + facts.inKindMinor
      let text = { (minor: Int64) in facts.money.text(minor) }
      return ConditionFinding(
        isMet: counted >= minimum,
        sentence: "Co-funding is \(text(counted)), of which in kind \(text(facts.inKindMinor)); "
          + "\(text(minimum)) is needed.")
    case .spendRatio(let minimum):
      let ratio = facts.money.spendRatio
      return ConditionFinding(
        isMet: ratio >= minimum,
        sentence: "\(facts.money.text(facts.money.accepted)) of \(facts.money.text(facts.money.paid)) paid is accepted "
          + "as spent, \(percent(ratio)); \(percent(minimum)) is needed.")
    case .indicator, .score: return nil
    }
  }

  private func percent(_ basisPoints: Int64) -> String {
    let rest = basisPoints % 100
    return rest == 0 ? "\(basisPoints / 100) %" : "\(basisPoints / 100).\(rest < 10 ? "0" : "")\(rest) %"
  }
}

extension ScoreCondition {
  /// Judges what a run said. A provisional score, and none at all, satisfy nothing.
  ///
  /// - Parameter reading: Nil where the programme has no run up to the day.
  public func judged(by reading: ScoreReading?) -> ConditionFinding {
    guard let reading else {
      return ConditionFinding(isMet: false, sentence: "Programme \(programme) has not been scored yet.")
    }
    let run = "Run \(reading.run) as of \(reading.asOf)"
    guard let status = reading.status else {
      return ConditionFinding(
        isMet: false, sentence: "\(run) does not speak of the grantee at \(node).", reading: reading)
    }
    guard status == "ok", let score = reading.score else {
      let said = reading.score == nil ? "has no score" : "has only a provisional score"
      return ConditionFinding(
        isMet: false, sentence: "\(run): the grantee \(said) at \(node) (\(status)); it satisfies nothing.",
        reading: reading)
    }
    let (name, value): (String, Double?) =
      switch reads {
      case .score: ("the score", score)
      case .lowerBound: ("the lower end of the score's interval", reading.interval?.score.low)
      }
    guard let value else {
      return ConditionFinding(
        isMet: false, sentence: "\(run) ran no replicates: the score has no interval at \(node), which is what counts.",
        reading: reading)
    }
    var sentence = "\(run): \(name) at \(node) is \(value); \(minimum) is needed."
    if reads == .lowerBound, let interval = reading.interval {
      sentence += " The interval ends at \(interval.score.high), the evidence is graded \(interval.grade)."
    }
    return ConditionFinding(isMet: value >= minimum, sentence: sentence, reading: reading)
  }
}
