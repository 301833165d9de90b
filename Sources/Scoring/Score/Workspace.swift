/// Room for the numbers of one actor, taken once and used for one after the other.
final class Workspace {
  /// The cells of the actor: group after group, leaf after leaf.
  let cells: UnsafeMutableBufferPointer<ScoredCell>
  /// Values by slot, group after group: as scored, without and with unverified gains, without penalties.
  let values: [UnsafeMutableBufferPointer<Double>]
  /// Due and reported weight by slot, group after group.
  let due: UnsafeMutableBufferPointer<Double>
  let reported: UnsafeMutableBufferPointer<Double>
  /// What gates set, by slot; NaN where they do not.
  let gates: UnsafeMutableBufferPointer<Double>
  /// A node's children side by side.
  let children: UnsafeMutableBufferPointer<Double>
  let parts: UnsafeMutableBufferPointer<Double>
  let shares: UnsafeMutableBufferPointer<Double>
  /// On the way down: the factor on a slot's value, what it brings beside, and its share of the weight.
  let factors: UnsafeMutableBufferPointer<Double>
  let extras: UnsafeMutableBufferPointer<Double>
  let weights: UnsafeMutableBufferPointer<Double>
  /// The parts and rescaled weights of the groups.
  let groupParts: UnsafeMutableBufferPointer<Double>
  let groupShares: UnsafeMutableBufferPointer<Double>

  /// Cells by the number of their status, over all actors the room was used for.
  let counts: UnsafeMutableBufferPointer<Int>

  init(_ plan: Plan) {
    let slots = plan.tree.slotCount
    // One group more than there are: the last is all of them together.
    let all = slots * (plan.groupCount + 1)
    let widest = max(plan.tree.children.count, plan.groupCount, 1)
    cells = .allocate(capacity: plan.stride)
    values = (0..<Workspace.variants).map { _ in Workspace.numbers(all) }
    due = Workspace.numbers(all)
    reported = Workspace.numbers(all)
    gates = Workspace.numbers(slots)
    children = Workspace.numbers(widest)
    parts = Workspace.numbers(widest)
    shares = Workspace.numbers(widest)
    factors = Workspace.numbers(slots)
    extras = Workspace.numbers(slots)
    weights = Workspace.numbers(slots)
    groupParts = Workspace.numbers(plan.groupCount)
    groupShares = Workspace.numbers(plan.groupCount)
    cells.initialize(repeating: ScoredCell())
    counts = .allocate(capacity: CellStatus.allCases.count)
    counts.initialize(repeating: 0)
  }

  /// Scored, lower, upper, lenient, unweighted.
  static let variants = 5

  deinit {
    let numbers =
      values + [
        due, reported, gates, children, parts, shares, factors, extras, weights, groupParts, groupShares,
      ]
    for buffer in numbers { buffer.deallocate() }
    cells.deallocate()
    counts.deallocate()
  }

  private static func numbers(_ count: Int) -> UnsafeMutableBufferPointer<Double> {
    let buffer = UnsafeMutableBufferPointer<Double>.allocate(capacity: count)
    buffer.initialize(repeating: .nan)
    return buffer
  }
}

/// One cell on its way through the stages.
struct ScoredCell {
  var raw = Double.nan
  var achievement = Double.nan
  var normalised = Double.nan
  var scored = Double.nan
  /// With unverified gains counted not at all, and in full.
  var lower = Double.nan
  var upper = Double.nan
  var evidence = 0.0
  /// The share of the value that was verified.
  var verified = 0.0
  /// 1 where the cell was due, and the share of it that was reported.
  var due = 0.0
  var reported = 0.0
  /// The part of the root's score, and the share of its weight.
  var contribution = 0.0
  var weight = 0.0
  var status = CellStatus.absent

  /// Whether the cell is a part of the score: something was said of it, or was due.
  var isWritten: Bool { status != .absent || due > 0 }
  /// What was due and of which no row speaks is missing.
  var writtenStatus: CellStatus { status == .absent ? .missing : status }
}
