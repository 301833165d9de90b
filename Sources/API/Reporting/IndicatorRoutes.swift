import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// The catalogue of indicators, and how much of an outcome each programme claims.
struct IndicatorRoutes: Sendable {
  let tadamun: Tadamun

  private static let maximumPage = 200

  var routes: [Route] {
    [
      .get("/api/v1/indicators", list).promises(
        "The catalogue of indicators, by code",
        query: [
          .afterCode, .limit(200), Field("scheme?", .words(IndicatorCode.Scheme.self)), Field("code?", .text),
        ], .ok(.page(of: .indicator))),
      .post("/api/v1/indicators", define).promises(
        "Define an indicator, or its next version", body: .indicatorBody,
        .created(.indicator, headers: ["Location"])),
      .get("/api/v1/indicators/:indicator", show).promises(
        "The versions of an indicator", query: ShortLists.query, .ok(.page(of: .indicator))),
      .get("/api/v1/actors/:actor/claim-shares", claims)
        .promises(
          "Which programmes claim an actor's outcomes", query: ShortLists.query + ["programme?", "indicator?"],
          .ok(.page(of: .claimShare))),
      .post("/api/v1/actors/:actor/claim-shares", claim).promises(
        "Claim a share of an outcome",
        body: .body(["programme", Field("period", .period), "indicator", "share_bp", "group?", "by?"]),
        .created(.claimShare)),
    ]
  }

  /// With `scheme` and `code` only those that another catalogue calls so.
  private func list(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["after", "limit", "scheme", "code"])
    let limit = try query.integer("limit", in: 1...IndicatorRoutes.maximumPage, default: 50)
    var called: (scheme: IndicatorCode.Scheme, code: String)?
    switch (try query.word("scheme", IndicatorCode.Scheme.self), query["code"]) {
    case (let scheme?, let code?): called = (scheme, code)
    case (nil, nil): break
    default: throw Problem("query_malformed", "Give scheme and code, or neither.", at: Place(field: "scheme"))
    }
    let found = try await tadamun.indicators(after: query.code("after"), called: called, limit: limit + 1)
    let page = found.prefix(limit)
    let rest = called.map { "&scheme=\($0.scheme.rawValue)&code=\($0.code)" } ?? ""
    let next =
      found.count > limit
      ? page.last.map { "/api/v1/indicators?after=\($0.indicator.code)&limit=\(limit)\(rest)" } : nil
    return Response(json: .page(page.map(JSON.entry), next: next))
  }

  private func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let code = try context.code("indicator")
    let query = try Query(request, allows: ["after", "limit"])
    return try ShortList(try await tadamun.indicator(code)) { "\($0.indicator.version)" }
      .page(query, at: "/api/v1/indicators/\(code)", JSON.entry)
  }

  /// 201 whether the version is new or was there already just so; another one under its number is a conflict.
  private func define(_ request: Request, _ context: WebContext) async throws -> Response {
    let entry = try CatalogueEntry(json: try await request.json())
    try await tadamun.define(entry, by: Caller.source)
    var response = Response(json: .entry(entry), status: .created)
    response.headers[.location] = "/api/v1/indicators/\(entry.indicator.code)"
    return response
  }

  private func claims(_ request: Request, _ context: WebContext) async throws -> Response {
    let actor = try context.code("actor")
    let query = try Query(request, allows: ["after", "limit", "programme", "indicator"])
    let (programme, indicator) = (try query.code("programme"), try query.code("indicator"))
    let list = try await tadamun.claims(of: actor).filter {
      (programme == nil || $0.programme == programme) && (indicator == nil || $0.indicator == indicator)
    }
    return try ShortList(list) { "\($0.period.first) \($0.period.last) \($0.indicator) \($0.group) \($0.programme)" }
      .page(
        query, at: "/api/v1/actors/\(actor)/claim-shares", filters: ["programme", "indicator"], JSON.claim)
  }

  /// 201 whether the share is new or counts already.
  private func claim(_ request: Request, _ context: WebContext) async throws -> Response {
    let object = try ClaimShare.object(try await request.json())
    let claimed = try ClaimShare(object, of: context.code("actor"))
    try await tadamun.claim(claimed, by: Caller.signer(object))
    return Response(json: .claim(claimed), status: .created)
  }
}

extension ClaimShare {
  static func object(_ json: JSONValue) throws -> JSONObject {
    try JSONObject(json, required: ["programme", "period", "indicator", "share_bp"], optional: ["group", "by"])
  }

  init(_ object: JSONObject, of actor: Code) throws {
    let programme = try object.read("programme") { text throws(Problem) in try Code(text) }
    let period = try DateSpan(json: object.required("period"))
    let cell = try CellKey(object)
    let share = Int(clamping: try object.required("share_bp").integer())
    self = try object.check { () throws(Problem) in
      try ClaimShare(
        of: actor, period: period, indicator: cell.indicator, group: cell.group, by: programme, shareBP: share)
    }
  }
}

extension CatalogueEntry {
  init(json: JSONValue) throws {
    let object = try JSONObject(
      json, required: ["code", "names", "unit", "kind", "direction"],
      optional: ["version", "minimum", "maximum", "codes"])
    let code = try object.read("code") { text throws(Problem) in try Code(text) }
    let version = Int(clamping: try object["version"]?.integer() ?? 1)
    guard (1...32_767).contains(version) else {
      throw Problem("version_gap", "Versions count from 1.", at: try object.required("version").place)
    }
    let (names, unit) = (try Names(json: object.required("names")), try object.required("unit").text(atMost: 60))
    let kind = try object.required("kind").word(Indicator.Kind.self)
    let direction = try object.required("direction").word(Indicator.Direction.self)
    let (minimum, maximum) = (try object["minimum"]?.number(), try object["maximum"]?.number())
    let codes = try object["codes"]?.list(atMost: 50).map { item in
      let object = try JSONObject(item, required: ["scheme", "code"], optional: ["funder"])
      let scheme = try object.required("scheme").word(IndicatorCode.Scheme.self)
      let text = try object.required("code").text(atMost: 100)
      let funder = try object.readIfPresent("funder") { text throws(Problem) in try Code(text) }
      return try object.check { () throws(Problem) in try IndicatorCode(scheme, text, of: funder) }
    }
    let indicator = try object.check { () throws(Problem) in
      try Indicator(
        code, version: version, names: names, unit: unit, kind: kind, direction: direction, minimum: minimum,
        maximum: maximum)
    }
    self.init(indicator, codes: codes ?? [])
  }
}

extension JSON {
  static func entry(_ entry: CatalogueEntry) -> JSON {
    let indicator = entry.indicator
    return [
      "code": .code(indicator.code), "version": .integer(indicator.version), "names": .names(indicator.names),
      "unit": .text(indicator.unit), "kind": .text(indicator.kind.rawValue),
      "direction": .text(indicator.direction.rawValue), "minimum": .optional(indicator.minimum),
      "maximum": .optional(indicator.maximum),
      "codes": .list(
        entry.codes.map {
          ["scheme": .text($0.scheme.rawValue), "code": .text($0.code), "funder": .optional($0.funder)]
        }),
    ]
  }

  static func claim(_ share: ClaimShare) -> JSON {
    [
      "actor": .code(share.actor), "period": .span(share.period), "indicator": .code(share.indicator),
      "group": .code(share.group), "programme": .code(share.programme), "share_bp": .integer(share.shareBP),
    ]
  }
}
