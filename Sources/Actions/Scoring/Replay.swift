import Domain
import Postgres
import Scoring
import Store

/// What recomputing a stored run from its stored inputs found.
public struct Replay: Hashable, Sendable {
  public let run: Int64
  /// A sentence each; empty where every byte is the same.
  public let differences: [String]

  public var isSame: Bool { differences.isEmpty }
}

extension Tadamun {
  /// Recomputes a stored run and compares fingerprints. It changes nothing.
  /// - Throws: `run_unknown` where the programme has no such run.
  public func replay(run id: Int64, of programme: Code) async throws -> Replay {
    try await reading { transaction in
      guard let run = try await Runs.find(id, in: transaction), run.programme == programme else {
        throw Problem("run_unknown", "\(programme) has no run \(id).")
      }
      return try await replay(run, in: transaction)
    }
  }

  /// As ``replay(run:)`` for the run that readers of a programme see; nil where there is none.
  public func replayCurrentRun(of programme: Code) async throws -> Replay? {
    try await reading { transaction in
      guard let run = try await Runs.current(of: programme, in: transaction) else { return nil }
      return try await replay(run, in: transaction)
    }
  }

  private func replay(_ run: ScoringRun, in transaction: Transaction) async throws -> Replay {
    guard run.identity.engineVersion == Scorer.engineVersion else {
      let sentence = "the run was made by engine version \(run.identity.engineVersion), this is \(Scorer.engineVersion)"
      return Replay(run: run.id, differences: [sentence])
    }
    guard let framework = try await Frameworks.find(run.identity.framework, in: transaction) else {
      return Replay(run: run.id, differences: ["its framework is not stored"])
    }
    let programme = try await knownProgramme(run.programme, in: transaction)
    let reader = RunReader(programme: programme, identity: run.identity, plan: try RunReader.plan(framework))
    let actors = try await Runs.actors(of: run.id, in: transaction).map { RunActor(id: $0.id, code: $0.code) }
    let inputs = try await reader.read(actors: actors, in: transaction)
    let results = RunResults(actors: inputs.actors, run: try await engine(inputs.plan).score([inputs.shard]))
    let again = results.result(of: inputs)
    var differences: [String] = []
    if again.inputsSHA256 != run.result.inputsSHA256 { differences.append("the inputs are not those it was made of") }
    if again.resultsSHA256 != run.result.resultsSHA256 { differences.append("the results are not those it came to") }
    if try await storedDigest(of: run, actors: actors, in: transaction) != run.result.resultsSHA256 {
      differences.append("the stored scores are not those it came to")
    }
    return Replay(run: run.id, differences: differences)
  }

  /// The fingerprint of the scores and parts as they stand in the tables.
  private func storedDigest(of run: ScoringRun, actors: [RunActor], in transaction: Transaction) async throws -> [UInt8]
  {
    let framework = try await Frameworks.find(run.identity.framework, in: transaction)
    let plan = try framework.map(RunReader.plan)
    let nodeOrder = order(plan?.nodes ?? [])
    let indicatorOrder = order(plan?.indicators ?? [])
    let groupOrder = order(plan?.groups ?? [])
    let stored = try await Runs.everything(of: run.id, in: transaction)
    var digest = ResultDigest()
    for actor in actors.sorted(by: { $0.code < $1.code }) {
      let scores = (stored.scores[actor.id] ?? []).sorted {
        nodeOrder[$0.node, default: -1] < nodeOrder[$1.node, default: -1]
      }
      let parts = (stored.parts[actor.id] ?? []).sorted {
        (groupOrder[$0.group, default: -1], indicatorOrder[$0.indicator, default: -1])
          < (groupOrder[$1.group, default: -1], indicatorOrder[$1.indicator, default: -1])
      }
      digest.add(actor.code, scores, parts)
    }
    return digest.finalize()
  }

  private func order(_ codes: [String]) -> [String: Int] {
    Dictionary(codes.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
  }
}
