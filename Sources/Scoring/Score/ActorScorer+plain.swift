/// What the plain way knows of a framework and its scale before it sees an actor: the way of those whose values are all
/// verified and reported in full, or missing, which most are.
///
/// It takes the steps of the whole way that change anything, in the same order, so that the bits are the same.
struct PlainWay: Sendable {
  let lines: [NormalLine]
  let isExpected: [Bool]
  /// By slot: the weight that is due.
  let due: [Double]

  /// Nil where some step could change a plain value: several groups, group weights, methods that are no straight line,
  /// shrinkage, or a policy that puts something in the place of what is missing.
  init?(_ plan: Plan, _ scale: Scale, _ lines: [NormalLine]) {
    guard plan.groupCount == 1, plan.groupWeights == [1], plan.framework.missing == .drop, !plan.needsSizes,
      lines.count == plan.leafCount, !plan.leaves.contains(where: \.isRequired),
      zip(lines, scale.pairs).allSatisfy({ $0.isWhole || !$1.isExpected })
    else { return nil }
    self.lines = lines
    isExpected = scale.pairs.map(\.isExpected)
    let tree = plan.tree
    var due = [Double](repeating: 0, count: tree.slotCount)
    for leaf in 0..<plan.leafCount where isExpected[leaf] { due[leaf] = 1 }
    for (position, node) in tree.nodes.enumerated() {
      for place in node.children { due[tree.leafCount + position] += tree.shares[place] * due[tree.children[place]] }
    }
    self.due = due
  }
}

extension ActorScorer {
  /// Scores an actor that serves the only group and has plain cells alone.
  func scorePlainly(
    _ actor: Int, of shard: ShardView, _ way: PlainWay, _ work: Workspace, into block: inout ScoreBlock
  ) {
    let isWhole = readPlainCells(actor, shard, way, work)
    setGates(actor, shard, work)
    evaluate(work.values[0], base: together, work)
    if !isWhole { weighReported(work) }
    let values = work.values[0]
    for index in 0..<plan.nodeCount {
      let slot = plan.tree.slot(ofNode: index)
      let score = values[together + slot]
      let coverage = way.due[slot] > 0 ? (isWhole ? 1 : min(1, work.reported[together + slot] / way.due[slot])) : 0
      block.rows.append(
        ScoreBlock.Row(score: score, coverage: coverage, status: status(score, slot, coverage, work)))
    }
    keepRootChildren(work, &block)
  }

  /// Whether nothing that was expected is missing.
  private func readPlainCells(_ actor: Int, _ shard: ShardView, _ way: PlainWay, _ work: Workspace) -> Bool {
    let (start, leaves, place) = (actor * plan.stride, plan.leafCount, together)
    let (scored, reported) = (work.values[0], work.reported)
    var (there, isWhole) = (0, true)
    way.lines.withUnsafeBufferPointer { lines in
      way.isExpected.withUnsafeBufferPointer { isExpected in
        for leaf in 0..<leaves {
          let raw = shard.raws[start + leaf]
          if isExpected[leaf], !raw.isNaN {
            scored[place + leaf] = lines[leaf].value(raw)
            reported[place + leaf] = 1
            there += 1
            continue
          }
          scored[place + leaf] = .nan
          reported[place + leaf] = 0
          guard isExpected[leaf] else { continue }
          isWhole = false
          let status = shard.statuses[start + leaf]
          work.counts[Int((status == .absent ? .missing : status).rawValue)] += 1
        }
      }
    }
    work.counts[Int(CellStatus.ok.rawValue)] += there
    return isWhole
  }

  private func weighReported(_ work: Workspace) {
    let (tree, base) = (plan.tree, together)
    tree.shares.withUnsafeBufferPointer { shares in
      tree.children.withUnsafeBufferPointer { children in
        tree.steps.withUnsafeBufferPointer { steps in
          for position in 0..<steps.count {
            var reported = 0.0
            for place in Int(steps[position].start)..<Int(steps[position].end) {
              reported += shares[place] * work.reported[base + children[place]]
            }
            work.reported[base + tree.leafCount + position] = reported
          }
        }
      }
    }
  }
}
