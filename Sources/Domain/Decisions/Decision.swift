/// What one person asks for and another approves or refuses. Both stay as they were said.
public struct Decision: Hashable, Sendable {
  public let id: ID<Decision>
  public let kind: DecisionKind
  /// What it is about, such as `entry:712`.
  public let subject: String
  /// What exactly is asked for: a JSON object.
  public let body: String
  /// The policy under which it is judged.
  public let policy: ID<Policy>?
  public let requestedBy: Person
  public let requestedAt: Moment
  /// Nil while nobody has decided.
  public let verdict: DecisionVerdict?

  public init(
    id: ID<Decision>, kind: DecisionKind, subject: String, body: String, policy: ID<Policy>?, requestedBy: Person,
    requestedAt: Moment, verdict: DecisionVerdict?
  ) {
    self.id = id
    self.kind = kind
    self.subject = subject
    self.body = body
    self.policy = policy
    self.requestedBy = requestedBy
    self.requestedAt = requestedAt
    self.verdict = verdict
  }

  /// The word of its state: `pending`, `approved` or `refused`.
  public var state: String { verdict?.outcome.rawValue ?? "pending" }
}

/// The second person's answer.
public struct DecisionVerdict: Hashable, Sendable {
  public enum Outcome: String, Hashable, Sendable {
    case approved
    case refused
  }

  public let outcome: Outcome
  public let decidedBy: Person
  public let reason: String
  public let decidedAt: Moment

  public init(_ outcome: Outcome, by person: Person, reason: String, at moment: Moment) {
    self.outcome = outcome
    decidedBy = person
    self.reason = reason
    decidedAt = moment
  }
}

/// What is decided by two persons: a row of the table `decision_kinds`. Each kind of money may add its own.
public struct DecisionKind: RawRepresentable, Hashable, Sendable {
  /// The database's word.
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  public static let recipientEligibility = DecisionKind(rawValue: "recipient_eligibility")
  public static let disbursement = DecisionKind(rawValue: "disbursement")
  public static let reversal = DecisionKind(rawValue: "reversal")
  public static let istibdal = DecisionKind(rawValue: "istibdal")
  public static let policyChange = DecisionKind(rawValue: "policy_change")
  public static let waiver = DecisionKind(rawValue: "waiver")
  public static let override = DecisionKind(rawValue: "override")
}
