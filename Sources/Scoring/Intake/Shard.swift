/// What the engine keeps of some actors: one number and its circumstances for every indicator and group, whatever the
/// number of observations.
///
/// All arrays are actor after actor; the cells of an actor are group after group, leaf after leaf.
public struct Shard: Sendable {
  /// How far a rolled-up value can be relied on.
  struct Cell: Sendable {
    /// Shares of the value that are verified and unverified; the rest is rejected.
    var verified: Double
    var unverified: Double
    /// The share of the due periods that were reported.
    var reportedShare: Double

    /// Whether nothing has to be weighed: the value `raw` is there, verified and reported in full, or it is a plain gap.
    func isPlain(_ raw: Double, _ status: CellStatus) -> Bool {
      raw.isNaN ? status.isGap : status == .ok && verified == 1 && reportedShare == 1
    }
  }

  /// Codes, in the order they were fed.
  public internal(set) var actors: [String] = []
  /// Cells that were fed and read.
  public internal(set) var observationCount = 0
  /// Cells that another one superseded.
  public internal(set) var supersededCount = 0
  /// Rolled-up values, NaN where there is none, and what became of them: apart from the rest, since most actors need
  /// nothing else, and memory is read in lines.
  var raws: [Double] = []
  var statuses: [CellStatus] = []
  var cells: [Cell] = []
  /// Whether every cell of an actor is plain.
  var plain: [Bool] = []
  /// NaN where none was reported; empty where no leaf is an achievement.
  var baselines: [Double] = []
  var targets: [Double] = []
  /// People or trials, and successes among them; empty where nothing is shrunk.
  var sizes: [Double] = []
  var successes: [Double] = []
  /// What shrunk rates are multiplied by; empty where nothing is shrunk.
  var units: [Double] = []
  /// Whether an actor has any cell of a group: actor after actor, group after group.
  var serves: [Bool] = []
  /// Values of ``Plan/wholeSeries``, added up over the groups: actor after actor, series after series; NaN where none.
  var wholeValues: [Double] = []
  /// What an unverified gain of the actor is worth; empty where all are worth what the framework says.
  var trust: [Double] = []

  init() {}

  /// A shard of no actors.
  public static let empty = Shard()

  public var count: Int { actors.count }
}

/// A shard's numbers where they lie, for as long as a stretch of it is scored.
struct ShardView {
  let raws: UnsafeBufferPointer<Double>
  let statuses: UnsafeBufferPointer<CellStatus>
  let cells: UnsafeBufferPointer<Shard.Cell>
  let plain: UnsafeBufferPointer<Bool>
  let baselines: UnsafeBufferPointer<Double>
  let targets: UnsafeBufferPointer<Double>
  let sizes: UnsafeBufferPointer<Double>
  let successes: UnsafeBufferPointer<Double>
  let serves: UnsafeBufferPointer<Bool>
  let wholeValues: UnsafeBufferPointer<Double>
  let trust: UnsafeBufferPointer<Double>
  let units: UnsafeBufferPointer<Double>

  /// What a cell's shrunk rate is multiplied by.
  func unit(of cell: Int) -> Double { units.isEmpty ? 1 : units[cell] }
}

extension Shard {
  func withView<Result>(_ body: (ShardView) -> Result) -> Result {
    raws.withUnsafeBufferPointer { raws in
      statuses.withUnsafeBufferPointer { statuses in
        cells.withUnsafeBufferPointer { cells in
          plain.withUnsafeBufferPointer { plain in
            serves.withUnsafeBufferPointer { serves in
              withNumbers { numbers in
                body(
                  ShardView(
                    raws: raws, statuses: statuses, cells: cells, plain: plain, baselines: numbers[0],
                    targets: numbers[1], sizes: numbers[2], successes: numbers[3], serves: serves,
                    wholeValues: numbers[4], trust: numbers[5], units: numbers[6]))
              }
            }
          }
        }
      }
    }
  }

  private func withNumbers<Result>(_ body: ([UnsafeBufferPointer<Double>]) -> Result) -> Result {
    baselines.withUnsafeBufferPointer { baselines in
      targets.withUnsafeBufferPointer { targets in
        sizes.withUnsafeBufferPointer { sizes in
          successes.withUnsafeBufferPointer { successes in
            wholeValues.withUnsafeBufferPointer { gates in
              trust.withUnsafeBufferPointer { trust in
                units.withUnsafeBufferPointer { units in
                  body([baselines, targets, sizes, successes, gates, trust, units])
                }
              }
            }
          }
        }
      }
    }
  }
}
