import Domain
import Postgres
import Scoring
import Store

/// The run that readers of a programme see, with a page of its scores.
public struct ScoreTable: Sendable {
  public let programme: Programme
  /// Nil where no night has passed yet.
  public let run: ScoringRun?
  public let node: String
  public let scores: [RankedActor]
  /// By which it is known whether the table is still as it was; nil where nobody asked for it, or the table would have to be
  /// made again for that.
  public var stamp: ScoreTableStamp?
}

/// What a page of scores hangs on that may change.
public struct ScoreTableStamp: Sendable {
  fileprivate let programme: Code
  /// That was asked for; nil where it was the one that readers see.
  fileprivate let run: Int64?
  fileprivate let page: Runs.PageStamp
}

/// One actor's scores in a run, and what they are made of.
public struct ScoreSheet: Sendable {
  public let programme: Programme
  public let run: ScoringRun
  public let actor: Actor
  public let nodes: [ActorScore]
  public let parts: [ScorePart]
  /// How far the scores of nodes can be trusted, by node; a node is left out where no replicates ran or the actor has no
  /// score there.
  public let intervals: [String: ScoreInterval]
  public let explanation: ScoreExplanation
  /// What follows from the score; nil where another version of the engine made the run.
  public let detail: ScoreDetail?

  /// How far the score itself can be trusted; nil where no replicates ran or there is no score.
  public var interval: ScoreInterval? { intervals[run.result.rootNode] }
}

/// What a run was made of and came to, for whoever wants to check it.
public struct RunManifest: Sendable {
  public let run: ScoringRun
  /// The framework's file, by its SHA-256 in hexadecimal digits.
  public let frameworkSHA256: String
  /// What the ranks hang on; empty where no replicates ran.
  public let factors: [RankFactor]
  /// Nil where the run was not signed.
  public let signature: SignedManifest?
}

extension Tadamun {
  /// The most scores that one page holds.
  public static let maximumScorePage = 1_000

  /// A page of the current scores of a programme at one node of the tree, best first.
  ///
  /// - Parameters:
  ///   - run: The current one where nil.
  ///   - node: The tree's root where nil.
  ///   - stamped: Whether the page is to be kept.
  /// - Throws: `programme_unknown`, `run_unknown`.
  public func scores(
    of programme: Code, run number: Int64? = nil, node: String? = nil, filter: ScoreFilter = ScoreFilter(),
    offset: Int = 0, limit: Int, stamped: Bool = false
  ) async throws -> ScoreTable {
    try await reading { transaction in
      let (known, found, places) = try await transaction.run(
        together: Programmes.finding(programme), Runs.finding(number, of: programme),
        Runs.places(of: node, in: number, of: programme))
      guard let stored = known?.stored else { throw unknownProgramme(programme) }
      if let number, found == nil { throw Problem("run_unknown", "\(programme) has no run \(number).") }
      guard let run = found else {
        return ScoreTable(programme: stored.programme, run: nil, node: node ?? "", scores: [])
      }
      guard let places else {
        return ScoreTable(programme: stored.programme, run: run, node: node ?? run.result.rootNode, scores: [])
      }
      let (offset, limit) = (max(offset, 0), min(max(limit, 1), Tadamun.maximumScorePage))
      let page = Runs.scores(at: places, filter: filter, offset: offset, limit: limit)
      guard stamped, Runs.isCut(filter, at: places) else {
        let scores = try await transaction.run(last: page)
        return ScoreTable(programme: stored.programme, run: run, node: places.name, scores: scores)
      }
      let (scores, stamp) = try await transaction.run(
        last: page, Runs.stamp(of: places, offset: offset, limit: limit))
      return ScoreTable(
        programme: stored.programme, run: run, node: places.name, scores: scores,
        stamp: stamp.map { ScoreTableStamp(programme: programme, run: number, page: $0) })
    }
  }

  /// Whether a page of scores that was made before would be the same now, but for what it says of the run before.
  public func holds(_ stamp: ScoreTableStamp) async throws -> Bool {
    try await pool.run(Runs.holds(stamp.page, for: stamp.run, of: stamp.programme))
  }

  /// Everything a run says of one actor.
  ///
  /// - Parameter run: The current one where nil.
  /// - Throws: `programme_unknown`, `run_unknown`, `actor_unknown`, `score_missing` where the run does not speak of the
  ///   actor.
  public func score(of actor: Code, in programme: Code, run: Int64? = nil) async throws -> ScoreSheet {
    try await reading { transaction in
      let stored = try await knownProgramme(programme, in: transaction)
      let found = try await knownRun(run, of: programme, in: transaction)
      guard let known = try await Store.Actors.find(actor, in: transaction) else { throw unknownActor(actor) }
      let nodes = try await Runs.scores(of: found.id, actor: actor, in: transaction)
      guard !nodes.isEmpty else {
        throw Problem("score_missing", "Run \(found.id) does not speak of \(actor).")
      }
      let parts = try await Runs.parts(of: found.id, actor: actor, in: transaction)
      let intervals = try await Runs.intervals(of: found.id, actor: actor, in: transaction)
      let own = try await detail(found, RunActor(id: known.id, code: actor), stored, in: transaction)
      let root = nodes.first { $0.node == found.result.rootNode }?.score
      return ScoreSheet(
        programme: stored.programme, run: found, actor: known.actor, nodes: nodes, parts: parts, intervals: intervals,
        explanation: own.flatMap { own in
          own.engine.run.explanation(0).map { ScoreExplanation($0, own.engine.run.plan, parts) }
        } ?? ScoreExplanation(parts, score: root),
        detail: own?.detail)
    }
  }

  /// The actor as the engine finds it again; nil where another version of it made the run.
  private func detail(
    _ run: ScoringRun, _ actor: RunActor, _ programme: Programmes.Stored, in transaction: Transaction
  ) async throws -> (engine: StoredActor, detail: ScoreDetail)? {
    guard let framework = try await Frameworks.find(run.identity.framework, in: transaction) else { return nil }
    let plan = try RunReader.plan(framework)
    guard let engine = try await StoredActor(run, actor.code, plan, in: transaction) else { return nil }
    var proportions: [ReportedProportion] = []
    if plan.hasRatios {
      let reader = RunReader(programme: programme, identity: run.identity, plan: plan)
      let reported = try await ActorCells(reader, actor, in: transaction)
      proportions = plan.proportions(of: reported.cells, periods: reported.periods, engine.scale)
    }
    return (engine, ScoreDetail(engine, proportions: proportions))
  }

  /// The run of the same programme before `run`; nil where it is the first.
  public func runBefore(_ run: ScoringRun) async throws -> Int64? { try await Runs.before(run, in: pool) }

  /// The latest runs of a programme, newest first, before the run `before`; at most 101.
  /// - Throws: `programme_unknown`.
  public func runs(of programme: Code, before: Int64 = .max, limit: Int) async throws -> [ScoringRun] {
    try await reading { transaction in
      _ = try await knownProgramme(programme, in: transaction)
      return try await Runs.list(of: programme, before: before, limit: min(max(limit, 1), 101), in: transaction)
    }
  }

  /// A run of the programme.
  ///
  /// - Parameter id: the one that readers see where nil.
  /// - Throws: `run_unknown`.
  func knownRun(_ id: Int64?, of programme: Code, in transaction: Transaction) async throws -> ScoringRun {
    let found: ScoringRun?
    if let id {
      found = try await Runs.find(id, in: transaction)
    } else {
      found = try await Runs.current(of: programme, in: transaction)
    }
    guard let found, found.programme == programme else {
      throw Problem("run_unknown", "\(programme) has no such run.")
    }
    return found
  }

  /// What a run was made of and came to.
  /// - Throws: `programme_unknown`, `run_unknown`.
  public func manifest(of run: Int64, in programme: Code) async throws -> RunManifest {
    try await reading { transaction in
      _ = try await knownProgramme(programme, in: transaction)
      guard let found = try await Runs.find(run, in: transaction), found.programme == programme else {
        throw Problem("run_unknown", "\(programme) has no run \(run).")
      }
      let framework = try await Frameworks.find(found.identity.framework, in: transaction)
      return RunManifest(
        run: found, frameworkSHA256: framework?.sha256 ?? "",
        factors: try await Runs.factors(of: run, in: transaction),
        signature: try await signedManifest(of: run, in: transaction))
    }
  }

  /// A page of the signs of invented or adjusted numbers that a run noticed: actor after actor in the order of codes, and
  /// last what is about all of them.
  ///
  /// - Parameters:
  ///   - run: the current one where nil.
  ///   - actor: only those about this actor.
  /// - Throws: `programme_unknown`, `run_unknown`.
  public func warnings(
    of run: Int64? = nil, in programme: Code, actor: Code? = nil, offset: Int = 0, limit: Int
  ) async throws -> [RunWarning] {
    try await reading { transaction in
      _ = try await knownProgramme(programme, in: transaction)
      let found = try await knownRun(run, of: programme, in: transaction)
      return try await RunWarnings.list(
        of: found.id, actor: actor, offset: max(offset, 0), limit: min(max(limit, 1), Tadamun.maximumScorePage),
        in: transaction)
    }
  }

  /// Whether the database answers a real question.
  public func isReady() async -> Bool {
    let answer: Int? = try? await pool.queryValue("SELECT count(*) FROM programmes")
    return answer != nil
  }
}
