import Actions
import Domain
import HTTPTypes
import Hummingbird

/// The pools of unions: agreements on shares, and what was shared by them.
///
/// What is recorded carries a code of its sender's own, which is the key of the request: a repeat changes nothing.
struct PoolRoutes: Sendable {
  let tadamun: Tadamun

  var routes: [Route] {
    [
      .get("/api/v1/actors/:actor/pool-agreements", agreements)
        .promises("The agreements of a union, by first day", .ok(.page(of: .poolAgreement))),
      .get("/api/v1/pool-distributions/:distribution", sharing)
        .promises("What came to a union, shared among its members", .ok(.poolDistribution)),
    ]
      + PoolNoun.all.map { $0.route(below: "/api/v1/pools", on: tadamun) }
  }

  private func agreements(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try Query(request, allows: [])
    return Response(
      json: .page(try await tadamun.poolAgreements(of: context.code("actor")).map(JSON.agreement), next: nil))
  }

  private func sharing(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try Query(request, allows: [])
    return Response(json: .sharing(try await tadamun.poolSharing(context.code("distribution"))))
  }
}
