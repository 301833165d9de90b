/// What the engine keeps of some actors: one number and its circumstances for every indicator and group, whatever the
/// number of observations.
///
/// All arrays are actor after actor; the cells of an actor are group after group, leaf after leaf.
public struct Shard: Sendable {
  /// A rolled-up value.
  struct Cell: Sendable {
    /// NaN where there is none.
    var raw: Double
    /// Shares of the value that are verified and unverified; the rest is rejected.
    var verified: Double
    var unverified: Double
    /// The share of the due periods that were reported.
    var reportedShare: Double
    var status: CellStatus
  }

  /// Codes, in the order they were fed.
  public internal(set) var actors: [String] = []
  /// Cells that were fed and read.
  public internal(set) var observationCount = 0
  /// Cells that another one superseded.
  public internal(set) var supersededCount = 0
  var cells: [Cell] = []
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
  /// What an unverified gain of the actor is worth; empty where all are worth what the framework says.
  var trust: [Double] = []

  init() {}

  /// A shard of no actors.
  public static let empty = Shard()

  public var count: Int { actors.count }
}

/// A shard's numbers where they lie, for as long as a stretch of it is scored.
struct ShardView {
  let cells: UnsafeBufferPointer<Shard.Cell>
  let baselines: UnsafeBufferPointer<Double>
  let targets: UnsafeBufferPointer<Double>
  let sizes: UnsafeBufferPointer<Double>
  let successes: UnsafeBufferPointer<Double>
  let serves: UnsafeBufferPointer<Bool>
  let gateValues: UnsafeBufferPointer<Double>
  let trust: UnsafeBufferPointer<Double>
}

extension Shard {
  func withView<Result>(_ body: (ShardView) -> Result) -> Result {
    cells.withUnsafeBufferPointer { cells in
      baselines.withUnsafeBufferPointer { baselines in
        targets.withUnsafeBufferPointer { targets in
          sizes.withUnsafeBufferPointer { sizes in
            successes.withUnsafeBufferPointer { successes in
              serves.withUnsafeBufferPointer { serves in
                gateValues.withUnsafeBufferPointer { gates in
                  trust.withUnsafeBufferPointer { trust in
                    body(
                      ShardView(
                        cells: cells, baselines: baselines, targets: targets, sizes: sizes, successes: successes,
                        serves: serves, gateValues: gates, trust: trust))
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
