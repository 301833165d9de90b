import Domain
import Interchange
import Postgres
import Scoring
import Store

/// Which scale a run scores by (stage S6). Where a framework compares actors, the scale is frozen for a reporting year,
/// so that an actor's score moves by its own numbers only until the scale is issued again.
///
/// The first run after reports of a year were due issues the scale of that year, if it says something of every indicator
/// that compares actors; runs before that lay their own.
struct RunScale: Sendable {
  /// The frozen scale and its issue; nil where the run lays its own.
  let frozen: (scale: Scale, issue: RunProvenance.ScaleIssue)?
  /// The year that a run which lays its own scale issues it for; nil where it does not.
  let yearToIssue: Int?

  /// For a run that lays its own scale and issues none.
  static let own = RunScale()

  private init() {
    frozen = nil
    yearToIssue = nil
  }

  /// The reporting year of a run is that of the last period that has ended.
  init(for reader: RunReader, _ dictionary: RunDictionary, in session: some Session) async throws {
    let identity = reader.identity
    guard reader.plan.comparesActors, let year = dictionary.lastSpan?.last.year else {
      frozen = nil
      yearToIssue = nil
      return
    }
    let issue = try await Scales.issued(
      for: year, of: reader.programme.id, framework: identity.framework, knownBy: identity.recordedUntil, in: session)
    frozen = try issue.map { (try Scale(stored: $0.scale.body), $0.issue) }
    let isDue = dictionary.isDue(year, by: identity.asOf, graceDays: reader.programme.programme.graceDays)
    yearToIssue = issue == nil && isDue ? year : nil
  }

  /// The scale that a stored run used.
  init(of run: ScoringRun, in session: some Session) async throws {
    yearToIssue = nil
    guard let issue = run.provenance.scaleIssue else {
      frozen = nil
      return
    }
    let stored = try await Scales.find(
      issue, of: run.identity.programme, framework: run.identity.framework, in: session)
    guard let stored else {
      throw Problem("scale_missing", "The scale \(issue.name) that run \(run.id) used is not stored.")
    }
    frozen = (try Scale(stored: stored.scale.body), issue)
  }

  /// The frozen scale over these actors; nil where the run lays its own.
  func scale(over shards: [Shard], _ plan: Plan) -> Scale? {
    frozen.map { $0.scale.expecting(whatIsReportedIn: shards, plan) }
  }
}
