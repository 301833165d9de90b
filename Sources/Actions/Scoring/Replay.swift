import Domain
import Interchange
import Postgres
import Scoring
import Store

/// What recomputing a stored run from its stored inputs found.
public struct Replay: Hashable, Sendable {
  public let run: Int64
  /// A sentence each; empty where every byte is the same.
  public let differences: [String]
  /// The key that the run's manifest is signed by; nil where it is not signed.
  public let signedBy: String?

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
    let signed = try await RunSignatures.find(run.id, in: transaction)?.signature.key
    let found =
      try await differences(of: run, in: transaction) + signatureFaults(of: run.id, in: transaction)
    return Replay(run: run.id, differences: found, signedBy: signed)
  }

  private func differences(of run: ScoringRun, in transaction: Transaction) async throws -> [String] {
    guard run.identity.engineVersion == Scorer.engineVersion else {
      return ["the run was made by engine version \(run.identity.engineVersion), this is \(Scorer.engineVersion)"]
    }
    guard let framework = try await Frameworks.find(run.identity.framework, in: transaction) else {
      return ["its framework is not stored"]
    }
    let programme = try await knownProgramme(run.programme, in: transaction)
    let plan = try RunReader.plan(framework, replicates: run.provenance.replicates)
    let reader = RunReader(programme: programme, identity: run.identity, plan: plan)
    let actors = try await Runs.actors(of: run.id, in: transaction).map { RunActor(id: $0.id, code: $0.code) }
    let inputs = try await reader.read(actors: actors, takesOver: false, in: transaction)
    let scale = try await RunScale(of: run, in: transaction)
    let again = try await RunResults(inputs, scale, engine(inputs.plan))
    let found = RunResults.InOrder(again)
    var differences: [String] = []
    if found.inputsSHA256 != run.result.inputsSHA256 {
      differences.append("the inputs are not those it was made of")
    }
    if found.resultsSHA256 != run.result.resultsSHA256 {
      differences.append("the results are not those it came to")
    }
    if let key = run.provenance.scale, try await Scales.find(key, in: transaction)?.body != again.run.scale.stored() {
      differences.append("the stored scale is not that of its actors")
    }
    if try await storedDigest(of: run, actors: actors, in: transaction) != run.result.resultsSHA256 {
      differences.append("the stored scores are not those it came to")
    }
    if try await Runs.ranking(of: run.id, in: transaction) != found.ranking {
      differences.append("the stored order is not that of its ranks")
    }
    if try await !hasSameBands(run, again, in: transaction) {
      differences.append("the stored bands are not those of its scores")
    }
    return differences
  }

  /// Whether the bands are those that follow from the scores and the bands of the run before. Runs that were made before
  /// bands were kept have none.
  private func hasSameBands(_ run: ScoringRun, _ again: RunResults, in transaction: Transaction) async throws -> Bool {
    let stored = try await Runs.bands(of: run.id, in: transaction)
    if stored.isEmpty { return true }
    var earlier = Runs.Bands()
    if let before = run.provenance.bandsAfter { earlier = try await Runs.bands(of: before, in: transaction) }
    return zip(again.inputs.findings.actors, again.bands(after: earlier)).allSatisfy { stored[$0.id] == $1 }
  }

  /// The fingerprint of the results as they stand in the tables.
  private func storedDigest(of run: ScoringRun, actors: [RunActor], in transaction: Transaction) async throws -> [UInt8]
  {
    let intervals = try await Runs.intervals(of: run.id, in: transaction)
    let none = [ScoreInterval?](repeating: nil, count: try await Runs.nodes(of: run.id, in: transaction).count)
    let found = try await Runs.sheets(of: run.id, in: transaction, into: StoredResults()) {
      found, actor, sheet, ranks in
      found.sheets[actor] = (Array(found.digest.of(sheet)), ranks)
    }
    var digest = ResultDigest()
    for actor in actors.sorted(by: { $0.code < $1.code }) {
      guard let (sheet, ranks) = found.sheets[actor.id] else { continue }
      digest.add(actor.code, sheet: sheet, ranks: ranks, intervals[actor.id] ?? none)
    }
    digest.add(try await Runs.factors(of: run.id, in: transaction))
    return digest.finalize()
  }
}

private struct StoredResults: Sendable {
  var digest = SheetDigest()
  var sheets: [ID<Actor>: (sha256: [UInt8], ranks: [Int32])] = [:]
}
