import Actions
import Hummingbird

/// Whether the process runs, and whether it can do its work.
struct HealthRoutes: Sendable {
  let tadamun: Tadamun

  /// How long the database may take to answer.
  private static let patience: Duration = .seconds(2)

  var routes: [Route] {
    [
      .get("/healthz") { _, _ in Response(json: ["status": "ok"]) },
      .get("/readyz", ready),
    ]
  }

  private func ready(_ request: Request, _ context: WebContext) async throws -> Response {
    guard await isAnswered(within: HealthRoutes.patience, { await tadamun.isReady() }) else {
      throw Failure.unavailable
    }
    return Response(json: ["status": "ok"])
  }
}
