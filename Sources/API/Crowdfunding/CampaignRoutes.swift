import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// Campaigns: their states, pledges, what providers tell, refunds, payouts, and pools that match what backers give.
///
/// What is recorded carries a code of its sender's own, which is the key of the request: a repeat changes nothing.
struct CampaignRoutes: Sendable {
  let tadamun: Tadamun

  private static let maximumPage = 200

  var routes: [Route] {
    [
      .get("/api/v1/campaigns", list).promises(
        "Campaigns, by code", query: [.afterCode, .limit(200), Field("state?", .words(CampaignState.self))],
        .ok(.page(of: .listedCampaign))),
      .get("/api/v1/campaigns/:campaign", show).promises("A campaign with its sums", .ok(.campaign)),
      .get("/api/v1/campaigns/:campaign/pledges", pledges).promises(
        "The pledges of a campaign, oldest first", query: [.afterNumber, .limit(200)], .ok(.page(of: .pledge))),
      .get("/api/v1/pledges/:pledge", pledge).promises("A pledge", .ok(.pledge)),
      .get("/api/v1/refund-orders", orders).promises(
        "What was sent to providers to be refunded, oldest first", query: [.afterNumber, .limit(200)],
        .ok(.page(of: .refundOrder))),
      .get("/api/v1/match-pools", pools).promises(
        "Pools that match gifts, by code", query: [.afterCode, .limit(200)], .ok(.page(of: .listedPool))),
      .get("/api/v1/match-pools/:pool", pool).promises("A pool with its rounds", .ok(.matchPool)),
    ]
      + CampaignNoun.all.map { noun in
        // A provider repeats until it reads 200, and takes nothing else for it.
        noun.route(
          below: "/api/v1/crowdfunding", on: tadamun, status: noun.name == "provider-events" ? .ok : .created)
      }
  }

  private func list(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["after", "limit", "state"])
    let limit = try query.integer("limit", in: 1...CampaignRoutes.maximumPage, default: 50)
    let after = try query.code("after")
    var state: CampaignState?
    if let word = query["state"] {
      guard let known = CampaignState(rawValue: word) else {
        throw Problem("query_malformed", "“\(word)” is no state of a campaign.", at: Place(field: "state"))
      }
      state = known
    }
    let found = try await tadamun.campaigns(after: after, in: state, limit: limit)
    let isFull = found.count == limit
    let rest = state.map { "&state=\($0.rawValue)" } ?? ""
    let next = isFull ? found.last.map { "/api/v1/campaigns?after=\($0.campaign.code)&limit=\(limit)\(rest)" } : nil
    return Response(json: .page(found.map(JSON.listed), next: next))
  }

  private func show(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try Query(request, allows: [])
    return Response(json: .campaign(try await tadamun.campaign(context.code("campaign"))))
  }

  private func pledges(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["after", "limit"])
    let limit = try query.integer("limit", in: 1...CampaignRoutes.maximumPage, default: 50)
    let after = try query.integer("after", in: 0...Int64.max, default: 0)
    let code = try context.code("campaign")
    let found = try await tadamun.pledges(of: code, after: after, limit: limit)
    let next =
      found.count == limit ? found.last.map { "/api/v1/campaigns/\(code)/pledges?after=\($0.id)&limit=\(limit)" } : nil
    return Response(json: .page(found.map { JSON.pledge($0.sheet) }, next: next))
  }

  private func pledge(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try Query(request, allows: [])
    return Response(json: .pledge(try await tadamun.pledge(context.code("pledge"))))
  }

  private func orders(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["after", "limit"])
    let limit = try query.integer("limit", in: 1...CampaignRoutes.maximumPage, default: 50)
    let after = try query.integer("after", in: 0...Int64.max, default: 0)
    let found = try await tadamun.refundOrders(after: after, limit: limit)
    let next = found.count == limit ? found.last.map { "/api/v1/refund-orders?after=\($0.id)&limit=\(limit)" } : nil
    return Response(json: .page(found.map { JSON.order($0.order) }, next: next))
  }

  private func pools(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["after", "limit"])
    let limit = try query.integer("limit", in: 1...CampaignRoutes.maximumPage, default: 50)
    let found = try await tadamun.matchPools(after: query.code("after"), limit: limit)
    let isFull = found.count == limit
    let next = isFull ? found.last.map { "/api/v1/match-pools?after=\($0.pool.code)&limit=\(limit)" } : nil
    return Response(json: .page(found.map(JSON.listed), next: next))
  }

  private func pool(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try Query(request, allows: [])
    return Response(json: .pool(try await tadamun.matchPool(context.code("pool"))))
  }
}
