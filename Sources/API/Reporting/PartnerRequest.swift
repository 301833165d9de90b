import Actions
import Domain
import Serving

/// What organisations share, as JSON, read and answered in one way over HTTP and on the command line: the catalogue of
/// indicators, claims on outcomes, trainings, mandates, drafts.
public enum PartnerRequest {
  /// - Throws: every mistake with its line, column and field; what the action refuses.
  public static func define(_ bytes: [UInt8], on tadamun: Tadamun, by source: Source) async throws -> String {
    let entry = try CatalogueEntry(json: try JSONReader.read(bytes))
    try await tadamun.define(entry, by: source)
    return JSON.entry(entry).rendered
  }

  /// - Throws: as ``define(_:on:by:)``.
  public static func claim(_ bytes: [UInt8], of actor: Code, on tadamun: Tadamun, by source: Source) async throws
    -> String
  {
    let claimed = try ClaimShare(ClaimShare.object(try JSONReader.read(bytes)), of: actor)
    try await tadamun.claim(claimed, by: source)
    return JSON.claim(claimed).rendered
  }

  /// - Throws: as ``define(_:on:by:)``.
  public static func record(_ bytes: [UInt8], by centre: Code, on tadamun: Tadamun, by source: Source) async throws
    -> String
  {
    let training = try Training(Training.object(try JSONReader.read(bytes)), by: centre)
    try await tadamun.record(training, by: source)
    return JSON.training(training).rendered
  }

  public static func rendered(_ entries: [CatalogueEntry]) -> String { JSON.list(entries.map(JSON.entry)).rendered }
  public static func rendered(_ shares: [ClaimShare]) -> String { JSON.list(shares.map(JSON.claim)).rendered }
  public static func rendered(_ trainings: [Training]) -> String { JSON.list(trainings.map(JSON.training)).rendered }
  public static func rendered(_ mandates: [Mandate]) -> String { JSON.list(mandates.map(JSON.mandate)).rendered }
  public static func rendered(_ drafts: [DraftReport]) -> String { JSON.list(drafts.map(JSON.draft)).rendered }
  public static func rendered(
    _ comparison: TrainingComparison, of actor: Code, around training: Code, of centre: Code, indicator: Code,
    group: Code
  ) -> String { JSON.comparison(comparison, of: (actor, centre, training, indicator, group)).rendered }
}
