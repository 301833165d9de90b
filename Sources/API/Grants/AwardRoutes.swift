import Actions
import Domain
import Hummingbird
import Serving

/// Approved proposals that become grants.
struct AwardRoutes: Sendable {
  let tadamun: Tadamun

  var routes: [Route] {
    [
      .post("/api/v1/proposals/:proposal/awards", award).promises(
        "Turn the lines of an approved proposal into grants", body: .body(GrantBody.awardFields + ["by"]),
        .created(.answer(["proposal", Field("grants", .list(of: .code))])))
    ]
  }

  /// A line becomes a grant once, whatever is sent again: a repeat is refused.
  private func award(_ request: Request, _ context: WebContext) async throws -> Response {
    let proposal = try context.key("proposal")
    let json = try await request.json()
    let person = try GrantRequest.person(json)
    let codes = try await tadamun.award(
      proposal: proposal, as: GrantBody(json).award(), by: person, source: Caller.source)
    return Response(
      json: ["proposal": .integer(proposal), "grants": .list(codes.map(JSON.code))], status: .created)
  }
}

extension GrantRequest {
  /// Reads how a proposal is awarded.
  /// - Throws: every mistake with its line, column and field.
  public static func award(_ bytes: [UInt8]) throws -> ProposalAward { try GrantBody(JSONReader.read(bytes)).award() }
}

extension GrantBody {
  static let awardFields: [Field] = [
    Field("code_prefix", .code), "names", Field("purpose", .text(atMost: 300)), "first_on", "last_on", "on", "currency",
    Field("signed_by", .list(of: .text(atMost: 200), atMost: 20)),
    Field(
      "tranches",
      .list(
        of: .body(["share_bp", "planned_on", Field("conditions?", .list(of: .condition, atMost: 50))]), atMost: 100)),
    "restricted?", "max_overspend_bp?", Field("reports?", .list(of: .reportDue, atMost: 100)),
  ]

  func award() throws -> ProposalAward {
    let object = try object(GrantBody.awardFields)
    let currency = try object.read("currency", Currency.init)
    let tranches = try object.required("tranches").list(atMost: 100).map { item in
      let tranche = try JSONObject(item, required: ["share_bp", "planned_on"], optional: ["conditions"])
      return ProposalAward.Tranche(
        share: try tranche.required("share_bp").integer(), on: try tranche.read("planned_on", CalendarDate.init(iso:)),
        conditions: try tranche["conditions"]?.list(atMost: 50).map { try condition($0, currency) } ?? [])
    }
    return try ProposalAward(
      prefix: try object.required("code_prefix").code(), names: Names(json: object.required("names")),
      purpose: try object.required("purpose").text(atMost: 300),
      isRestricted: try object["restricted"].map { try $0.flag() } ?? true,
      span: DateSpan(try day("first_on", in: object), through: try day("last_on", in: object)),
      on: try day("on", in: object),
      signedBy: try object.required("signed_by").list(atMost: 20).map { try $0.text(atMost: 200) },
      maximumOverspend: try object["max_overspend_bp"]?.integer() ?? 0, tranches: tranches,
      reports: try object["reports"]?.list(atMost: 100).map(report) ?? [])
  }
}
