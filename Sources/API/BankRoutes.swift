import Actions
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Serving

/// Bank accounts, their statements, and what of them the books do not explain.
struct BankRoutes: Sendable {
  let tadamun: Tadamun

  private static let maximumPage = 200

  var routes: [Route] {
    [
      .get("/api/v1/bank/accounts", accounts).promises(
        "Accounts at banks, by code", query: ShortLists.query, .ok(.page(of: .bankAccount))),
      .post("/api/v1/bank/accounts", open).promises(
        "Record an account at a bank", body: .body(["code", "fund", Field("number", .text), "currency"]),
        .created(.bankAccount)),
      .post("/api/v1/bank/statements", importStatements).promises(
        "Read a file of statements (CAMT.053)",
        body: .body([Field("file_name", .text(atMost: 200)), Field("camt053", .text)]),
        Reply.recorded(.bankImport)),
      .get("/api/v1/bank/unmatched", unmatched).promises(
        "Lines of banks that the books do not explain, oldest first",
        query: [Field("account?", .code), "as_of?", .afterNumber, .limit(200)], .ok(.page(of: .bankLine))),
      .post("/api/v1/bank/matches", match).promises(
        "Match a line with an entry by hand",
        body: .body(["line", "entry", Field("reason", .text(atMost: 2_000)), "amount?", "currency?"]),
        .created(.answer(["match", "line", "entry"]))),
      .post("/api/v1/bank/matches/:match/withdrawal", withdraw).promises(
        "Withdraw a match", body: .body([Field("reason", .text(atMost: 2_000))]),
        .ok(.answer(["match", Field("state", .constant("withdrawn"))]))),
    ] + tableRoutes
  }

  private func accounts(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["after", "limit"])
    return try ShortList(try await tadamun.bankAccounts()) { $0.code.text }
      .page(query, at: "/api/v1/bank/accounts", JSON.bankAccount)
  }

  private func open(_ request: Request, _ context: WebContext) async throws -> Response {
    let account = try BankAccount(json: try await request.json())
    try await tadamun.open(account, by: Caller.source)
    return Response(json: .bankAccount(account), status: .created)
  }

  /// The file stands in the body as a text; 201 where it told anything new, 200 where all was known. The bytes of the
  /// file are the request's key of idempotency: the same ones are never read twice.
  private func importStatements(_ request: Request, _ context: WebContext) async throws -> Response {
    let object = try JSONObject(try await request.json(), required: ["file_name", "camt053"])
    let name = try object.required("file_name").text(atMost: 200)
    let data = Data(try object.required("camt053").text().utf8)
    return BankRoutes.imported(try await tadamun.importBankStatements(data, name: name, by: Caller.source))
  }

  private func unmatched(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["account", "as_of", "after", "limit"])
    let limit = try query.integer("limit", in: 1...BankRoutes.maximumPage, default: 50)
    let after = try query.integer("after", in: 0...Int64.max, default: 0)
    let day = try await query.day("as_of", tadamun)
    let account = try query.code("account")
    let lines = try await tadamun.unmatchedBankLines(asOf: day, of: account, after: after, limit: limit + 1)
    let page = lines.prefix(limit)
    let last = lines.count > limit ? page.last : nil
    let next = last.map { last in
      "/api/v1/bank/unmatched?as_of=\(day)&after=\(last.line)&limit=\(limit)" + (account.map { "&account=\($0)" } ?? "")
    }
    return Response(json: .page(page.map(JSON.unmatched), next: next))
  }

  private func match(_ request: Request, _ context: WebContext) async throws -> Response {
    let object = try JSONObject(
      try await request.json(), required: ["line", "entry", "reason"], optional: ["amount", "currency"])
    let line = try object.required("line").integer()
    let entry = try object.required("entry").integer()
    var amount: Money?
    if object["amount"] != nil {
      let currency = try object.read("currency", Currency.init)
      amount = try object.read("amount") { text throws(Problem) in try Money(decimal: text, currency) }
    }
    let reason = try object.required("reason").text(atMost: 2_000)
    let id = try await tadamun.matchBankLine(line, to: entry, amount: amount, reason: reason, by: Caller.source)
    return Response(json: ["match": .integer(id), "line": .integer(line), "entry": .integer(entry)], status: .created)
  }

  private func withdraw(_ request: Request, _ context: WebContext) async throws -> Response {
    let match = try context.key("match")
    let object = try JSONObject(try await request.json(), required: ["reason"])
    try await tadamun.withdrawBankMatch(
      match, reason: try object.required("reason").text(atMost: 2_000), by: Caller.source)
    return Response(json: ["match": .integer(match), "state": "withdrawn"])
  }
}

extension Query {
  /// A day; today in the zone of the books where it is not given.
  /// - Throws: `query_malformed`.
  func day(_ name: String, _ tadamun: Tadamun) async throws -> CalendarDate {
    guard let text = self[name] else { return try await tadamun.dayOfBooks() }
    do { return try CalendarDate(iso: text) } catch {
      throw Problem("query_malformed", error.message, at: Place(field: name))
    }
  }
}

extension BankAccount {
  init(json: JSONValue) throws {
    let object = try JSONObject(json, required: ["code", "fund", "number", "currency"])
    let code = try object.read("code") { text throws(Problem) in try Code(text) }
    let fund = try object.read("fund") { text throws(Problem) in try Code(text) }
    let number = try object.read("number") { text throws(Problem) in text }
    let currency = try object.read("currency", Currency.init)
    self = try object.check { () throws(Problem) in
      try BankAccount(code, fund: fund, number: number, currency: currency)
    }
  }
}

extension JSON {
  static func bankAccount(_ account: BankAccount) -> JSON {
    [
      "code": .code(account.code), "fund": .code(account.fund), "number": .text(account.number),
      "currency": .text(account.currency.code),
    ]
  }

  static func unmatched(_ line: UnmatchedBankLine) -> JSON {
    [
      "line": .integer(line.line), "account": .code(line.account), "fund": .code(line.fund),
      "booked_on": .date(line.bookedOn), "money": .money(line.amount), "open": .money(line.open),
      "end_to_end_id": .optional(line.endToEndID), "counterparty": .optional(line.counterparty),
      "description": .text(line.text), "age_days": .integer(line.ageDays),
    ]
  }
}
