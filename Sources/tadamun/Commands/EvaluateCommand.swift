import ArgumentParser
import Domain
import Foundation
import Interchange
import Scoring

struct EvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Score a file of values by a framework file; no database is needed.",
    discussion: """
      Writes scores.csv, normalised.csv, parts.csv, bounds.csv, explanations.csv, run.json and, where they apply,
      factors.csv (geometric means), intervals.csv and sensitivity.csv (replicates), headcounts.csv (--households), proportions.csv (Wilson's
      intervals), social_return.csv (the framework's key social_return) and scale.json (a framework that compares actors). The same inputs give the same bytes, whatever
      the order of the rows and the number of threads. run.json has the SHA-256 of every other file.

      Example:
        tadamun evaluate --framework F.yml --values V.csv --out results
        tadamun evaluate --framework F.yml --values V2.csv --scale results/scale.json --out next
      """)

  @Option(help: "The framework file.", completion: .file(extensions: ["yml", "yaml"]))
  var framework: String

  @Option(help: "The values: actor,indicator,value and optionally group, period, baseline, target, n, unit, …")
  var values: String

  @Option(help: "A file of households, one row each, that headcounts are made of: actor, dimensions, size.")
  var households: String?

  @Option(help: "The scale.json of an earlier evaluation: actors are compared by it instead of by these values.")
  var scale: String?

  @Option(
    help: "The bounds.csv of an earlier evaluation: a band holds until the median of the score's interval left it.")
  var bands: String?

  @Option(help: "The folder to write to; made where it is not there.")
  var out: String

  @Flag(help: "The values come one column an indicator.")
  var wide = false

  @Option(help: "Replicates of the uncertainty analysis; the framework's where left out, 0 for none.")
  var replicates: Int?

  @Option(help: "Seed of the uncertainty analysis; the framework's where left out.")
  var seed: UInt64?

  @Option(help: "Threads, 1 to 64; the results do not depend on it.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: "The file of a private key (tadamun signing make): writes run.json.sig, the signature of run.json.")
  var sign: String?

  func validate() throws {
    guard (1...64).contains(threads) else { throw ValidationError("--threads is from 1 to 64.") }
    if let replicates, !(0...100_000).contains(replicates) {
      throw ValidationError("--replicates is from 0 to 100000.")
    }
  }

  func run() async throws {
    let request = EvaluationRequest(
      framework: framework, values: values, output: out, households: households, scale: scale, bands: bands,
      isWide: wide,
      replicates: replicates, seed: seed, threads: threads, signingKey: try sign.map { try SigningKey(path: $0) })
    let evaluation = try await Progress.during("evaluating") { try await Evaluation.run(request) }
    for warning in evaluation.warnings { FileHandle.standardError.write(Data("warning: \(warning)\n".utf8)) }
    let counts = evaluation.run.actorCounts.map { "\($0.value) \($0.key.word)" }.sorted().joined(separator: ", ")
    print("\(evaluation.run.actors.count) actors (\(counts)), \(evaluation.run.observationCount) values: \(out)")
  }
}
