import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// Waqf: deeds, yield and its waterfall, what two persons decide, exchanges of assets, and how a waqf stands.
///
/// What is recorded carries a code of its sender's own, which is the key of the request: a repeat changes nothing.
struct WaqfRoutes: Sendable {
  let tadamun: Tadamun

  var routes: [Route] {
    [
      .get("/api/v1/waqfs", list)
        .promises("Waqfs, by code", query: [.afterCode, .limit(200)], .ok(.page(of: .waqf))),
      .get("/api/v1/waqfs/:waqf", deed).promises("A deed and the state of its waqf", .ok(.waqf)),
      .get("/api/v1/waqf-reports/:waqf", report)
        .promises("How a waqf stands on a day", query: ["on"], .ok(.waqfReport)),
      .get("/api/v1/waqfs/:waqf/waterfalls", waterfall)
        .promises("What the waterfall of a period gave", query: ["first_on", "last_on"], .ok(.waterfall)),
    ]
      + WaqfNoun.all.map { $0.route(below: "/api/v1/waqf", on: tadamun) }
  }

  private func list(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["after", "limit"])
    let limit = try query.integer("limit", in: 1...200, default: 50)
    let found = try await tadamun.waqfs(after: query.code("after"), limit: limit + 1)
    let page = found.prefix(limit)
    let last = found.count > limit ? page.last : nil
    return Response(
      json: .page(
        page.map { JSON.waqf($0.deed, $0.state) },
        next: last.map { "/api/v1/waqfs?after=\($0.deed.code)&limit=\(limit)" }))
  }

  private func deed(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try Query(request, allows: [])
    let (deed, state) = try await tadamun.waqf(context.code("waqf"))
    return Response(json: .waqf(deed, state))
  }

  private func report(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["on"])
    return Response(json: .report(try await tadamun.waqfReport(of: context.code("waqf"), on: query.day("on"))))
  }

  private func waterfall(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["first_on", "last_on"])
    let code = try context.code("waqf")
    let span = try DateSpan(query.day("first_on"), through: query.day("last_on"))
    let run = try await tadamun.waterfall(of: code, over: span)
    return Response(json: .waterfall(run, try await tadamun.waqf(code).deed.currency))
  }
}

extension Query {
  /// - Throws: `query_malformed`.
  fileprivate func day(_ name: String) throws(Problem) -> CalendarDate {
    guard let text = self[name], let day = try? CalendarDate(iso: text) else {
      throw Problem("query_malformed", "Say which day, YYYY-MM-DD.", at: Place(field: name))
    }
    return day
  }
}
