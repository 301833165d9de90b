import Domain
import Interchange
import Postgres
import Scoring
import Store

/// How a run's scores were made, in one language.
public struct DescribedMethod: Hashable, Sendable {
  public let language: Language
  public let framework: Code
  public let version: Int
  /// Nil for a framework that is described without a run.
  public let run: Int64?
  /// Piece by piece, in order.
  public let blocks: [MethodBlock]
  public let markdown: String
  /// The same for where no Markdown is shown.
  public let text: String
}

extension Tadamun {
  /// How a stored run's scores were made, generated from the framework that ran.
  ///
  /// - Parameter programme: nil where the run may be of any.
  /// - Throws: `run_unknown`.
  public func describe(run id: Int64, of programme: Code? = nil, in language: Language) async throws -> DescribedMethod
  {
    try await reading { transaction in
      guard let run = try await Runs.find(id, in: transaction), programme == nil || run.programme == programme else {
        throw Problem("run_unknown", "There is no run \(id)\(programme.map { " of \($0)" } ?? "").")
      }
      guard let stored = try await Frameworks.find(run.identity.framework, in: transaction) else {
        throw unknownFramework(run.framework, run.frameworkVersion)
      }
      let facts = MethodDescription.RunFacts(
        id: run.id, asOf: run.identity.asOf, recordedUntil: run.identity.recordedUntil,
        engineVersion: run.identity.engineVersion, seed: run.identity.seed,
        replicates: run.provenance.replicates)
      return try await describe(StoredFramework(stored), run: facts, in: language, transaction)
    }
  }

  /// What a framework that is kept does.
  ///
  /// - Parameter version: as for ``framework(_:version:)``.
  /// - Throws: `framework_unknown`.
  public func describe(_ code: Code, version: Int?, in language: Language) async throws -> DescribedMethod {
    let stored = try await framework(code, version: version).framework
    return try await reading { try await describe(stored, run: nil, in: language, $0) }
  }

  private func describe(
    _ stored: StoredFramework, run: MethodDescription.RunFacts?, in language: Language, _ transaction: Transaction
  ) async throws -> DescribedMethod {
    let file = try FrameworkFile(bytes: Array(stored.text.utf8), name: "\(stored.code)/\(stored.version)")
    let indicators = try await Catalogue.indicators(in: transaction).map { ($0.key.text, $0.value.indicator) }
    let groups = try await Catalogue.groupNames(in: transaction).map { ($0.key.text, $0.value) }
    let description = try MethodDescription(
      file.framework, sha256: stored.sha256, run: run,
      catalogue: MethodDescription.Catalogue(
        indicators: Dictionary(uniqueKeysWithValues: indicators), groups: Dictionary(uniqueKeysWithValues: groups)),
      language: language)
    return DescribedMethod(
      language: language, framework: stored.code, version: stored.version, run: run?.id, blocks: description.blocks,
      markdown: description.rendered(.markdown), text: description.rendered(.text))
  }
}
