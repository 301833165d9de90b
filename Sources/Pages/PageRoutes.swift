import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// The pages for people, and the files they share.
package struct PageRoutes: Sendable {
  let tadamun: Tadamun

  var routes: [Route] {
    [
      .get("/", programmes),
      .get("/programmes/:programme", programme),
      .get("/programmes/:programme/actors/:actor", actor),
    ] + (StaticFile.all + [StaticFile.funderStyle]).map { file in .get(file.path) { _, _ in file.response } }
  }

  /// Whether errors under `path` are shown to people, not to programs.
  package static func serves(_ path: String) -> Bool {
    !["/api", "/healthz", "/readyz", "/static"].contains { path == $0 || path.hasPrefix("\($0)/") }
  }

  private func programmes(_ request: Request, _ context: WebContext) async throws -> Response {
    ProgrammeListPage(programmes: try await tadamun.programmes(), language: Language(of: request)).response
  }

  private func programme(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = ScoreQuery(request)
    let table = try await tadamun.scores(
      of: context.code("programme"), node: query.node?.text, filter: query.filter, offset: query.offset,
      limit: ScoreTableSection.length + 1)
    return ProgrammePage(
      table: table, book: try await tadamun.names(ofActors: [table.programme.funder], run: table.run), query: query,
      choices: try await tadamun.choices(of: table.run), language: Language(of: request)
    ).response
  }

  private func actor(_ request: Request, _ context: WebContext) async throws -> Response {
    let (actor, programme) = (try context.code("actor"), try context.code("programme"))
    let (sheet, language) = (try await tadamun.score(of: actor, in: programme), Language(of: request))
    let today = try await tadamun.today(in: programme)
    let appeals = try await tadamun.appeals(of: actor, on: today, limit: PageRoutes.mostAppeals)
    return ActorPage(
      sheet: sheet, difference: try await change(of: sheet),
      money: ActorMoneySection(rows: try await tadamun.moneyView(of: actor).own, actor: actor, language: language),
      appeals: AppealsSection(
        appeals: appeals.filter { $0.programme == programme }, today: today, language: language),
      book: try await tadamun.names(ofActors: [], run: sheet.run), language: language
    ).response
  }

  /// Of one actor; more are not shown on its sheet.
  private static let mostAppeals = 500

  /// Why the score differs from that of the run before; nil where there was none, or it gave the actor no score.
  private func change(of sheet: ScoreSheet) async throws -> ScoreDifference? {
    guard let earlier = try await tadamun.runBefore(sheet.run) else { return nil }
    do {
      return try await tadamun.difference(
        of: sheet.actor.code, in: sheet.programme.code, from: earlier, to: sheet.run.id)
    } catch let problem as Problem where ["score_missing", "scale_missing"].contains(problem.code) { return nil }
  }
}
