import Domain
import Serving

extension GrantBody {
  private static let maximumParts = 100

  /// Spending line by line, in the object's currency.
  func spending(in object: JSONObject) throws -> [GrantAct.Spending] {
    let currency = try object.read("currency", Currency.init)
    return try object.required("lines").list(atMost: GrantBody.maximumParts).map { item in
      let line = try JSONObject(item, required: ["line", "amount"])
      return GrantAct.Spending(try line.required("line").code(), try line.required("amount").money(currency))
    }
  }

  static let agreementFields: [Field] = [
    "amount", "currency", "signed_on", Field("signed_by", .list(of: .text(atMost: 200), atMost: 20)),
    Field(
      "lines", .list(of: .body([Field("line", .code), Field("title", .text(atMost: 300)), "amount"]), atMost: 100)),
    Field(
      "tranches",
      .list(
        of: .body(["amount", "planned_on", Field("conditions?", .list(of: .condition, atMost: 50))]), atMost: 100)),
    "max_overspend_bp?", Field("reports?", .list(of: .reportDue, atMost: 100)),
  ]

  func agreement(_ object: JSONObject) throws -> GrantAgreement {
    let currency = try object.read("currency", Currency.init)
    let lines = try object.required("lines").list(atMost: GrantBody.maximumParts).map { item in
      let line = try JSONObject(item, required: ["line", "title", "amount"])
      return GrantAgreement.Line(
        try line.required("line").code(), title: try line.required("title").text(atMost: 300),
        amount: try line.required("amount").money(currency))
    }
    let tranches = try object.required("tranches").list(atMost: GrantBody.maximumParts).map { item in
      let tranche = try JSONObject(item, required: ["amount", "planned_on"], optional: ["conditions"])
      let conditions = try tranche["conditions"]?.list(atMost: 50).map { try condition($0, currency) } ?? []
      return GrantAgreement.Tranche(
        try tranche.required("amount").money(currency), on: try tranche.read("planned_on", CalendarDate.init(iso:)),
        conditions: conditions)
    }
    return try GrantAgreement(
      amount: try object.required("amount").money(currency), signedOn: try day("signed_on", in: object),
      signedBy: try object.required("signed_by").list(atMost: 20).map { try $0.text(atMost: 200) },
      maximumOverspend: try object["max_overspend_bp"]?.integer() ?? 0, lines: lines, tranches: tranches,
      reports: try object["reports"]?.list(atMost: GrantBody.maximumParts).map(report) ?? [])
  }

  func report(_ json: JSONValue) throws -> GrantAgreement.ReportDue {
    let object = try JSONObject(json, required: ["report", "first_on", "last_on", "due_on"], optional: ["final"])
    let (first, last) = (try day("first_on", in: object), try day("last_on", in: object))
    let span = try object.check { () throws(Problem) in try DateSpan(first, through: last) }
    return GrantAgreement.ReportDue(
      try object.required("report").count(), span: span, dueOn: try day("due_on", in: object),
      isFinal: try object["final"]?.flag() ?? false)
  }

  func condition(_ json: JSONValue, _ currency: Currency) throws -> TrancheCondition {
    let object = try JSONObject(
      json, required: ["kind"],
      optional: [
        "due_on", "report", "document", "minimum_amount", "minimum_bp", "programme", "indicator", "group", "node",
        "minimum", "reads",
      ])
    let due = try object.readIfPresent("due_on", CalendarDate.init(iso:))
    let needed = { (name: String) throws(Problem) in try object.required(name) }
    let kind: TrancheCondition.Kind
    switch try object.required("kind").text() {
    case "report": kind = .report(try needed("report").count())
    case "audit": kind = .audit(try needed("document").code())
    case "document": kind = .document(try needed("document").code())
    case "cofunding": kind = .cofunding(minor: try needed("minimum_amount").money(currency).minor)
    case "spend_ratio": kind = .spendRatio(basisPoints: try needed("minimum_bp").integer())
    case "indicator":
      kind = .indicator(
        try needed("indicator").code(), group: try object["group"]?.code() ?? Code("all"),
        try needed("reads").word(), try needed("minimum").number())
    case "score":
      kind = .score(
        ScoreCondition(
          programme: try needed("programme").code(), node: try object["node"]?.code().text ?? "score",
          minimum: try needed("minimum").number(), reads: try needed("reads").word()))
    case let word:
      throw Problem(
        "word_unknown",
        "“\(word)” is not one of: report, audit, document, cofunding, spend_ratio, indicator, score.",
        at: object.place)
    }
    return TrancheCondition(kind, dueOn: due)
  }
}
