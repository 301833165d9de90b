import Actions
import ArgumentParser
import Domain
import Foundation
import Postgres

struct RunsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "List the runs of a programme, or show what one was made of and came to.",
    discussion: """
      Example:
        tadamun runs oriental
        tadamun runs oriental --run 3 --json
        tadamun runs oriental --run 3 --compare 2
        tadamun runs oriental --run 3 --signed run-3
      """)

  @Argument(help: "The programme's code.")
  var programme: String

  @Option(name: .customLong("run"), help: "Show everything about one run.")
  var number: Int64?

  @Option(help: "List whose score or rank the run changed against this earlier one, and why.")
  var compare: Int64?

  @Option(
    help:
      "Write the run's manifest as it was signed, its signature and the public key to FILE.json, FILE.sig and FILE.pem."
  )
  var signed: String?

  @Option(help: "How many runs to list, newest first, or how many changes, the largest first.")
  var limit = 10

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard compare == nil || number != nil else { throw ValidationError("--compare goes with --run.") }
    guard signed == nil || number != nil && compare == nil else {
      throw ValidationError("--signed goes with --run alone.")
    }
    guard (1...100).contains(limit) else { throw ValidationError("--limit is from 1 to 100.") }
  }

  func run() async throws {
    let database = try await Database.open()
    let tadamun = try await database.tadamun()
    let programme = try Code(programme)
    if let number, let compare {
      let found = try await tadamun.changes(in: programme, from: compare, to: number, limit: limit)
      let lines = found.changes.map(ScoreText.change)
      print(
        try json
          ? JSONOutput.text(found.changes.map(ChangeOutput.init))
          : lines.isEmpty ? "No score and no rank differs." : lines.joined(separator: "\n"))
    } else if let number {
      let manifest = try await tadamun.manifest(of: number, in: programme)
      if let signed { try write(manifest, to: signed) }
      let output = ManifestOutput(manifest)
      print(try json ? JSONOutput.text(output) : output.text)
    } else {
      let runs = try await tadamun.runs(of: programme, limit: limit)
      let lines = runs.map { run in
        "\(run.id)  as of \(run.identity.asOf)  \(run.framework) version \(run.frameworkVersion)  "
          + "\(run.result.actorCount) actors, \(run.provenance.reusedCount) unchanged"
      }
      print(try json ? JSONOutput.text(runs.map(RunOutput.init)) : lines.joined(separator: "\n"))
    }
    await tadamun.pool.close()
  }

  /// - Throws: `run_not_signed`, `file_unwritable`.
  private func write(_ manifest: RunManifest, to path: String) throws {
    guard let signed = manifest.signature else {
      throw Problem("run_not_signed", "Run \(manifest.run.id) was not signed: no key was configured when it was made.")
    }
    let files: [(ending: String, bytes: [UInt8])] = [
      ("json", Array(signed.signature.manifest.utf8)), ("sig", signed.signature.signature),
      ("pem", Array(signed.publicKeyPEM.utf8)),
    ]
    for (ending, bytes) in files {
      let file = "\(path).\(ending)"
      do { try Data(bytes).write(to: URL(fileURLWithPath: file)) } catch {
        throw Problem("file_unwritable", "The file cannot be written.", at: Place(file: file))
      }
    }
  }
}

/// `tadamun runs --run`.
private struct ManifestOutput: Encodable {
  struct Factor: Encodable {
    let factor: String
    let first: Double
    let firstLow: Double
    let firstHigh: Double
    let total: Double
    let totalLow: Double
    let totalHigh: Double
  }

  let run: RunOutput
  let frameworkSHA256: String
  let actors: Int
  let observations: Int
  /// Actors and cells by status, as a JSON object.
  let summary: String
  let factors: [Factor]
  /// Nil where the run was not signed.
  let signedBy: String?

  init(_ manifest: RunManifest) {
    run = RunOutput(manifest.run)
    frameworkSHA256 = manifest.frameworkSHA256
    actors = manifest.run.result.actorCount
    observations = manifest.run.result.observationCount
    summary = manifest.run.result.summary
    signedBy = manifest.signature?.signature.key
    factors = manifest.factors.map {
      Factor(
        factor: $0.factor, first: $0.first.estimate, firstLow: $0.first.low, firstHigh: $0.first.high,
        total: $0.total.estimate, totalLow: $0.total.low, totalHigh: $0.total.high)
    }
  }

  var text: String {
    var lines = [
      "run \(run.id) as of \(run.asOf), facts recorded until \(run.recordedUntil)",
      "framework \(run.framework) version \(run.frameworkVersion), SHA-256 \(frameworkSHA256)",
      "engine version \(run.engineVersion), seed \(run.seed), \(run.replicates) replicates, scale \(run.scale ?? "its own")",
      "\(actors) actors (\(run.unchangedActors) unchanged since run \(run.baseRun.map { "\($0)" } ?? "–")), "
        + "\(observations) values",
      "inputs SHA-256  \(run.inputsSHA256)", "results SHA-256 \(run.resultsSHA256)", summary,
      signedBy.map { "signed by the key \($0)" } ?? "not signed: no key was configured when it was made",
    ]
    lines += factors.map { factor in
      "ranks hang on \(factor.factor): \(ScoreText.number(factor.first)) "
        + "(\(ScoreText.number(factor.firstLow))–\(ScoreText.number(factor.firstHigh))) alone, "
        + "\(ScoreText.number(factor.total)) "
        + "(\(ScoreText.number(factor.totalLow))–\(ScoreText.number(factor.totalHigh))) in all"
    }
    return lines.joined(separator: "\n")
  }
}
