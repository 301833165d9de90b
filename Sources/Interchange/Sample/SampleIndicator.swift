/// An indicator of the sample, with what its values look like.
public struct SampleIndicator: Hashable, Sendable {
  public enum Kind: String, Sendable { case flow, stock, ratio }
  public enum Direction: String, Sendable { case up, down }

  public let code: String
  public let kind: Kind
  public let direction: Direction
  public let name: SampleName
  /// Baselines are drawn from here: units for flows and stocks, hundredths for shares, and whole dirhams a month for
  /// the income of members.
  let baseline: ClosedRange<Int>
  /// What a good actor adds, or takes away, in two years, in percent of the baseline.
  let change: ClosedRange<Int>

  /// What a value counts.
  public var unit: String {
    switch code {
    case "members_income": "MAD per month"
    case "local_sales", "member_savings": "MAD"
    case "training_hours": "hours"
    default: isShare ? "share" : "count"
    }
  }

  /// Whether the value is a share of people, from 0 to 1.
  public var isShare: Bool { kind == .ratio && code != "members_income" }

  init(
    _ code: String, _ kind: Kind, _ direction: Direction = .up, baseline: ClosedRange<Int>, change: ClosedRange<Int>,
    _ name: SampleName
  ) {
    self.code = code
    self.kind = kind
    self.direction = direction
    self.baseline = baseline
    self.change = change
    self.name = name
  }
}
