extension ActorScorer {
  /// Stages S3 to S7 for the cells of one actor: what each is worth goes to the leaves' slots of `work`.
  ///
  /// - Parameter keepingTrace: whether each cell is kept in full, for the parts of the score.
  @inline(__always)
  func readCells(_ actor: Int, _ shard: ShardView, _ work: Workspace, keepingTrace: Bool = false) -> Marks {
    var marks = Marks()
    let (leaves, slots) = (plan.leafCount, plan.tree.slotCount)
    let trust = shard.trust.isEmpty ? plan.framework.verification.unverified : shard.trust[actor]
    let (scored, lower, upper, lenient) = (work.values[0], work.values[1], work.values[2], work.values[3])
    lines.withUnsafeBufferPointer { lines in
      scale.pairs.withUnsafeBufferPointer { pairs in
        for group in 0..<plan.groupCount {
          let isServed = shard.serves[actor * plan.groupCount + group]
          for leaf in 0..<leaves {
            let (pair, place) = (group * leaves + leaf, group * slots + leaf)
            var cell = ScoredCell()
            if isServed, pairs[pair].isExpected {
              let stored = shard.cells[actor * plan.stride + pair]
              let raw = shard.raws[actor * plan.stride + pair]
              if !keepingTrace, lines[pair].isWhole, shard.statuses[actor * plan.stride + pair] == .ok,
                stored.verified == 1
              {
                let value = lines[pair].value(raw)
                scored[place] = value
                lower[place] = value
                upper[place] = value
                lenient[place] = value
                work.due[place] = 1
                work.reported[place] = stored.reportedShare
                work.counts[Int(CellStatus.ok.rawValue)] += 1
                continue
              }
              cell = readCell(stored, raw, actor * plan.stride + pair, pair, leaf, shard, trust: trust)
              if cell.lower != cell.upper && !cell.upper.isNaN { marks.isUnverified = true }
              if cell.status == .requiredMissing { marks.isPenalised = true }
            }
            if keepingTrace { work.cells[pair] = cell }
            if cell.isWritten { work.counts[Int(cell.writtenStatus.rawValue)] += 1 }
            scored[place] = cell.scored
            lower[place] = cell.lower
            upper[place] = cell.upper
            lenient[place] = cell.status == .requiredMissing ? .nan : cell.scored
            work.due[place] = cell.due
            work.reported[place] = cell.reported
          }
        }
      }
    }
    return marks
  }

  private func readCell(
    _ stored: Shard.Cell, _ raw: Double, _ index: Int, _ pair: Int, _ leaf: Int, _ shard: ShardView, trust: Double
  ) -> ScoredCell {
    var cell = ScoredCell()
    cell.status = shard.statuses[index]
    cell.raw = raw
    let (baseline, target) = plan.needsTargets ? (shard.baselines[index], shard.targets[index]) : (.nan, .nan)
    if cell.raw.isNaN { return missing(cell, pair, leaf, baseline, target, trust) }
    if plan.needsSizes, let prior = scale.pairs[pair].prior, shard.sizes[index] > 0 {
      let success = shard.successes[index]
      let rate = prior.shrunk(success.isNaN ? cell.raw * shard.sizes[index] : success, of: shard.sizes[index])
      cell.raw = rate * shard.unit(of: index)
    }
    normalise(&cell, leaf, baseline, target, verified: stored.verified, unverified: stored.unverified, trust: trust)
    cell.reported = cell.normalised.isNaN ? 0 : stored.reportedShare
    return cell
  }

  /// Stages S6 and S7.
  private func normalise(
    _ cell: inout ScoredCell, _ leaf: Int, _ baseline: Double, _ target: Double, verified: Double, unverified: Double,
    trust: Double
  ) {
    let outcome = normalisers[leaf].outcome(cell.raw, baseline: baseline, target: target)
    cell.achievement = outcome.achievement
    cell.normalised = outcome.normalised
    if outcome.status != .ok { cell.status = outcome.status }
    cell.due = outcome.status == .noVariation || outcome.status == .tooSmall ? 0 : 1
    let zero = normalisers[leaf].zeroPoint
    let rejected = max(0, 1 - verified - unverified) * plan.framework.verification.rejected
    let gain = cell.normalised - zero
    cell.evidence = verified + unverified * trust + rejected
    cell.verified = verified
    if !(gain > 0) || verified == 1 {
      cell.scored = cell.normalised
      cell.lower = cell.normalised
      cell.upper = cell.normalised
    } else {
      cell.scored = zero + gain * cell.evidence
      cell.lower = zero + gain * (verified + rejected)
      cell.upper = zero + gain * (verified + unverified + rejected)
    }
  }

  /// Stage S3: a value that was due and is not there.
  private func missing(
    _ given: ScoredCell, _ pair: Int, _ leaf: Int, _ baseline: Double, _ target: Double, _ trust: Double
  ) -> ScoredCell {
    var cell = given
    if cell.status == .notDue { return cell }
    cell.due = 1
    if plan.leaves[leaf].isRequired { return worst(cell, leaf, .requiredMissing) }
    guard cell.status.isGap else { return cell }
    let status: CellStatus
    switch plan.framework.missing {
    case .drop: return cell
    case .zero:
      guard plan.leaves[leaf].isUp else {
        // Nothing would be the best that can be, where less is better.
        cell.reported = 1
        return worst(cell, leaf, .zeroForMissing)
      }
      (cell.raw, status) = (0, .zeroForMissing)
      normalise(&cell, leaf, baseline, target, verified: 1, unverified: 0, trust: trust)
    case .groupMean:
      guard let mean = scale.pairs[pair].mean else { return cell }
      (cell.raw, status) = (mean, .groupMean)
      // Nobody reported it, and nobody verified it.
      normalise(&cell, leaf, baseline, target, verified: 0, unverified: 1, trust: trust)
    }
    cell.verified = 0
    if !cell.normalised.isNaN { cell.status = status }
    cell.reported = status == .zeroForMissing && !cell.normalised.isNaN ? 1 : 0
    return cell
  }

  private func worst(_ given: ScoredCell, _ leaf: Int, _ status: CellStatus) -> ScoredCell {
    var cell = given
    cell.status = status
    cell.normalised = plan.leaves[leaf].worst
    cell.achievement = cell.normalised
    cell.evidence = 1
    (cell.scored, cell.lower, cell.upper) = (cell.normalised, cell.normalised, cell.normalised)
    return cell
  }

  func setGates(_ actor: Int, _ shard: ShardView, _ work: Workspace) {
    guard !plan.gateNodes.isEmpty else { return }
    for slot in work.gates.indices { work.gates[slot] = .nan }
    for (index, gate) in plan.framework.gates.enumerated() {
      let value = shard.wholeValues[actor * plan.wholeSeries.count + index]
      guard value.isNaN ? gate.closesUnknown : gate.bound.holds(for: value) else { continue }
      work.gates[plan.tree.slot(ofNode: plan.gateNodes[index])] = gate.value
    }
  }
}

extension NormalLine {
  /// The operations of ``Normaliser`` in the same order, so that the bits are the same: (v − high) / −span is
  /// (high − v) / span to the last bit.
  @inline(__always)
  func value(_ raw: Double) -> Double {
    min(max(from + stretch * ((raw - low) / span), least), most)
  }
}
