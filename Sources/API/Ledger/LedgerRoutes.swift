import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// The ledger itself: entries, what accounts hold, holds, fiscal periods, receipts, exchanges and seals.
///
/// What books something takes the header Idempotency-Key: 201 where it was booked now, 200 where it was before.
struct LedgerRoutes: Sendable {
  let tadamun: Tadamun

  static let maximumPage = 200

  var routes: [Route] {
    [
      .get("/api/v1/ledger/entries", entries).promises(
        "Entries, oldest first", query: ["fund?", .afterNumber, .limit(200)], .ok(.page(of: .postedEntry))),
      Route.post("/api/v1/ledger/entries") { request, _ in
        let key = try request.idempotencyKey()
        return LedgerRoutes.booked(
          try await tadamun.book(JournalEntry(json: try await request.json()), key: key, by: Caller.source))
      }.promises("Book an entry", body: .journalEntry, key: true, Reply.recorded(.booked)),
      Route.get("/api/v1/ledger/entries/:entry") { request, context in
        _ = try Query(request, allows: [])
        return Response(json: .entry(try await tadamun.ledgerEntry(context.key("entry"))))
      }.promises("An entry", .ok(.postedEntry)),
      Route.post("/api/v1/ledger/corrections") { request, _ in
        let key = try request.idempotencyKey()
        return LedgerRoutes.booked(
          try await tadamun.bookCorrection(JournalEntry(json: try await request.json()), key: key, by: Caller.source))
      }.promises(
        "Book what belongs to a closed period, on the first open day", body: .journalEntry, key: true,
        Reply.recorded(.booked)),
      .post("/api/v1/ledger/payment-requests", requestPayment).promises(
        "Ask that money be handed over; another person approves",
        body: .body([Field("reference", .code), Field("entry", .journalEntry), "hold?", "by"]),
        .created(.answer([Field("reference", .code), "decision", Field("state", .text)]))),
      .get("/api/v1/ledger/balances", balances).promises(
        "What accounts hold", query: ["fund?", "actor?", "on?", .afterNumber, .limit(200)], .ok(.page(of: .balance))),
      .post("/api/v1/ledger/exchanges", exchange).promises(
        "Exchange money for another currency",
        body: .body([
          "fund", "amount", "currency", Field("to", .currency), Field("rate", .text),
          Field("rate_source", .text(atMost: 200)), "rate_on", "occurred_on", Field("account?", .code), "actor?",
          "received?",
        ]), key: true,
        Reply.recorded(
          .answer(["entry", Field("state", .words(["booked", "known"])), Field("received", .money)]))),
      .get("/api/v1/ledger/seals", seals)
        .promises("Seals over what is booked", query: [.afterNumber, .limit(200)], .ok(.page(of: .seal))),
      Route.post("/api/v1/ledger/seals") { _, _ in
        let sealed = try await tadamun.sealEntries()
        let head = try await tadamun.sealHead()
        return Response(
          json: ["sealed": .integer(sealed), "head": .optional(head)], status: sealed > 0 ? .created : .ok)
      }.promises("Seal what is booked", Reply.recorded(.answer(["sealed", "head?"]))),
    ] + holdRoutes + periodRoutes
  }

  static func booked(_ booked: BookedEntry) -> Response {
    Response(json: .bookedEntry(booked), status: booked.isNew ? .created : .ok)
  }

  private func entries(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["fund", "after", "limit"])
    let (fund, after, limit) = (try query.code("fund"), try query.after(), try query.limit())
    let found = try await tadamun.ledgerEntries(of: fund, after: after, limit: limit + 1)
    return LedgerRoutes.page(
      found.map { ($0.id, JSON.entry($0)) }, limit, at: "entries", [("fund", fund?.text)])
  }

  /// The reference is the key: asked for again, it is the same decision.
  private func requestPayment(_ request: Request, _ context: WebContext) async throws -> Response {
    let object = try JSONObject(
      try await request.json(), required: ["reference", "entry", "by"], optional: ["hold"])
    let reference = try object.required("reference").code()
    let entry = try JournalEntry(json: object.required("entry"), isAskedFor: true)
    let hold = try object["hold"]?.integer()
    let person = try object.read("by") { name throws(Problem) in try Caller.person(name) }
    let id = try await tadamun.requestPayment(entry, reference: reference, from: hold, by: person)
    let state = try await tadamun.decision(id).state
    return Response(
      json: ["reference": .code(reference), "decision": .integer(id.rawValue), "state": .text(state)], status: .created)
  }

  private func balances(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["fund", "actor", "on", "after", "limit"])
    let (fund, actor) = (try query.code("fund"), try query.code("actor"))
    let (after, limit) = (try query.after(), try query.limit())
    let day = query["on"] == nil ? nil : try await query.day("on", tadamun)
    let found = try await tadamun.accountBalances(
      of: fund, actor: actor, through: day, after: after, limit: limit + 1)
    return LedgerRoutes.page(
      found.map { ($0.account, JSON.balance($0)) }, limit, at: "balances",
      [("fund", fund?.text), ("actor", actor?.text), ("on", day?.description)])
  }

  private func seals(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["after", "limit"])
    let limit = try query.limit()
    let found = try await tadamun.seals(after: query.after(), limit: limit + 1)
    return LedgerRoutes.page(found.map { ($0.id, JSON.seal($0)) }, limit, at: "seals", [])
  }

  /// A page of rows that come in the order of their numbers; one more than `limit` says that there is another.
  static func page(
    _ found: [(number: Int64, json: JSON)], _ limit: Int, at place: String, _ filters: [(name: String, value: String?)]
  ) -> Response {
    let page = found.prefix(limit)
    let kept = filters.compactMap { filter in filter.value.map { "&\(filter.name)=\($0)" } }.joined()
    let next = found.count > limit ? page.last?.number : nil
    return Response(
      json: .page(
        page.map(\.json), next: next.map { "/api/v1/ledger/\(place)?after=\($0)&limit=\(limit)\(kept)" }))
  }

  private func exchange(_ request: Request, _ context: WebContext) async throws -> Response {
    let key = try request.idempotencyKey()
    let object = try JSONObject(
      try await request.json(),
      required: ["fund", "amount", "currency", "to", "rate", "rate_source", "rate_on", "occurred_on"],
      optional: ["account", "actor", "received"])
    let source = try object.read("currency", Currency.init)
    let target = try object.read("to", Currency.init)
    let (decimal, publisher) = (
      try object.required("rate").text(), try object.required("rate_source").text(atMost: 200)
    )
    let (published, day) = (
      try object.read("rate_on", CalendarDate.init(iso:)), try object.read("occurred_on", CalendarDate.init(iso:))
    )
    let rate = try object.check { () throws(Problem) in
      try ExchangeRate(decimal, from: source, to: target, publisher: publisher, on: published)
    }
    let (booked, received) = try await tadamun.exchange(
      object.required("amount").money(source), at: rate, received: object["received"]?.money(target),
      of: object.account(), in: object.required("fund").code(), on: day, key: key, by: Caller.source)
    return Response(
      json: [
        "entry": .integer(booked.id), "state": booked.isNew ? "booked" : "known", "received": .money(received),
      ], status: booked.isNew ? .created : .ok)
  }
}

extension Query {
  /// The number after which a page begins.
  func after() throws(Problem) -> Int64 { try integer("after", in: 0...Int64.max, default: 0) }

  /// How many rows a page has.
  func limit() throws(Problem) -> Int { try integer("limit", in: 1...LedgerRoutes.maximumPage, default: 50) }
}
