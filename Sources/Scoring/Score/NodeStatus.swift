/// What a score of one actor at one node is worth.
public enum NodeStatus: UInt8, CaseIterable, Sendable {
  case ok
  /// Too little was reported: the score is provisional and has no rank.
  case insufficientCoverage
  /// Nothing, or less than the node asks for, was reported: there is no score.
  case noData
  /// A gate set the value.
  case gated

  /// The word in files and tables.
  public var word: String {
    switch self {
    case .ok: "ok"
    case .insufficientCoverage: "insufficient_coverage"
    case .noData: "no_data"
    case .gated: "gated"
    }
  }

  public init?(word: some StringProtocol) {
    guard let status = NodeStatus.allCases.first(where: { $0.word == word }) else { return nil }
    self = status
  }
}
