import Domain
import Scoring

/// Two sides of the same actors, line by line and in sums.
struct SimulatedComparison {
  let before: SimulatedSide
  let after: SimulatedSide
  let kinds: [Code: ActorKind]
  let regions: [Code: String]
  let moneyBefore: [Code: Int64]?
  let moneyAfter: [Code: Int64]?

  var lines: [Simulation.Line] {
    let lines = kinds.map { actor, kind in
      Simulation.Line(
        actor: actor, kind: kind, region: regions[actor], before: standing(actor, before, moneyBefore),
        after: standing(actor, after, moneyAfter), moved: moved(actor))
    }
    return lines.sorted { left, right in
      switch (left.change, right.change) {
      case (let one?, let other?) where one != other: one > other
      case (nil, _?): false
      case (_?, nil): true
      default: left.actor < right.actor
      }
    }
  }

  private func standing(_ actor: Code, _ side: SimulatedSide, _ money: [Code: Int64]?) -> Simulation.Standing {
    let score = side.score(actor)
    return Simulation.Standing(score: score?.score, rank: score?.rank, moneyMinor: money?[actor])
  }

  private func moved(_ actor: Code) -> [Simulation.Move] {
    let (old, new) = (before.contributions(actor), after.contributions(actor))
    let moves = Set(old.keys).union(new.keys).map { indicator in
      Simulation.Move(indicator: indicator, change: (new[indicator] ?? 0) - (old[indicator] ?? 0))
    }
    let sorted = moves.filter { $0.change != 0 }.sorted {
      ($1.change.magnitude, $0.indicator) < ($0.change.magnitude, $1.indicator)
    }
    return Array(sorted.prefix(3))
  }

  var totals: [Simulation.Total] {
    let lines = lines
    let byKind = Dictionary(grouping: lines) { $0.kind.rawValue }
    let byRegion = Dictionary(grouping: lines) { $0.region ?? "" }
    return byKind.sorted { $0.key < $1.key }.map { total(.kind, $0.key, $0.value) }
      + byRegion.sorted { $0.key < $1.key }.map { total(.region, $0.key, $0.value) } + groupTotals(lines)
  }

  private func total(_ dimension: Simulation.Total.Dimension, _ code: String, _ lines: [Simulation.Line])
    -> Simulation.Total
  {
    Simulation.Total(
      dimension: dimension, code: code, actors: lines.count, winners: lines.count { ($0.change ?? 0) > 0 },
      losers: lines.count { ($0.change ?? 0) < 0 }, meanBefore: mean(lines.compactMap(\.before.score)),
      meanAfter: mean(lines.compactMap(\.after.score)),
      moneyBeforeMinor: moneyBefore.map { _ in lines.reduce(0) { $0 + ($1.before.moneyMinor ?? 0) } },
      moneyAfterMinor: moneyAfter.map { _ in lines.reduce(0) { $0 + ($1.after.moneyMinor ?? 0) } })
  }

  /// An actor's money is counted for its groups in proportion to what each brings to its score.
  private func groupTotals(_ lines: [Simulation.Line]) -> [Simulation.Total] {
    let groups = Set(before.plan.groups).union(after.plan.groups).sorted()
    let old = groupSums(lines.map(\.actor), before, moneyBefore, groups)
    let new = groupSums(lines.map(\.actor), after, moneyAfter, groups)
    return groups.enumerated().map { index, group in
      let changes = lines.map { line in
        (after.groupContributions(line.actor)[group] ?? 0) - (before.groupContributions(line.actor)[group] ?? 0)
      }
      return Simulation.Total(
        dimension: .group, code: group, actors: lines.count, winners: changes.count { $0 > 0 },
        losers: changes.count { $0 < 0 }, meanBefore: mean(old.brought[index]), meanAfter: mean(new.brought[index]),
        moneyBeforeMinor: moneyBefore.map { _ in old.money[index] },
        moneyAfterMinor: moneyAfter.map { _ in new.money[index] })
    }
  }

  private func groupSums(_ actors: [Code], _ side: SimulatedSide, _ money: [Code: Int64]?, _ groups: [String]) -> (
    brought: [[Double]], money: [Int64]
  ) {
    var brought = groups.map { _ in [Double]() }
    var sums = groups.map { _ in Int64(0) }
    for actor in actors.sorted() where side.score(actor)?.score != nil {
      let shares = side.groupContributions(actor)
      for (index, group) in groups.enumerated() { brought[index].append(shares[group] ?? 0) }
      guard let amount = money?[actor], amount > 0 else { continue }
      // Billionths are whole numbers, so that the split of the money is exact.
      let weights = groups.map { Int64((max(0, min(shares[$0] ?? 0, 1e6)) * 1e9).rounded()) }
      let parts = MoneySplit.split(amount, by: weights.allSatisfy { $0 == 0 } ? groups.map { _ in 1 } : weights)
      for (index, part) in parts.enumerated() { sums[index] += part }
    }
    return (brought, sums)
  }

  private func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : ExactSum(values).value / Double(values.count)
  }
}
