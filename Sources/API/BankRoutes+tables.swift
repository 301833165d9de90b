import Actions
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Serving

/// Movements in CSV, and the matching of all that is certain.
extension BankRoutes {
  var tableRoutes: [Route] {
    [
      .post("/api/v1/bank/tables", importTable).promises(
        "Read movements of one account (CSV)",
        body: .body([
          Field("file_name", .text(atMost: 200)), Field("account", .code), Field("csv", .text),
          Field("delimiter?", .words(BankTableStyle.Delimiter.self)),
          Field("decimal?", .words(BankTableStyle.Decimal.self)), Field("dates?", .words(BankTableStyle.Dates.self)),
        ]), Reply.recorded(.bankImport)),
      .post("/api/v1/bank/matching-runs", matchAll).promises(
        "Match lines to entries as far as that is certain", body: .body([Field("account?", .code)]),
        .ok(
          .answer([
            Field("by_reference", .integer), Field("by_amount_date_payer", .integer), Field("open", .integer),
          ]))),
    ]
  }

  /// The file stands in the body as a text, and how it is written beside it; 201 where it told anything new.
  private func importTable(_ request: Request, _ context: WebContext) async throws -> Response {
    let object = try JSONObject(
      try await request.json(), required: ["file_name", "account", "csv"], optional: ["delimiter", "decimal", "dates"])
    let name = try object.required("file_name").text(atMost: 200)
    let account = try object.required("account").code()
    var style = BankTableStyle()
    style.delimiter = try object["delimiter"]?.word() ?? style.delimiter
    style.decimal = try object["decimal"]?.word() ?? style.decimal
    style.dates = try object["dates"]?.word() ?? style.dates
    let data = Data(try object.required("csv").text().utf8)
    return BankRoutes.imported(
      try await tadamun.importBankTable(data, name: name, account: account, style: style, by: Caller.source))
  }

  /// What is matched stays matched: run again it matches what is new.
  private func matchAll(_ request: Request, _ context: WebContext) async throws -> Response {
    let object = try JSONObject(try await request.json(), required: [], optional: ["account"])
    let counts = try await tadamun.matchBankLines(of: object["account"]?.code(), by: Caller.source)
    return Response(
      json: [
        "by_reference": .integer(counts.byReference), "by_amount_date_payer": .integer(counts.byAmountDatePayer),
        "open": .integer(counts.open),
      ])
  }

  static func imported(_ result: BankImport) -> Response {
    Response(
      json: [
        "statements": .integer(result.statements), "new": .integer(result.new), "known": .integer(result.known),
        "zero": .integer(result.zero),
        "pending": .integer(result.pending), "same_file": .bool(result.isSameFile),
      ], status: result.statements + result.new > 0 ? .created : .ok)
  }
}

extension Schema {
  static let bankImport = Schema.answer([
    "statements", "new", "known", Field("zero", .integer), "pending", "same_file",
  ]).named("BankImport")
}
