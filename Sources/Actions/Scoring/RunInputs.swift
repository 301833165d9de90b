import Crypto
import Domain
import Interchange
import Postgres
import Scoring
import Store

/// Everything a run reads, taken in by the engine (stage S0).
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
  func codeOrder() -> [Int] {
    findings.actors.indices.sorted { findings.actors[$0].code < findings.actors[$1].code }
  }

  /// An actor's cells in the engine's form.
  func row(_ actor: Int) -> [UInt8] {
    var place = actor
    var bytes: [UInt8] = []
    for shard in shards {
      if place < shard.count {
        shard.appendRow(place, plan, to: &bytes)
        break
      }
      place -= shard.count
    }
    return bytes
  }

  /// SHA-256 over the actors in the order of their codes, each with the fingerprint of its cells.
  func sha256(_ codeOrder: [Int]) -> [UInt8] {
    var hasher = SHA256()
    var bytes: [UInt8] = []
    for actor in codeOrder {
      bytes.removeAll(keepingCapacity: true)
      bytes.append(contentsOf: findings.actors[actor].code.text.utf8)
      bytes.append(0)
      bytes.append(contentsOf: findings.cellsSHA256(actor))
      hasher.update(data: bytes)
    }
    return Array(hasher.finalize())
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
  /// The replicates that the framework asks for; a quick run's ``plan`` has fewer.
  var replicatesAsked = 0

  /// What periods and indicators there are, and the run before.
  struct Survey: Sendable {
    let dictionary: RunDictionary
    /// Nil where nothing is taken over.
    let past: RunBase.Past?
    /// Reports of everybody that were sent to other programmes; nil where it is asked of those who are read.
    let elsewhere: Set<Int64>?
  }

  /// What is known before the observations are read.
  struct Preparation: Sendable {
    /// Those that are not taken over, in the order of their keys.
    let toRead: [RunActor]
    let dictionary: RunDictionary
    /// What is taken over from the run before; nil where everything is read.
    let base: RunBase.Outline?
    /// As ``Survey/elsewhere``.
    let elsewhere: Set<Int64>?

    /// Actors to be read that are worth a connection.
    private static let worthReading = 64

    /// ``toRead`` in parts, to be read side by side.
    ///
    /// - Parameter count: the most parts.
    func shares(among count: Int) -> [Preparation] {
      let parts = max(1, min(count, toRead.count / Preparation.worthReading))
      return (0..<parts).map { part in
        let own = toRead[(toRead.count * part / parts)..<(toRead.count * (part + 1) / parts)]
        return Preparation(toRead: Array(own), dictionary: dictionary, base: base, elsewhere: elsewhere)
      }
    }
  }

  /// What was read, in the engine's form.
  struct Reading: Sendable {
    let dictionary: RunDictionary
    let shards: [Shard]
    let findings: ActorFindings

    init(_ dictionary: RunDictionary, _ shards: [Shard], _ findings: ActorFindings) {
      self.dictionary = dictionary
      self.shards = shards
      self.findings = findings
    }

    /// What was read in parts.
    init(_ dictionary: RunDictionary, _ parts: [Reading]) {
      var findings = ActorFindings()
      for part in parts { findings.append(part.findings) }
      self.init(dictionary, parts.flatMap(\.shards), findings)
    }
  }

  /// Those who take part on the day, in the order of their keys.
  func enrolled(in transaction: Transaction) async throws -> [RunActor] {
    try await Programmes.enrolled(in: programme.id, on: identity.asOf, in: transaction)
      .map { RunActor(id: $0.id, code: $0.code) }
  }

  /// What is known before it is known who is read.
  ///
  /// - Parameters:
  ///   - takesOver: whether what no new fact speaks of is taken over from the run before.
  ///   - forShares: whether actors are to be read in parts, so that what is asked of everybody is asked once.
  func survey(takesOver: Bool, forShares: Bool = false, in transaction: Transaction) async throws -> Survey {
    let dictionary = try await RunDictionary(
      plan, calendar: programme.programme.calendar, asOf: identity.asOf, in: transaction)
    return Survey(
      dictionary: dictionary,
      past: takesOver ? try await RunBase.Past(for: self, dictionary, in: transaction) : nil,
      elsewhere: forShares ? try await sentElsewhere([], dictionary, in: transaction) : nil)
  }

  /// - Parameter actors: nobody for everybody.
  private func sentElsewhere(
    _ actors: [ID<Actor>], _ dictionary: RunDictionary, in transaction: Transaction
  ) async throws -> Set<Int64> {
    try await Observations.sentElsewhere(scope(actors, dictionary), than: programme.id, in: transaction)
  }

  /// - Parameter actors: those the run is of, in any order.
  func prepare(_ actors: [RunActor], _ survey: Survey) -> Preparation {
    let sorted = actors.sorted { $0.id < $1.id }
    let base = survey.past.flatMap { RunBase.Outline($0, sorted) }
    return Preparation(
      toRead: base?.others ?? sorted, dictionary: survey.dictionary, base: base, elsewhere: survey.elsewhere)
  }

  /// Reads everything, one thing after another, with what is taken over.
  ///
  /// - Parameters:
  ///   - known: the actors of an earlier run that is repeated; nil for those enrolled on the day.
  ///   - takesOver: as ``survey(takesOver:in:)`` has it.
  func read(
    actors known: [RunActor]? = nil, takesOver: Bool, onCells: CellReader? = nil, in transaction: Transaction
  ) async throws -> RunInputs {
    let actors = if let known { known } else { try await enrolled(in: transaction) }
    let prepared = prepare(actors, try await survey(takesOver: takesOver, in: transaction))
    let base = try await prepared.base?.kept(plan, in: transaction)
    return inputs(try await read(prepared, onCells: onCells, in: transaction), base)
  }

  /// Reads what is not taken over.
  ///
  /// - Parameters:
  ///   - onCells: is shown the cells of every actor that is read.
  ///   - onPart: is handed the actors that are read, a stretch at a time, in the order of the findings.
  func read(
    _ prepared: Preparation, onCells: CellReader? = nil, onPart: PartReader? = nil, in transaction: Transaction
  ) async throws -> Reading {
    let (toRead, dictionary) = (prepared.toRead, prepared.dictionary)
    let unions = try await RunUnions(
      toRead, of: programme.id, knownBy: identity.recordedUntil, in: transaction)
    let agreed = toRead.isEmpty ? [:] : try await agreements(dictionary, of: toRead, unions, in: transaction)
    let made = Set(unions.unions.map(\.actor.id))
    var elsewhere = prepared.elsewhere ?? []
    if prepared.elsewhere == nil, !toRead.isEmpty {
      elsewhere = try await sentElsewhere(few(toRead, unions) ?? [], dictionary, in: transaction)
    }
    let feed = RunFeed(
      plan: plan, dictionary: dictionary, agreed: agreed, own: OwnReports(elsewhere: elsewhere), onCells: onCells,
      onPart: onPart)
    let alone = made.isEmpty ? toRead : toRead.filter { !made.contains($0.id) }
    var (shards, findings) = try await read(alone, feed, dictionary, in: transaction)
    if !made.isEmpty {
      let part = try await read(unions, feed, dictionary, in: transaction)
      shards += part.shards
      findings.append(part.findings)
    }
    return Reading(dictionary, shards, findings)
  }

  /// What was read, behind what was taken over.
  func inputs(_ reading: Reading, _ base: consuming RunBase?) -> RunInputs {
    guard var base else {
      return RunInputs(
        plan: plan, dictionary: reading.dictionary, shards: reading.shards, findings: reading.findings, base: nil)
    }
    var findings = base.takeFindings()
    findings.append(reading.findings)
    return RunInputs(
      plan: plan, dictionary: reading.dictionary, shards: [base.shard] + reading.shards, findings: findings, base: base)
  }

  private typealias Part = (shards: [Shard], findings: ActorFindings)

  private func read(
    _ actors: [RunActor], _ feed: RunFeed, _ dictionary: RunDictionary, in transaction: Transaction
  ) async throws -> Part {
    // A run without periods, or without actors, has nothing to read.
    if actors.isEmpty || dictionary.periodKeys.isEmpty {
      var feed = feed
      for actor in actors { try feed.finish(actor) }
      return (feed.end(), feed.found)
    }
    return try await Observations.stream(scope(actors.map(\.id), dictionary), in: transaction) { reader, cells in
      var (feed, cells) = (feed, cells)
      var next = try cells.next(from: &reader)
      for actor in actors {
        while let observation = next, observation.actor <= actor.id.rawValue {
          // Cells of others may stand in between.
          if observation.actor == actor.id.rawValue { feed.add(observation) }
          next = try cells.next(from: &reader)
        }
        try feed.finish(actor)
      }
      return (feed.end(), feed.found)
    }
  }

  /// Reads unions unit by unit: what is kept is one union's cells at a time.
  private func read(
    _ unions: RunUnions, _ feed: RunFeed, _ dictionary: RunDictionary, in transaction: Transaction
  ) async throws -> Part {
    let units = unions.unions.flatMap { union in union.units.map(\.actor) }
    guard !dictionary.periodKeys.isEmpty else {
      return try await read(unions.unions.map(\.actor), feed, dictionary, in: transaction)
    }
    return try await Observations.streamByPlace(scope(units, dictionary), in: transaction) { reader, cells in
      var (feed, cells) = (feed, cells)
      var next = try cells.next(from: &reader)
      var place: Int64 = 0
      for union in unions.unions {
        for (number, unit) in union.units.enumerated() {
          while let observation = next, observation.actor == place {
            feed.add(observation)
            next = try cells.next(from: &reader)
          }
          feed.finish(unit, number: UInt16(number))
          place += 1
        }
        try feed.finishUnion(union.actor, union.units)
      }
      return (feed.end(), feed.found)
    }
  }

  private func scope(_ actors: [ID<Actor>], _ dictionary: RunDictionary) -> Observations.Scope {
    Observations.Scope(
      actors: actors, indicators: dictionary.indicatorKeys, periods: dictionary.periodKeys, asOf: identity.asOf,
      recordedUntil: identity.recordedUntil)
  }

  private static let few = 100

  /// Of whom a run reads, where they are a few, so that what is theirs is found by their keys; nil for many, of whom the
  /// server is faster in order.
  private func few(_ actors: [RunActor], _ unions: RunUnions) -> [ID<Actor>]? {
    actors.count <= RunReader.few ? actors.map(\.id) + unions.members : nil
  }

  /// Baselines and targets as known by the run's moment, by actor, in the engine's numbers.
  private func agreements(
    _ dictionary: RunDictionary, of actors: [RunActor], _ unions: RunUnions, in transaction: Transaction
  ) async throws -> [ID<Actor>: [RunAgreement]] {
    var range: ClosedRange<ID<Actor>>?
    // Members of unions may lie outside of it.
    if unions.unions.isEmpty, let first = actors.first, let last = actors.last { range = first.id...last.id }
    let targets = try await Targets.current(
      of: programme.id, actors: few(actors, unions), among: range, knownBy: identity.recordedUntil, in: transaction)
    var byActor: [ID<Actor>: [RunAgreement]] = [:]
    for target in targets {
      guard let agreement = dictionary.agreement(target) else { continue }
      byActor[target.actor, default: []].append(agreement)
    }
    return byActor
  }
}
