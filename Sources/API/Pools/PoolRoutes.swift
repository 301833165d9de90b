import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// The pools of unions: agreements on shares, and what was shared by them.
///
/// What is recorded carries a code of its sender's own, which is the key of the request: a repeat changes nothing.
struct PoolRoutes: Sendable {
  let tadamun: Tadamun

  var routes: [Route] {
    [
      .get("/api/v1/actors/:actor/pool-agreements", agreements)
        .promises("The agreements of a union, by first day", query: ShortLists.query, .ok(.page(of: .poolAgreement))),
      .get("/api/v1/pool-distributions/:distribution", sharing)
        .promises("What came to a union, shared among its members", .ok(.poolDistribution)),
    ]
      + PoolNoun.all.map { $0.route(below: "/api/v1/pools", on: tadamun) }
  }

  private func agreements(_ request: Request, _ context: WebContext) async throws -> Response {
    let union = try context.code("actor")
    let query = try Query(request, allows: ["after", "limit"])
    return try ShortList(try await tadamun.poolAgreements(of: union)) { $0.agreement.code.text }
      .page(query, at: "/api/v1/actors/\(union)/pool-agreements", JSON.agreement)
  }

  private func sharing(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try Query(request, allows: [])
    return Response(json: .sharing(try await tadamun.poolSharing(context.code("distribution"))))
  }
}
