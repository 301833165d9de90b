import Domain
import Interchange
import Postgres
import Scoring
import Store

/// A frozen scale of a programme, as it was issued.
public struct IssuedScale: Hashable, Sendable {
  public let issue: RunProvenance.ScaleIssue
  public let issuedAt: Moment
  public let issuedBy: String
}

extension Tadamun {
  /// Lays a scale over what is known now and issues it for the reporting year: runs from now on score by it.
  ///
  /// - Parameter asOf: the day whose reporting year is meant, and whose facts the scale is laid over.
  /// - Throws: `programme_unknown`, `framework_missing`; `scale_not_needed` where the framework compares nobody;
  ///   `scale_incomplete` where an indicator that compares actors has fewer than two values, or no period has ended.
  @discardableResult
  public func issueScale(of programme: Code, asOf: CalendarDate, by source: Source) async throws
    -> RunProvenance.ScaleIssue
  {
    let recordedUntil = try await transaction { try await Facts.settle(in: $0) }
    let (reader, inputs) = try await reading { transaction in
      let reader = try await runReader(for: programme, asOf: asOf, recordedUntil: recordedUntil, in: transaction)
      return (reader, try await reader.read(takesOver: true, in: transaction))
    }
    guard inputs.plan.comparesActors else {
      throw Problem("scale_not_needed", "The framework of \(programme) compares nobody: there is no scale to issue.")
    }
    let scale = await engine(inputs.plan).scale(inputs.shards)
    guard let year = inputs.dictionary.lastSpan?.last.year, scale.isComplete(for: inputs.plan) else {
      throw Problem(
        "scale_incomplete", "Every indicator that compares actors needs two values at least before a scale is issued.")
    }
    return try await transaction { transaction in
      let identity = reader.identity
      let key = try await Scales.insert(
        scale.stored(), of: identity.programme, framework: identity.framework, in: transaction)
      let issue = try await Scales.issue(
        key, for: year, of: identity.programme, framework: identity.framework, by: source.name, in: transaction)
      let body = JSONText.object(["scale": .text(issue.name), "as_of": .text(asOf.description)])
      try await Events.append(
        "scale_issued", about: "programme:\(programme)", body: body, by: source.name, in: transaction)
      return issue
    }
  }

  /// The scales issued for a programme, newest first; at most 100.
  /// - Throws: `programme_unknown`.
  public func scales(of programme: Code) async throws -> [IssuedScale] {
    try await reading { transaction in
      let stored = try await knownProgramme(programme, in: transaction)
      return try await Scales.list(of: stored.id, in: transaction).map {
        IssuedScale(issue: $0.issue, issuedAt: $0.issuedAt, issuedBy: $0.issuedBy)
      }
    }
  }
}
