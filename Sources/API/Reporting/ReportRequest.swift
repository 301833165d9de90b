import Actions
import Domain
import Serving

/// Requests about reports as JSON, read and answered in one way over HTTP and on the command line.
public enum ReportRequest {
  /// The names of what may be said of a report.
  public static var nouns: [String] { ReportNoun.all.map(\.name) }

  /// Records what `bytes` say of a report.
  /// - Returns: The answer as JSON.
  /// - Throws: `noun_unknown`; every mistake with its line, column and field; what the action refuses.
  public static func perform(
    _ name: String, _ bytes: [UInt8], on report: Int64, of actor: Code, _ tadamun: Tadamun
  ) async throws -> String {
    guard let noun = ReportNoun.all.first(where: { $0.name == name }) else {
      throw Problem("noun_unknown", "“\(name)” is not one of: \(nouns.joined(separator: ", ")).")
    }
    return try await noun.perform(JSONReader.read(bytes), report, actor, tadamun).rendered
  }

  public static func rendered(_ sheet: ReportSheet) -> String { JSON.report(sheet).rendered }
  public static func rendered(_ sheets: [ReportSheet]) -> String { JSON.list(sheets.map(JSON.listed)).rendered }
  public static func rendered(_ dues: [Due]) -> String { JSON.list(dues.map(JSON.due)).rendered }
  public static func rendered(_ appeals: [Appeal], on day: CalendarDate) -> String {
    JSON.list(appeals.map { JSON.appeal($0, on: day) }).rendered
  }
  public static func rendered(_ sample: VerificationSample) -> String { JSON.sample(sample).rendered }
  public static func rendered(_ members: [VerificationSample.Member]) -> String {
    JSON.list(members.map(JSON.member)).rendered
  }
  public static func rendered(_ records: [VerifierRecord]) -> String {
    JSON.list(records.map(JSON.verifier)).rendered
  }
}
