import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// Zakat: receipts, recipients, distributions, their proofs, and how a fund stands.
///
/// What is recorded carries a code of its sender's own, which is the key of the request: a repeat changes nothing.
struct ZakatRoutes: Sendable {
  let tadamun: Tadamun

  var routes: [Route] {
    [
      Route.get("/api/v1/zakat-categories") { request, _ in
        _ = try Query(request, allows: [])
        return Response(json: .page(JSON.categoryList, next: nil))
      }.promises("The eight categories of those entitled", .ok(.page(of: .asnafCategory))),
      .get("/api/v1/zakat-reports/:fund", report)
        .promises("How a fund of zakat stands on a day", query: ["on"], .ok(.zakatReport)),
      .get("/api/v1/zakat-distributions/:distribution", distribution)
        .promises("A distribution", .ok(.zakatDistribution)),
      .get("/api/v1/zakat-receipts/:receipt", receipt)
        .promises("What became of a receipt of zakat", .ok(.zakatReceipt)),
      .get("/api/v1/zakat-pledges/:pledge", pledge).promises("What became of a promise of zakat", .ok(.zakatPledge)),
      .get("/api/v1/zakat-funds/:fund/pledges", pledges).promises(
        "Promises to a fund of zakat of which something is open, by code", query: [.afterCode, .limit(200)],
        .ok(.page(of: .zakatPledge))),
      Route.get("/api/v1/hijri-months") { request, _ in
        let query = try Query(request, allows: ["after", "limit"])
        return try ShortList(try await tadamun.hijriMonthStarts()) { "\($0.month)" }
          .page(query, at: "/api/v1/hijri-months", JSON.monthStart)
      }.promises("The announced first days of Hijri months", query: ShortLists.query, .ok(.page(of: .hijriMonth))),
      .get("/api/v1/hijri-days/:day", hijri)
        .promises("A day in both calendars, and the end of a ḥawl that begins with it", .ok(.hijriDay)),
    ]
      + ZakatNoun.all.map { $0.route(below: "/api/v1/zakat", on: tadamun) }
  }

  private func report(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["on"])
    guard let on = query["on"], let day = try? CalendarDate(iso: on) else {
      throw Problem("query_malformed", "Say of which day, YYYY-MM-DD.", at: Place(field: "on"))
    }
    return Response(json: .report(try await tadamun.zakatReport(of: context.code("fund"), on: day)))
  }

  private func distribution(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try Query(request, allows: [])
    return Response(json: .distribution(try await tadamun.zakatDistribution(context.code("distribution"))))
  }

  private func receipt(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try Query(request, allows: [])
    return Response(json: .receipt(try await tadamun.zakatReceipt(context.code("receipt"))))
  }

  private func pledge(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try Query(request, allows: [])
    return Response(json: .pledge(try await tadamun.zakatPledge(context.code("pledge"))))
  }

  private func pledges(_ request: Request, _ context: WebContext) async throws -> Response {
    let (fund, query) = (try context.code("fund"), try Query(request, allows: ["after", "limit"]))
    let limit = try query.integer("limit", in: 1...200, default: 50)
    let found = try await tadamun.openZakatPledges(to: fund, after: query.code("after"), limit: limit + 1)
    let page = found.prefix(limit)
    let last = found.count > limit ? page.last : nil
    let next = last.map { "/api/v1/zakat-funds/\(fund)/pledges?after=\($0.pledge.code)&limit=\(limit)" }
    return Response(json: .page(page.map(JSON.pledge), next: next))
  }

  private func hijri(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try Query(request, allows: [])
    guard let day = try? CalendarDate(iso: context.code("day").text) else {
      throw Problem("path_malformed", "A day is written YYYY-MM-DD.", at: Place(field: "day"))
    }
    return Response(json: try .hijri(day, in: try await tadamun.hijriCalendar()))
  }
}
