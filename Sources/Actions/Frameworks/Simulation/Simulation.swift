import Domain

/// What a draft would have made of a run that was, beside what the framework that ran made of it.
public struct Simulation: Hashable, Sendable {
  /// A score, its rank and, where there is a rule, the money, under one framework.
  public struct Standing: Hashable, Sendable {
    public let score: Double?
    public let rank: Int?
    public let moneyMinor: Int64?
  }

  /// What an indicator brings to the score more than before, over all target groups.
  public struct Move: Hashable, Sendable {
    public let indicator: String
    public let change: Double
  }

  public struct Line: Hashable, Sendable {
    public let actor: Code
    public let kind: ActorKind
    public let region: String?
    public let before: Standing
    public let after: Standing
    /// The three that moved most, largest first.
    public let moved: [Move]

    /// After minus before; nil where one of them has no score.
    public var change: Double? {
      guard let old = before.score, let new = after.score else { return nil }
      return new - old
    }
  }

  /// Many actors, or all actors' people of one target group.
  public struct Total: Hashable, Sendable {
    public enum Dimension: String, CaseIterable, Hashable, Sendable {
      case kind, region
      /// The means are then of what the group brings to scores.
      case group
    }

    public let dimension: Dimension
    public let code: String
    public let actors: Int
    public let winners: Int
    public let losers: Int
    public let meanBefore: Double?
    public let meanAfter: Double?
    public let moneyBeforeMinor: Int64?
    public let moneyAfterMinor: Int64?
  }

  public let programme: Code
  public let period: DateSpan?
  /// The run that really was, and its framework.
  public let run: Int64
  public let asOf: CalendarDate
  public let framework: Code
  public let version: Int
  public let draft: String
  public let draftVersion: Int
  public let currencyBefore: String?
  public let currencyAfter: String?
  /// Winners first, by falling change; then those without a score on one side, by code.
  public let lines: [Line]
  public let totals: [Total]
}
