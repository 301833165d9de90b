import Actions
import Domain
import Foundation

/// JSON for programs to read: members in the order of their names, one stable shape.
enum JSONOutput {
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}

/// `tadamun scores --json`.
struct TableOutput: Encodable {
  let programme: String
  let run: RunOutput?
  let node: String
  let scores: [ScoreOutput]

  init(_ table: ScoreTable) {
    programme = table.programme.code.text
    run = table.run.map(RunOutput.init)
    node = table.node
    scores = table.scores.map { ScoreOutput($0.score, of: $0.actor, $0.interval) }
  }
}

/// `tadamun scores --actor --json`.
struct SheetOutput: Encodable {
  let programme: String
  let run: RunOutput
  let actor: String
  let nodes: [ScoreOutput]
  let parts: [PartOutput]
  let interval: IntervalOutput?
  let strongest: [PartOutput]
  let weakest: [PartOutput]
  let raise: RaiseOutput?
  let raises: [RaiseOutput]
  let detail: DetailOutput?

  init(_ sheet: ScoreSheet, _ names: NameBook) {
    programme = sheet.programme.code.text
    run = RunOutput(sheet.run)
    actor = sheet.actor.code.text
    nodes = sheet.nodes.map { ScoreOutput($0, of: sheet.actor.code, sheet.intervals[$0.node]) }
    parts = sheet.parts.map { PartOutput($0, names) }
    interval = sheet.interval.map(IntervalOutput.init)
    strongest = sheet.explanation.strongest.map { PartOutput($0, names) }
    weakest = sheet.explanation.weakest.map { PartOutput($0, names) }
    raise = sheet.explanation.raise.map(RaiseOutput.init)
    raises = sheet.explanation.raises.map(RaiseOutput.init)
    detail = sheet.detail.map(DetailOutput.init)
  }
}

struct RunOutput: Encodable {
  let id: Int64
  let asOf: String
  let framework: String
  let frameworkVersion: Int
  let engineVersion: String
  let inputsSHA256: String
  let resultsSHA256: String
  let recordedUntil: String
  let seed: Int64
  let baseRun: Int64?
  let unchangedActors: Int
  let scale: String?
  let replicates: Int

  init(_ run: ScoringRun) {
    recordedUntil = run.identity.recordedUntil.description
    seed = run.identity.seed
    baseRun = run.provenance.base
    unchangedActors = run.provenance.reusedCount
    scale = run.provenance.scaleIssue?.name
    replicates = run.provenance.replicates
    id = run.id
    asOf = run.identity.asOf.description
    framework = run.framework.text
    frameworkVersion = run.frameworkVersion
    engineVersion = run.identity.engineVersion
    inputsSHA256 = hexadecimal(run.result.inputsSHA256)
    resultsSHA256 = hexadecimal(run.result.resultsSHA256)
  }
}

struct ScoreOutput: Encodable {
  let actor: String
  let node: String
  let score: Double?
  let unweighted: Double?
  let lowerBound: Double?
  let upperBound: Double?
  let rank: Int?
  let coverage: Double
  let status: String
  let band: String?
  let interval: IntervalOutput?

  init(_ score: ActorScore, of actor: Code, _ interval: ScoreInterval? = nil) {
    self.interval = interval.map(IntervalOutput.init)
    self.actor = actor.text
    node = score.node
    self.score = score.score
    unweighted = score.unweighted
    lowerBound = score.lowerBound
    upperBound = score.upperBound
    rank = score.rank
    coverage = score.coverage
    status = score.status
    band = score.band
  }
}

/// By language: `ar`, `fr`, `en`, as far as there are names.
typealias NamesOutput = [String: String]

extension Names {
  var output: NamesOutput { ["ar": ar, "fr": fr, "en": en].compactMapValues(\.self) }
}

struct PartOutput: Encodable {
  let indicator: String
  let indicatorNames: NamesOutput?
  let group: String
  let groupNames: NamesOutput?
  let raw: Double?
  let normalised: Double?
  let evidence: Double
  let weight: Double
  let contribution: Double
  let status: String

  init(_ part: ScorePart, _ names: NameBook) {
    indicator = part.indicator
    indicatorNames = names.indicator(part.indicator)?.output
    group = part.group
    groupNames = names.group(part.group)?.output
    raw = part.raw
    normalised = part.normalised
    evidence = part.evidence
    weight = part.weight
    contribution = part.contribution
    status = part.status
  }
}

func hexadecimal(_ bytes: [UInt8]) -> String {
  bytes.map { (byte: UInt8) in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
}
