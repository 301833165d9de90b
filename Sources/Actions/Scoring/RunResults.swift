import Domain
import Interchange
import Scoring
import Store

/// What the engine found, in the words and places that are stored and shown.
struct RunResults: Sendable {
  let inputs: RunInputs
  let run: Run
  /// How far the scores of each node can be trusted, node after node in the order of the run's actors; empty where no
  /// replicates ran.
  let nodeIntervals: [[ScoreInterval?]]
  let factors: [RankFactor]
  /// Fingerprints of the actors' sheets, ``CellDigest/length`` bytes each.
  let sheetsSHA256: [UInt8]

  /// Whether the sheets were written while the observations were read.
  let hasWrittenSheets: Bool

  /// Lets the engine work on all of this machine's processors; the result does not depend on how many there are.
  ///
  /// - Parameter written: fingerprints of the sheets, where they were written while the observations were read.
  init(_ inputs: RunInputs, _ scale: RunScale, _ engine: Scorer, written: [UInt8]? = nil) async throws {
    self.inputs = inputs
    hasWrittenSheets = written != nil
    let frozen = scale.scale(over: inputs.shards, inputs.plan)
    let run = try await engine.score(inputs.shards, frozen: frozen)
    self.run = run
    let uncertainty = await engine.vary(run, inputs.shards)
    nodeIntervals = uncertainty.map { RunIntervals($0, run).nodes } ?? []
    factors = uncertainty.map { RunIntervals.factors($0) } ?? []
    if let written {
      sheetsSHA256 = written
    } else {
      // By the same scale the sheets of those that were taken over are what they were.
      let isSame = try !run.plan.rootComparesActors && inputs.base?.scale == run.scale.stored()
      let kept = isSame ? inputs.base?.sheetsSHA256 ?? [] : []
      sheetsSHA256 =
        kept
        + (await RunResults.digests(
          run, from: kept.count / CellDigest.length, to: inputs.findings.actors.count, threads: engine.threads))
    }
  }

  /// What is taken from all actors in the order of their codes, and that of their keys.
  struct InOrder: Sendable {
    /// Of what the run was made of.
    let inputsSHA256: [UInt8]
    /// Of what it came to.
    let resultsSHA256: [UInt8]
    /// The actors by rank, those without one last; those of one rank by code.
    let ranking: [ID<Actor>]
    /// The places of the actors in the run, by key.
    let keyOrder: [Int]

    init(_ results: RunResults) {
      let (inputs, order) = (results.inputs, results.inputs.codeOrder())
      inputsSHA256 = inputs.sha256(order)
      var digest = ResultDigest()
      for actor in order {
        digest.add(
          inputs.findings.actors[actor].code, sheet: results.sheetsSHA256[RunResults.range(actor)],
          ranks: results.run.ranks(actor), results.nodeIntervals.map { $0[actor] })
      }
      digest.add(results.factors)
      resultsSHA256 = digest.finalize()
      ranking = InOrder.ranking(results, order)
      let actors = inputs.findings.actors
      keyOrder = actors.indices.sorted { actors[$0].id < actors[$1].id }
    }

    private static func ranking(_ results: RunResults, _ codeOrder: [Int]) -> [ID<Actor>] {
      let (root, last) = (results.run.plan.root, codeOrder.count + 1)
      let place = { (actor: Int) in
        let rank = Int(results.run.rank(actor, node: root))
        return rank == 0 ? last : rank
      }
      var next = [Int](repeating: 0, count: last + 2)
      for actor in codeOrder { next[place(actor) + 1] += 1 }
      for rank in 1...(last + 1) { next[rank] += next[rank - 1] }
      var order = codeOrder
      for actor in codeOrder {
        order[next[place(actor)]] = actor
        next[place(actor)] += 1
      }
      return order.map { results.inputs.findings.actors[$0].id }
    }
  }

  /// Those of the score itself, in the order of the run's actors; empty where no replicates ran.
  var intervals: [ScoreInterval?] { nodeIntervals.isEmpty ? [] : nodeIntervals[run.plan.root] }

  /// How many were drawn.
  var replicates: Int { intervals.isEmpty ? 0 : run.plan.framework.uncertainty?.replicates ?? 0 }

  static func range(_ actor: Int) -> Range<Int> { (actor * CellDigest.length)..<((actor + 1) * CellDigest.length) }

  /// The sheets' fingerprints, a stretch of actors at a time side by side.
  private static func digests(_ run: Run, from first: Int, to count: Int, threads: Int) async -> [UInt8] {
    let length = 512
    let stretches = Array(stride(from: first, to: count, by: length))
    return await withTaskGroup(of: (Int, [UInt8]).self) { group in
      var found = [[UInt8]](repeating: [], count: stretches.count)
      var next = 0
      func addTask() {
        guard next < stretches.count else { return }
        let (index, start) = (next, stretches[next])
        next += 1
        group.addTask {
          var digest = SheetDigest()
          var bytes: [UInt8] = []
          bytes.reserveCapacity(length * CellDigest.length)
          for actor in start..<min(start + length, count) {
            bytes.append(contentsOf: digest.of(ActorSheet(run, actor)))
          }
          return (index, bytes)
        }
      }
      for _ in 0..<max(threads, 1) { addTask() }
      for await (index, bytes) in group {
        found[index] = bytes
        addTask()
      }
      return Array(found.joined())
    }
  }

  /// The scores of an actor, node after node.
  func scores(_ actor: Int) -> [ActorScore] {
    run.plan.nodes.indices.map { node in
      let score = run.score(actor, node: node)
      return ActorScore(
        node: run.plan.nodes[node], score: score.score, unweighted: score.unweighted, lowerBound: score.lowerBound,
        upperBound: score.upperBound, rank: score.rank, coverage: score.coverage, status: score.status.word)
    }
  }

  /// What the score of an actor is made of.
  func parts(_ actor: Int) -> [ScorePart] {
    run.parts(actor).map { part in
      ScorePart(
        indicator: run.plan.indicators[part.indicator], group: run.plan.groups[part.group], raw: part.raw,
        normalised: part.normalised, evidence: part.evidence, weight: part.weight, contribution: part.contribution,
        status: part.status.word)
    }
  }

  func result(_ inOrder: InOrder) -> ScoringRun.Result {
    ScoringRun.Result(
      inputsSHA256: inOrder.inputsSHA256, resultsSHA256: inOrder.resultsSHA256,
      actorCount: inputs.findings.actors.count,
      observationCount: run.observationCount, rootNode: run.plan.nodes[run.plan.root], summary: summary)
  }

  var legend: RunLegend {
    RunLegend(
      nodes: run.plan.nodes, indicators: run.plan.indicators, groups: run.plan.groups,
      nodeStatuses: NodeStatus.allCases.map(\.word), partStatuses: CellStatus.allCases.map(\.word))
  }

  private var summary: String {
    let cells = run.cellCounts.map { ($0.key.word, JSONText.integer(Int64($0.value))) }
    let actors = run.actorCounts.map { ($0.key.word, JSONText.integer(Int64($0.value))) }
    return JSONText.object([
      "cells": .members(Dictionary(uniqueKeysWithValues: cells)),
      "actors": .members(Dictionary(uniqueKeysWithValues: actors)),
      "superseded": .integer(Int64(run.supersededCount)),
    ])
  }
}

extension ActorSheet {
  /// What the engine found of one actor.
  init(_ run: Run, _ actor: Int) {
    self.init()
    let nodes = run.plan.nodes.count
    for node in 0..<nodes {
      let score = run.score(actor, node: node)
      scores.append(score.score ?? .nan)
      unweighted.append(score.unweighted ?? .nan)
      lowerBounds.append(score.lowerBound ?? .nan)
      upperBounds.append(score.upperBound ?? .nan)
      coverages.append(score.coverage)
      statuses.append(Int16(score.status.rawValue))
    }
    let parts = run.parts(actor)
    let indicators = run.plan.indicators.count
    reserveParts(parts.count)
    for part in parts {
      places.append(Int16(part.group * indicators + part.indicator))
      raws.append(part.raw ?? .nan)
      normalised.append(part.normalised ?? .nan)
      evidences.append(part.evidence)
      weights.append(part.weight)
      contributions.append(part.contribution)
      placeStatuses.append(Int16(part.status.rawValue))
    }
  }

  private mutating func reserveParts(_ count: Int) {
    places.reserveCapacity(count)
    raws.reserveCapacity(count)
    normalised.reserveCapacity(count)
    evidences.reserveCapacity(count)
    weights.reserveCapacity(count)
    contributions.reserveCapacity(count)
    placeStatuses.reserveCapacity(count)
  }
}
