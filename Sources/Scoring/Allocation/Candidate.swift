/// What a rule reads to decide about one actor.
public protocol AllocationClaim: Sendable {
  var actor: String { get }
  /// Why the actor may not have this money at all; nil where it may. Decided before any sharing.
  var ineligibility: String? { get }
}

/// An actor with its score, for the rules that share by score.
public struct Candidate: AllocationClaim, Equatable {
  public let actor: String
  /// Finite and not negative; nil where there is no score, which is not a score of zero.
  public let score: Double?
  /// The group whose part of the budget the actor shares; nil where the rule knows no groups.
  public let group: String?
  public let ineligibility: String?

  public init(actor: String, score: Double?, group: String? = nil, ineligibility: String? = nil) {
    self.actor = actor
    self.score = score
    self.group = group
    self.ineligibility = ineligibility
  }
}
