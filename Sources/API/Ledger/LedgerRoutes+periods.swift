import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// Fiscal periods and receipts.
extension LedgerRoutes {
  var periodRoutes: [Route] {
    [
      Route.get("/api/v1/ledger/periods") { request, _ in
        let query = try Query(request, allows: ["after", "limit", "state"])
        let state = try query.word("state", FiscalPeriod.State.self)
        return try ShortList(try await tadamun.periods().filter { state == nil || $0.state == state }) { $0.code.text }
          .page(query, at: "/api/v1/ledger/periods", filters: ["state"], JSON.period)
      }.promises(
        "Fiscal periods", query: ShortLists.query + [Field("state?", .words(FiscalPeriod.State.self))],
        .ok(.page(of: .fiscalPeriod))),
      .post("/api/v1/ledger/periods", open).promises(
        "Open a fiscal period", body: .body(["code", "first_on", "last_on"]), .created(.fiscalPeriod)),
      .post("/api/v1/ledger/periods/:period/state", set).promises(
        "Close a fiscal period, or open it again",
        body: .body([Field("state", .words(FiscalPeriod.State.self))]), .ok(.fiscalPeriod)),
      .get("/api/v1/ledger/receipts", receipts).promises(
        "Receipts of a fund and a year, by number",
        query: ["fund", Field("year", .integer(in: 1990...2100)), .afterNumber, .limit(200)],
        .ok(.page(of: .receipt))),
      .post("/api/v1/ledger/receipts", issue).promises(
        "Issue the receipt of an entry", body: .body(["entry", "fund", "policy?"]), .created(.receipt)),
      .post("/api/v1/ledger/receipt-voids", voidReceipt).promises(
        "Void a receipt", body: .body(["entry", "fund", Field("reason", .text(atMost: 2_000)), "by"]),
        .created(.answer(["entry", "fund", Field("state", .constant("void"))]))),
    ]
  }

  private func open(_ request: Request, _ context: WebContext) async throws -> Response {
    let object = try JSONObject(try await request.json(), required: ["code", "first_on", "last_on"])
    let code = try object.required("code").code()
    let first = try object.read("first_on", CalendarDate.init(iso:))
    let last = try object.read("last_on", CalendarDate.init(iso:))
    let span = try object.check { () throws(Problem) in try DateSpan(first, through: last) }
    try await tadamun.openPeriod(code, span, by: Caller.source)
    return Response(json: .period(try await tadamun.period(code)), status: .created)
  }

  private func set(_ request: Request, _ context: WebContext) async throws -> Response {
    let code = try context.code("period")
    let object = try JSONObject(try await request.json(), required: ["state"])
    try await tadamun.setPeriod(code, to: object.required("state").word(FiscalPeriod.State.self), by: Caller.source)
    return Response(json: .period(try await tadamun.period(code)))
  }

  private func receipts(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["fund", "year", "after", "limit"])
    guard let fund = try query.code("fund"), query["year"] != nil else {
      throw Problem("query_malformed", "Say whose receipts: fund and year.", at: Place(field: "fund"))
    }
    let year = try query.integer("year", in: 1990...2100, default: 1990)
    let (after, limit) = (try query.after(), try query.limit())
    let found = try await tadamun.receipts(of: fund, year: year, after: Int(clamping: after), limit: limit + 1)
    return LedgerRoutes.page(
      found.map { (Int64($0.number), JSON.receipt($0)) }, limit, at: "receipts",
      [("fund", fund.text), ("year", "\(year)")])
  }

  /// The entry and the fund are the key: asked for again, it is the receipt that was issued.
  private func issue(_ request: Request, _ context: WebContext) async throws -> Response {
    let object = try JSONObject(try await request.json(), required: ["entry", "fund"], optional: ["policy"])
    let receipt = try await tadamun.issueReceipt(
      for: object.required("entry").integer(), of: object.required("fund").code(), under: object["policy"]?.code(),
      by: Caller.source)
    return Response(json: .receipt(receipt), status: .created)
  }

  private func voidReceipt(_ request: Request, _ context: WebContext) async throws -> Response {
    let object = try JSONObject(try await request.json(), required: ["entry", "fund", "reason", "by"])
    let (entry, fund) = (try object.required("entry").integer(), try object.required("fund").code())
    let person = try object.read("by") { name throws(Problem) in try Caller.person(name) }
    let reason = try object.required("reason").text(atMost: Contribution.maximumDescriptionLength)
    try await tadamun.voidReceipt(of: entry, in: fund, reason: reason, by: person)
    return Response(json: ["entry": .integer(entry), "fund": .code(fund), "state": "void"], status: .created)
  }
}
