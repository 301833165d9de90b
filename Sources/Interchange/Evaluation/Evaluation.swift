import Crypto
import Domain
import Scoring

/// Scores a file of values by a framework file, with no database: files in, files out.
///
/// The same inputs give the same bytes, whatever the order of the rows, the number of threads or of shards.
public struct Evaluation: Sendable {
  public let framework: FrameworkFile
  public let run: Run
  /// SHA-256 over the cells in their canonical order.
  public let inputsSHA256: String
  /// Lines for the person who called, such as columns that nothing reads.
  public let warnings: [String]
  /// Where replicates were asked for.
  public let uncertainty: UncertaintyResult?
  /// What was counted over households, in the order of actors, indicators, groups and periods.
  public let headcounts: [CountedHeadcount]
  /// What was reported in proportions, in the order of actors; those of whom there are none are left out.
  let proportions: [ActorProportions]
  let earlierBands: BandFile
  /// SHA-256 of the file of the scale that was given; nil where the run laid its own.
  public let scaleSHA256: String?

  /// Reads, scores and writes: `scores.csv`, `normalised.csv`, `parts.csv`, `bounds.csv`, `explanations.csv`,
  /// `factors.csv` where a mean is geometric,
  /// `intervals.csv` and `sensitivity.csv` where replicates were asked for, `headcounts.csv` where households were given,
  /// `proportions.csv` where proportions were, `social_return.csv` where the framework values outcomes, `scale.json` where it compares actors, `run.json`,
  /// which has the SHA-256 of every other file, and with a key `run.json.sig`, its signature.
  /// Nothing is written unless all of it can be.
  ///
  /// - Throws: ``Domain/Problem`` or ``Domain/Problems``: what ``FrameworkFile`` and the readers of values, households and
  ///   scales refuse, and `file_unwritable`.
  @discardableResult
  public static func run(_ request: EvaluationRequest) async throws -> Evaluation {
    let evaluation = try await Evaluation(request)
    try await OutputFolder(request.output).write { folder in
      try ResultFiles(evaluation).write(into: folder, signedBy: request.signingKey)
    }
    return evaluation
  }

  /// Reads and scores, and writes nothing.
  public init(_ request: EvaluationRequest) async throws {
    framework = try FrameworkFile(path: request.framework)
    var rules = framework.framework
    if let seed = request.seed, rules.uncertainty != nil { rules.uncertainty?.seed = seed }
    if let replicates = request.replicates {
      var rule = rules.uncertainty ?? UncertaintyRule(seed: request.seed ?? 0)
      rule.replicates = replicates
      rules.uncertainty = rule
    }
    let plan = try Plan(rules)
    earlierBands = try request.bands.map { try BandFile(path: $0) } ?? .empty
    let given = try request.scale.map { try ScaleFile.read($0, for: plan) }
    var reader = ValuesReader(plan, path: request.values)
    let (table, headcounts) = try reader.read(isWide: request.isWide, households: request.households)
    self.headcounts = headcounts
    warnings = table.warnings
    inputsSHA256 = Evaluation.fingerprint(table, plan)
    let scorer = Scorer(plan, threads: request.threads)
    let shards = try Evaluation.shards(table, plan, count: request.shards)
    scaleSHA256 = given?.sha256
    run = try await scorer.score(shards, frozen: given?.scale.expecting(whatIsReportedIn: shards, plan))
    uncertainty = rules.uncertainty == nil ? nil : await scorer.vary(run, shards)
    proportions = Evaluation.proportions(table, plan, run.scale)
  }

  private static func proportions(_ table: ValuesTable, _ plan: Plan, _ scale: Scale) -> [ActorProportions] {
    guard plan.hasRatios else { return [] }
    var found: [ActorProportions] = []
    var next = 0
    for (number, actor) in table.actors.enumerated() {
      var cells: [ObservationCell] = []
      while next < table.entries.count, table.entries[next].actor == number {
        cells.append(table.entries[next].cell)
        next += 1
      }
      let proportions = plan.proportions(of: cells, periods: max(table.periods.count, 1), scale)
      if !proportions.isEmpty { found.append(ActorProportions(actor: actor, proportions: proportions)) }
    }
    return found
  }

  /// The actors in the order of their codes, cut into shards of equal length.
  private static func shards(_ table: ValuesTable, _ plan: Plan, count: Int) throws(Problem) -> [Shard] {
    var shards: [Shard] = []
    var intake = Intake(plan, periods: max(table.periods.count, 1))
    let length = max(1, (table.actors.count + max(count, 1) - 1) / max(count, 1))
    var next = 0
    for actor in table.actors.indices {
      while next < table.entries.count, table.entries[next].actor == actor {
        intake.add(table.entries[next].cell)
        next += 1
      }
      try intake.finishActor(table.actors[actor])
      if (actor + 1).isMultiple(of: length) { shards.append(intake.finish()) }
    }
    let rest = intake.finish()
    if rest.count > 0 { shards.append(rest) }
    return shards
  }

  private static func fingerprint(_ table: ValuesTable, _ plan: Plan) -> String {
    var hash = SHA256()
    for codes in [plan.reported, plan.groups, table.periods, table.actors] {
      for code in codes { hash.update(data: Array(code.utf8) + [0]) }
      hash.update(data: [1])
    }
    var bytes: [UInt8] = []
    for entry in table.entries {
      withUnsafeBytes(of: entry.actor.littleEndian) { bytes.append(contentsOf: $0) }
      entry.cell.appendCanonicalBytes(to: &bytes)
      if bytes.count > 65_536 {
        hash.update(data: bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    hash.update(data: bytes)
    return hash.finalize().hexadecimal
  }
}
