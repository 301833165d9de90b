/// What the engine keeps of some actors: one number and its circumstances for every indicator and group, whatever the
/// number of observations.
///
/// All arrays are actor after actor; the cells of an actor are group after group, leaf after leaf.
public struct Shard: Sendable {
  /// Codes, in the order they were fed.
  public internal(set) var actors: [String] = []
  /// Cells that were fed and read.
  public internal(set) var observationCount = 0
  /// Cells that another one superseded.
  public internal(set) var supersededCount = 0
  /// Rolled-up values; NaN where there is none.
  var raw: [Double] = []
  /// Shares of the value that are verified and unverified; the rest is rejected.
  var verified: [Double] = []
  var unverified: [Double] = []
  /// The share of the due periods that were reported.
  var reportedShare: [Double] = []
  var status: [CellStatus] = []
  /// NaN where none was reported; empty where no leaf is an achievement.
  var baselines: [Double] = []
  var targets: [Double] = []
  /// People or trials, and successes among them; empty where nothing is shrunk.
  var sizes: [Double] = []
  var successes: [Double] = []
  /// Whether an actor has any cell of a group: actor after actor, group after group.
  var serves: [Bool] = []
  /// Values of the series gates read, added up over the groups: actor after actor, gate after gate; NaN where none.
  var gateValues: [Double] = []

  init() {}

  public var count: Int { actors.count }
}
