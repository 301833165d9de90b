import Crypto
import Domain
import Interchange
import Postgres
import Scoring
import Store

/// Everything a run reads, taken in by the engine, with the fingerprint of it (stage S0).
struct RunInputs: Sendable {
  let plan: Plan
  let dictionary: RunDictionary
  /// First the actors that were taken over from an earlier run, then those that were read.
  let shards: [Shard]
  /// In the order of the shards.
  let findings: ActorFindings
  /// What was taken over; nil where everything was read.
  let base: RunBase?
  /// Positions of the actors in the order of their codes.
  let codeOrder: [Int]
  /// SHA-256 over actors in the order of their codes, each with the fingerprint of its cells.
  let sha256: [UInt8]

  init(_ plan: Plan, _ dictionary: RunDictionary, _ shards: [Shard], _ findings: ActorFindings, _ base: RunBase?) {
    self.plan = plan
    self.dictionary = dictionary
    self.shards = shards
    self.findings = findings
    self.base = base
    codeOrder = findings.actors.indices.sorted { findings.actors[$0].code < findings.actors[$1].code }
    var hasher = SHA256()
    for actor in codeOrder {
      hasher.update(data: Array(findings.actors[actor].code.text.utf8) + [0] + findings.cellsSHA256(actor))
    }
    sha256 = Array(hasher.finalize())
  }
}

/// An actor that a run speaks of.
struct RunActor: Hashable {
  let id: ID<Actor>
  let code: Code
}

/// Reads the inputs of a run: which actors, which periods, which cells.
struct RunReader: Sendable {
  let programme: Programmes.Stored
  let identity: ScoringRun.Identity
  let plan: Plan

  /// - Parameters:
  ///   - known: the actors of an earlier run that is repeated; nil for those enrolled on the day.
  ///   - takesOver: whether what no new fact speaks of is taken over from the run before.
  func read(actors known: [RunActor]? = nil, takesOver: Bool, in transaction: Transaction) async throws -> RunInputs {
    var actors = known ?? []
    if known == nil {
      actors = try await Programmes.enrolled(in: programme.id, on: identity.asOf, in: transaction)
        .map { RunActor(id: $0.id, code: $0.code) }
    }
    actors.sort { $0.id < $1.id }
    let dictionary = try await RunDictionary(
      plan, calendar: programme.programme.calendar, asOf: identity.asOf, in: transaction)
    var base: RunBase?
    if takesOver { base = try await RunBase(for: self, dictionary, actors, in: transaction) }
    let toRead = base.map { kept in actors.filter { !kept.holds($0.id) } } ?? actors
    let (shard, findings) = try await read(toRead, dictionary, in: transaction)
    guard let base else { return RunInputs(plan, dictionary, [shard], findings, nil) }
    var all = base.findings
    all.append(findings)
    return RunInputs(plan, dictionary, [base.shard, shard], all, base)
  }

  private func read(_ actors: [RunActor], _ dictionary: RunDictionary, in transaction: Transaction) async throws
    -> (Shard, ActorFindings)
  {
    let agreed = actors.isEmpty ? [:] : try await agreements(dictionary, in: transaction)
    var empty = RunFeed(plan: plan, dictionary: dictionary, agreed: agreed)
    // A run without periods, or without actors, has nothing to read.
    if actors.isEmpty || dictionary.periodKeys.isEmpty {
      for actor in actors { try empty.finish(actor) }
      return (empty.end(), empty.found)
    }
    let scope = Observations.Scope(
      actors: actors.map(\.id), indicators: dictionary.indicatorKeys, periods: dictionary.periodKeys,
      asOf: identity.asOf, recordedUntil: identity.recordedUntil)
    return try await Observations.stream(scope, in: transaction) { [plan] reader in
      var feed = RunFeed(plan: plan, dictionary: dictionary, agreed: agreed)
      var next = try Observations.next(from: &reader)
      for actor in actors {
        while let observation = next, observation.actor <= actor.id.rawValue {
          // Cells of others may stand in between.
          if observation.actor == actor.id.rawValue { feed.add(observation) }
          next = try Observations.next(from: &reader)
        }
        try feed.finish(actor)
      }
      return (feed.end(), feed.found)
    }
  }

  /// Baselines and targets as known by the run's moment, by actor, in the engine's numbers.
  private func agreements(_ dictionary: RunDictionary, in transaction: Transaction) async throws
    -> [ID<Actor>: [RunAgreement]]
  {
    let targets = try await Targets.current(of: programme.id, knownBy: identity.recordedUntil, in: transaction)
    var byActor: [ID<Actor>: [RunAgreement]] = [:]
    for target in targets {
      guard let agreement = dictionary.agreement(target) else { continue }
      byActor[target.actor, default: []].append(agreement)
    }
    return byActor
  }
}
