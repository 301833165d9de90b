import Actions
import Hummingbird
import Serving

/// Whether the process runs, and whether it can do its work.
package struct HealthRoutes: Sendable {
  let tadamun: Tadamun

  /// How long the database may take to answer.
  private static let patience: Duration = .seconds(2)

  /// What asks after the health of the service is not counted.
  package static func serves(_ path: String) -> Bool { path == "/healthz" || path == "/readyz" }

  var routes: [Route] {
    [
      Route.get("/healthz") { _, _ in Response(json: ["status": "ok"]) }
        .promises("Whether the process runs", .ok(.answer([Field("status", .constant("ok"))]))),
      .get("/readyz", ready)
        .promises("Whether the database answers", .ok(.answer([Field("status", .constant("ok"))]))),
    ]
  }

  private func ready(_ request: Request, _ context: WebContext) async throws -> Response {
    guard await isAnswered(within: HealthRoutes.patience, { await tadamun.isReady() }) else {
      throw Failure.unavailable
    }
    return Response(json: ["status": "ok"])
  }
}
