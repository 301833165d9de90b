import Domain
import Scoring

/// `run.json`: what the run was made of, so that it can be made again.
struct RunRecord {
  private let evaluation: Evaluation
  private let files: [(name: String, sha256: String)]

  /// - Parameter files: the other files of the evaluation.
  init(_ evaluation: Evaluation, files: [(name: String, sha256: String)]) {
    self.evaluation = evaluation
    self.files = files
  }

  func write(to path: String) throws(Problem) {
    let file = try ByteFile(writing: path)
    let bytes = Array(text.utf8)
    do { try bytes.withUnsafeBytes { try file.write($0) } } catch let problem as Problem { throw problem } catch {
      throw Problem("file_unwritable", "The record cannot be written.", at: Place(file: path))
    }
  }

  /// Keys in a fixed order and no moment in time: the same inputs give the same bytes.
  var text: String {
    let run = evaluation.run
    let framework = run.plan.framework
    let cells = CellStatus.allCases.compactMap { status in run.cellCounts[status].map { (status.word, "\($0)") } }
    let actors = NodeStatus.allCases.compactMap { status in run.actorCounts[status].map { (status.word, "\($0)") } }
    let replicates = evaluation.uncertainty?.replicates ?? 0
    var fields: [(String, String)] = [
      ("framework", RunRecord.quoted(framework.code)), ("framework_version", "\(framework.version)"),
      ("framework_sha256", RunRecord.quoted(evaluation.framework.sha256)),
      ("inputs_sha256", RunRecord.quoted(evaluation.inputsSHA256)),
      ("scale_sha256", evaluation.scaleSHA256.map(RunRecord.quoted) ?? "null"),
      ("engine_version", RunRecord.quoted(Scorer.engineVersion)),
      ("seed", replicates > 0 ? "\(framework.uncertainty?.seed ?? 0)" : "null"), ("replicates", "\(replicates)"),
      ("actors", "\(run.actors.count)"), ("observations", "\(run.observationCount)"),
      ("missing_policy", RunRecord.quoted(framework.missing.rawValue)),
      ("coverage_minimum", NumberText.of(framework.coverageMinimum)),
    ]
    fields.append(("actors_by_status", RunRecord.object(actors, indent: 2)))
    fields.append(("cells_by_status", RunRecord.object(cells, indent: 2)))
    let weights = zip(run.plan.indicators, run.plan.effectiveWeights).map { ($0, NumberText.of($1)) }
    fields.append(("effective_weights", RunRecord.object(weights, indent: 2)))
    let hashes = files.map { ($0.name, RunRecord.quoted($0.sha256)) }
    fields.append(("files_sha256", RunRecord.object(hashes, indent: 2)))
    fields.append(("warnings", "[" + evaluation.warnings.map(RunRecord.quoted).joined(separator: ", ") + "]"))
    return RunRecord.object(fields, indent: 0) + "\n"
  }

  private static func object(_ fields: [(String, String)], indent: Int) -> String {
    if fields.isEmpty { return "{}" }
    let margin = String(repeating: " ", count: indent)
    let lines = fields.map { "\(margin)  \(quoted($0.0)): \($0.1)" }
    return "{\n\(lines.joined(separator: ",\n"))\n\(margin)}"
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
