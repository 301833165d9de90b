import Crypto
import Domain
import Foundation
import Scoring

/// The files of an evaluation.
struct ResultFiles {
  static let names = [
    "scores.csv", "normalised.csv", "parts.csv", "bounds.csv", "explanations.csv", "factors.csv", "intervals.csv",
    "sensitivity.csv",
    "headcounts.csv", "proportions.csv", "social_return.csv", "scale.json", "run.json",
    "run.json.sig",
  ]

  private let evaluation: Evaluation
  private var run: Run { evaluation.run }
  private var plan: Plan { evaluation.run.plan }

  init(_ evaluation: Evaluation) { self.evaluation = evaluation }

  func write(into folder: String, signedBy key: SigningKey? = nil) throws {
    try writeActors(into: folder)
    if let uncertainty = evaluation.uncertainty {
      try table("intervals.csv", in: folder, IntervalTable.columns) { writer in
        try IntervalTable(uncertainty, run).write(writer)
      }
      try table("sensitivity.csv", in: folder, SensitivityTable.columns) { writer in
        try SensitivityTable(uncertainty).write(writer)
      }
    }
    if !evaluation.headcounts.isEmpty {
      try table("headcounts.csv", in: folder, HeadcountTable.columns) { writer in
        try HeadcountTable(evaluation.headcounts).write(writer)
      }
    }
    if plan.hasFactors {
      try table("factors.csv", in: folder, FactorTable.columns) { writer in
        for (actor, code) in run.actors.enumerated() {
          try FactorTable(plan).write(run.factors(actor), of: code, to: writer)
        }
      }
    }
    if !evaluation.proportions.isEmpty {
      try table("proportions.csv", in: folder, ProportionTable.columns) { writer in
        try ProportionTable(plan).write(evaluation.proportions, to: writer)
      }
    }
    if plan.framework.socialReturn != nil {
      try table("social_return.csv", in: folder, SocialReturnTable.columns) { writer in
        try SocialReturnTable(run).write(writer)
      }
    }
    if plan.comparesActors { try ScaleFile.write(run.scale, to: "\(folder)/scale.json") }
    let record = RunRecord(evaluation, files: try hashes(of: folder))
    try record.write(to: "\(folder)/run.json")
    if let key {
      let path = "\(folder)/run.json.sig"
      do { try Data(key.signature(of: Array(record.text.utf8))).write(to: URL(fileURLWithPath: path)) } catch {
        throw Problem("file_unwritable", "The signature cannot be written.", at: Place(file: path))
      }
    }
  }

  /// The SHA-256 of what was written, in the order of the files' names.
  private func hashes(of folder: String) throws -> [(name: String, sha256: String)] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { name in
      let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: "\(folder)/\(name)"))
      defer { try? file.close() }
      var hash = SHA256()
      while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty { hash.update(data: piece) }
      return (name, hash.finalize().hexadecimal)
    }
  }

  /// What is said of one actor after the other. The parts of a score are computed when they are asked for, so that they
  /// are asked for once and handed to every file that reads them.
  private func writeActors(into folder: String) throws {
    let scores = try CSVWriter(path: "\(folder)/scores.csv", style: .plain)
    let scoresTable = try ScoresTable(scores, hasReplicates: evaluation.uncertainty != nil)
    let bounds = try open("bounds.csv", in: folder, BoundsTable.columns)
    let explanations = try open("explanations.csv", in: folder, ExplanationTable.columns)
    let normalised = try open("normalised.csv", in: folder, PartTable.normalisedColumns)
    let parts = try open("parts.csv", in: folder, PartTable.columns)
    let (boundsTable, explanationTable, partTable) = (BoundsTable(evaluation), ExplanationTable(run), PartTable(plan))
    for (actor, code) in run.actors.enumerated() {
      let own = run.parts(actor)
      try writeScores(actor, code, own, to: scoresTable)
      try boundsTable.write(actor, to: bounds)
      try explanationTable.write(actor, own, to: explanations)
      try partTable.writeNormalised(own, of: code, to: normalised)
      try partTable.write(own, of: code, to: parts)
    }
    for writer in [scores, bounds, explanations, normalised, parts] { try writer.finish() }
  }

  private func open(_ name: String, in folder: String, _ columns: [String]) throws -> CSVWriter {
    let writer = try CSVWriter(path: "\(folder)/\(name)", style: .plain)
    try writer.write(columns)
    return writer
  }

  private func table(
    _ name: String, in folder: String, _ columns: [String], _ body: (CSVWriter) throws -> Void
  ) throws {
    let writer = try open(name, in: folder, columns)
    try body(writer)
    try writer.finish()
  }

  private func writeScores(_ actor: Int, _ code: String, _ parts: [Part], to table: ScoresTable) throws {
    let grades = evaluation.uncertainty.map { run.evidenceGrades(actor, $0, parts: parts) }
    for (index, node) in plan.nodes.enumerated() {
      let score = run.score(actor, node: index)
      let interval = evaluation.uncertainty?.nodes[index][actor]?.score
      try table.write(
        code, node: node, score: score.score, rank: score.rank, coverage: score.coverage, status: score.status.word,
        certainty: grades.map { grades in
          ScoresTable.Certainty(
            low: interval?.low, median: interval?.median, high: interval?.high, grade: grades[index]?.rawValue)
        })
    }
  }
}
