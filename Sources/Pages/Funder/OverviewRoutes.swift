import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// A programme seen whole, and its scores as a file.
struct OverviewRoutes: Sendable {
  let tadamun: Tadamun
  let map: TerritoryMap?

  var routes: [Route] {
    [
      .get("/programmes/:programme/overview", overview), .get("/programmes/:programme/scores.csv", download),
      .get("/programmes/:programme/scores.xlsx", workbook),
    ]
  }

  private func overview(_ request: Request, _ context: WebContext) async throws -> Response {
    let sheet = try await tadamun.overview(of: context.code("programme"))
    return OverviewPage(
      sheet: sheet, book: try await tadamun.names(ofActors: [], run: sheet.run), map: map,
      language: Language(of: request)
    ).response
  }

  /// The scores that the table shows under the same address, all pages of it.
  private func download(_ request: Request, _ context: WebContext) async throws -> Response {
    let asked = ScoreQuery(request)
    let file = try await tadamun.export(context.code("programme"), node: asked.node?.text, filter: asked.filter)
    return .file(try file.csv, named: "\(file.programme.code)-run-\(file.run.id).csv", "text/csv; charset=utf-8")
  }

  /// As ``download(_:_:)``, for people: a workbook in the words of their language.
  private func workbook(_ request: Request, _ context: WebContext) async throws -> Response {
    let asked = ScoreQuery(request)
    let file = try await tadamun.export(context.code("programme"), node: asked.node?.text, filter: asked.filter)
    let bytes = try file.workbook(in: ScoreWords(of: file, in: Language(of: request)))
    return .file(bytes, named: "\(file.programme.code)-run-\(file.run.id).xlsx", Response.spreadsheet)
  }
}

extension ScoreWords {
  /// The words of the pages, and a sheet that says which run it is and how ranges are read.
  init(of file: ScoreExport, in language: Language) {
    let (shared, own, sheet) = (Texts.of(language), ScoreTableTexts.of(language), SheetTexts.of(language))
    let titles = [
      "rank": shared.rank, "actor": shared.actor, "name": own.name, "kind": OverviewTexts.of(language).kind,
      "score": shared.score, "score_p5": own.low, "score_p95": own.high, "grade": sheet.grade,
      "lower_bound": own.worst, "upper_bound": own.best, "previous_score": own.previous, "change": own.trend,
      "coverage": shared.coverage, "status": shared.status,
    ]
    let notes = [
      ["", ""], [PublicTexts.of(language).programme, file.programme.names.preferred(language)],
      [shared.run, String(file.run.id)], [shared.asOf, file.run.identity.asOf.description],
      [shared.framework, "\(file.run.framework) \(shared.version) \(file.run.frameworkVersion)"],
      [sheet.interval, sheet.intervalExplained], [sheet.grade, sheet.gradeExplained],
      [shared.coverage, shared.coverageExplained],
    ]
    self.init(
      language: language, sheet: own.sheet, titles: titles, kinds: shared.kinds.texts, statuses: shared.scoreStatuses,
      notes: (own.about, notes))
  }
}
