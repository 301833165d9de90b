import Actions
import Domain
import HTTPTypes
import Hummingbird

/// The pages for people, and the files they share.
package struct PageRoutes: Sendable {
  let tadamun: Tadamun

  var routes: [Route] {
    [
      .get("/", programmes),
      .get("/programmes/:programme", programme),
      .get("/programmes/:programme/actors/:actor", actor),
    ] + StaticFile.all.map { file in .get(file.path) { _, _ in file.response } }
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
      limit: ProgrammePage.length + 1)
    return ProgrammePage(
      table: table, book: try await tadamun.names(ofActors: [table.programme.funder], run: table.run), query: query,
      places: try await tadamun.places(of: table.run), language: Language(of: request)
    ).response
  }

  private func actor(_ request: Request, _ context: WebContext) async throws -> Response {
    let (actor, programme) = (try context.code("actor"), try context.code("programme"))
    let sheet = try await tadamun.score(of: actor, in: programme)
    return ActorPage(
      sheet: sheet, difference: try await change(of: sheet),
      book: try await tadamun.names(ofActors: [], run: sheet.run), language: Language(of: request)
    ).response
  }

  /// Why the score differs from that of the run before; nil where there was none, or it gave the actor no score.
  private func change(of sheet: ScoreSheet) async throws -> ScoreDifference? {
    let runs = try await tadamun.runs(of: sheet.programme.code, limit: 100)
    guard let earlier = runs.first(where: { $0.id < sheet.run.id }) else { return nil }
    do {
      return try await tadamun.difference(
        of: sheet.actor.code, in: sheet.programme.code, from: earlier.id, to: sheet.run.id)
    } catch let problem as Problem where ["score_missing", "scale_missing"].contains(problem.code) { return nil }
  }
}
