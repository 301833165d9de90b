import Domain
import Hummingbird

/// The latest runs of a programme, newest first: what each read, by which rules, and what it came to.
struct RunsPage {
  let programme: Programme
  let runs: [ScoringRun]
  /// The run that readers see; nil before the first.
  let current: Int64?
  let language: Language
  static let length = 50

  private var texts: FunderTexts { FunderTexts.of(language) }
  private var figures: Figures { Figures(language: language) }

  var response: Response {
    let shared = Texts.of(language)
    let list: HTML = runs.isEmpty ? "<p>\(shared.noRun)</p>" : Table(headings: headings, rows: runs.map(row)).markup
    let content: HTML = """
      \(ProgrammeWays(programme: programme, current: .runs, language: language).markup)
      <h1>\(texts.runs)</h1>
      <p class="note">\(texts.runsExplained)</p>
      \(list)
      """
    return Page(
      language: language, path: "/programmes/\(programme.code)/runs",
      title: "\(texts.runs) – \(programme.names.preferred(language))", content: content
    ).response()
  }

  private var headings: [String] {
    let shared = Texts.of(language)
    return [
      shared.run, shared.asOf, texts.finished, texts.duration, shared.framework, shared.actorsScored,
      texts.observations, texts.unchanged, texts.replicates, texts.fingerprint,
    ]
  }

  private func row(_ run: ScoringRun) -> [HTML] {
    let method = "/programmes/\(programme.code)/runs/\(run.id)/method?lang=\(language.rawValue)"
    let mark: HTML? = run.id == current ? " <span class=\"status\">\(texts.shown)</span>" : nil
    let seconds = Double(run.finishedAt.microseconds - run.startedAt.microseconds) / 1_000_000
    return [
      "<a href=\"\(method)\">\(figures.integer(run.id))</a>\(mark)", figures.date(run.identity.asOf),
      figures.moment(run.finishedAt), "\(figures.number(seconds, decimals: 1)) \(texts.seconds)",
      "\(figures.code(run.framework.text))\(Texts.of(language).comma)\(figures.integer(run.frameworkVersion))",
      figures.integer(run.result.actorCount), figures.integer(run.result.observationCount),
      figures.integer(run.provenance.reusedCount), figures.integer(run.provenance.replicates),
      figures.code(hex(run.result.resultsSHA256.prefix(6))),
    ]
  }

  private func hex(_ bytes: ArraySlice<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
