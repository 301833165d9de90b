import Domain

/// What a run found of one actor, as the table `actor_sheets` holds it: numbers by place, without names. Not-a-number is
/// a number that is not there.
public struct ActorSheet: Sendable {
  // Node after node of the framework's tree.
  public var scores: [Double] = []
  public var unweighted: [Double] = []
  public var lowerBounds: [Double] = []
  public var upperBounds: [Double] = []
  public var coverages: [Double] = []
  /// Places in ``RunLegend/nodeStatuses``.
  public var statuses: [Int16] = []
  /// Part after part: group × indicators + indicator.
  public var places: [Int16] = []
  public var raws: [Double] = []
  public var normalised: [Double] = []
  public var evidences: [Double] = []
  public var weights: [Double] = []
  public var contributions: [Double] = []
  /// Places in ``RunLegend/partStatuses``.
  public var placeStatuses: [Int16] = []

  public init() {}
}

/// The names behind the places of a run's sheets.
public struct RunLegend: Sendable {
  public let nodes: [String]
  public let indicators: [String]
  public let groups: [String]
  public let nodeStatuses: [String]
  public let partStatuses: [String]

  public init(
    nodes: [String], indicators: [String], groups: [String], nodeStatuses: [String], partStatuses: [String]
  ) {
    self.nodes = nodes
    self.indicators = indicators
    self.groups = groups
    self.nodeStatuses = nodeStatuses
    self.partStatuses = partStatuses
  }
}
