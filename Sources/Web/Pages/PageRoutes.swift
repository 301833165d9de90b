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

  /// Parameters of a page that mean nothing are ignored: people type addresses, and mail programs add to them.
  private func programme(_ request: Request, _ context: WebContext) async throws -> Response {
    let code = try context.code("programme")
    let parameters = request.uri.queryParameters
    let offset = parameters["offset"].flatMap { Int($0) } ?? 0
    let node = parameters["node"].flatMap { try? Code($0) }
    let table = try await tadamun.scores(
      of: code, node: node?.text, offset: min(max(offset, 0), 10_000_000), limit: ProgrammePage.length + 1)
    return ProgrammePage(table: table, language: Language(of: request), offset: max(offset, 0)).response
  }

  private func actor(_ request: Request, _ context: WebContext) async throws -> Response {
    let sheet = try await tadamun.score(of: context.code("actor"), in: context.code("programme"))
    return ActorPage(sheet: sheet, language: Language(of: request)).response
  }
}
