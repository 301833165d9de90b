/// By what a reader can tell the scores of a run apart.
public struct ScoreChoices: Hashable, Sendable {
  /// The regions and provinces that actors are at home in, in the order of codes: a region before its provinces.
  public let places: [ProgrammeOverview.Place]
  /// The codes of the target groups, in the framework's order.
  public let groups: [String]

  public init(places: [ProgrammeOverview.Place], groups: [String]) {
    self.places = places
    self.groups = groups
  }
}
