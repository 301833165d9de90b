import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// Programmes: what a funder asks of whom.
struct ProgrammeRoutes: Sendable {
  let tadamun: Tadamun

  var routes: [Route] {
    [
      .get("/api/v1/programmes", list).promises(
        "Programmes, by code", query: ShortLists.query + ["funder?"], .ok(.page(of: .programme))),
      .post("/api/v1/programmes", create).promises(
        "Create a programme",
        body: .body([
          "code", "names", "funder", "currency", "time_zone?", Field("calendar?", .words(ReportingCalendar.self)),
          "grace_days?",
        ]), .created(.programme, headers: ["Location"])),
      .get("/api/v1/programmes/:programme", show).promises("A programme", .ok(.programme)),
    ]
  }

  private func list(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["after", "limit", "funder"])
    let funder = try query.code("funder")
    return try ShortList(try await tadamun.programmes().filter { funder == nil || $0.funder == funder }) {
      $0.code.text
    }
    .page(query, at: "/api/v1/programmes", filters: ["funder"], JSON.programme)
  }

  /// 201 whether the programme is new or was there already just so; another one under the code is a conflict.
  private func create(_ request: Request, _ context: WebContext) async throws -> Response {
    let programme = try Programme(json: try await request.json())
    try await tadamun.create(programme, by: Caller.source)
    guard try await tadamun.programme(programme.code) == programme else {
      throw Problem("programme_exists", "There is another programme under the code \(programme.code).")
    }
    var response = Response(json: .programme(programme), status: .created)
    response.headers[.location] = "/api/v1/programmes/\(programme.code)"
    return response
  }

  private func show(_ request: Request, _ context: WebContext) async throws -> Response {
    Response(json: .programme(try await tadamun.programme(context.code("programme"))))
  }
}

extension Programme {
  init(json: JSONValue) throws {
    let object = try JSONObject(
      json, required: ["code", "names", "funder", "currency"], optional: ["time_zone", "calendar", "grace_days"])
    let code = try object.read("code") { text throws(Problem) in try Code(text) }
    let names = try Names(json: object.required("names"))
    let funder = try object.read("funder") { text throws(Problem) in try Code(text) }
    let currency = try object.read("currency", Currency.init)
    let timeZone = try object.readIfPresent("time_zone", { $0 }) ?? Programme.defaultTimeZone
    let calendar = try object["calendar"]?.word(ReportingCalendar.self) ?? .quarterly
    let graceDays = Int(try object["grace_days"]?.integer() ?? 30)
    self = try object.check { () throws(Problem) in
      try Programme(
        code, names: names, funder: funder, currency: currency, timeZone: timeZone, calendar: calendar,
        graceDays: graceDays)
    }
  }
}

extension JSON {
  static func programme(_ programme: Programme) -> JSON {
    [
      "code": .code(programme.code), "names": .names(programme.names), "funder": .code(programme.funder),
      "currency": .text(programme.currency.code), "time_zone": .text(programme.timeZone),
      "calendar": .text(programme.calendar.rawValue), "grace_days": .integer(programme.graceDays),
    ]
  }
}
