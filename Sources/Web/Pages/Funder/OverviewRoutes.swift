import Actions
import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// A programme seen whole, and its scores as a file.
struct OverviewRoutes: Sendable {
  let tadamun: Tadamun
  let map: TerritoryMap?

  var routes: [Route] {
    [.get("/programmes/:programme/overview", overview), .get("/programmes/:programme/scores.csv", download)]
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
    var response = Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
    response.headers[.contentType] = "text/csv; charset=utf-8"
    response.headers[.contentDisposition] =
      "attachment; filename=\"\(file.programme.code)-run-\(file.run.id).csv\""
    return response
  }
}
