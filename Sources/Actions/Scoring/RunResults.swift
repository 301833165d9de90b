import Domain
import Interchange
import Scoring

/// What the engine found, in the words that are stored and shown.
struct RunResults: Sendable {
  let actors: [RunActor]
  let run: Run

  func scores(_ actor: Int) -> [ActorScore] {
    run.plan.nodes.indices.map { node in
      let score = run.score(actor, node: node)
      return ActorScore(
        node: run.plan.nodes[node], score: score.score, unweighted: score.unweighted, lowerBound: score.lowerBound,
        upperBound: score.upperBound, rank: score.rank, coverage: score.coverage, status: score.status.word)
    }
  }

  func parts(_ actor: Int) -> [ScorePart] {
    run.parts(actor).map { part in
      ScorePart(
        indicator: run.plan.indicators[part.indicator], group: run.plan.groups[part.group], raw: part.raw,
        normalised: part.normalised, evidence: part.evidence, weight: part.weight, contribution: part.contribution,
        status: part.status.word)
    }
  }

  func result(of inputs: RunInputs) -> ScoringRun.Result {
    var digest = ResultDigest()
    for actor in actors.indices.sorted(by: { actors[$0].code < actors[$1].code }) {
      digest.add(actors[actor].code, scores(actor), parts(actor))
    }
    return ScoringRun.Result(
      inputsSHA256: inputs.sha256, resultsSHA256: digest.finalize(), actorCount: actors.count,
      observationCount: run.observationCount, rootNode: run.plan.nodes[run.plan.root], summary: summary)
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
