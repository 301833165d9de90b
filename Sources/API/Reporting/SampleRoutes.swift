import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// Whom verifiers visit, and what they found so far.
struct SampleRoutes: Sendable {
  let tadamun: Tadamun

  private static let maximumPage = 500

  var routes: [Route] {
    [
      .get("/api/v1/programmes/:programme/verification-samples", list)
        .promises("Samples of a programme's reports", query: ShortLists.query, .ok(.page(of: .sample))),
      .post("/api/v1/programmes/:programme/verification-samples", draw).promises(
        "Draw a sample of reports by chance and by risk",
        body: .body([
          Field("period", .period), Field("random_count", .integer), Field("risk_count?", .integer), "by?",
        ]), key: true, .ok(.sample, headers: ["Location"]), .created(.sample, headers: ["Location"])),
      .get("/api/v1/verification-samples/:sample", show).promises("A sample", .ok(.sample)),
      .get("/api/v1/verification-samples/:sample/members", members).promises(
        "Who is in a sample, by actor",
        query: [.afterCode, .limit(Int64(SampleRoutes.maximumPage)), Field("open?", .words(["true", "false"]))],
        .ok(.page(of: .sampleMember))),
      .get("/api/v1/verifiers", verifiers).promises(
        "What verifiers found", query: ShortLists.query, .ok(.page(of: .verifier))),
      .get("/api/v1/detection-probability", detection).promises(
        "How likely a sample shows a deviation",
        query: [
          Field("population?", .integer(in: 1...10_000_000)), Field("deviating?", .integer(in: 0...10_000_000)),
          Field("sample?", .integer(in: 0...10_000_000)),
        ],
        .ok(
          .answer([
            Field("population", .integer), Field("deviating", .integer), Field("sample", .integer),
            Field("probability", .number),
          ]))),
    ]
  }

  /// 201 where it was drawn now, 200 where it was before under the same key.
  private func draw(_ request: Request, _ context: WebContext) async throws -> Response {
    let key = try request.idempotencyKey()
    let object = try JSONObject(
      try await request.json(), required: ["period", "random_count"], optional: ["risk_count", "by"])
    let period = try DateSpan(json: object.required("period"))
    let (random, risk) = (try object.required("random_count").integer(), try object["risk_count"]?.integer() ?? 0)
    let (sample, isNew) = try await tadamun.drawSample(
      of: context.code("programme"), for: period, randomCount: Int(clamping: random), riskCount: Int(clamping: risk),
      key: key, by: Caller.signer(object))
    var response = Response(json: .sample(sample), status: isNew ? .created : .ok)
    response.headers[.location] = "/api/v1/verification-samples/\(sample.id)"
    return response
  }

  private func list(_ request: Request, _ context: WebContext) async throws -> Response {
    let programme = try context.code("programme")
    let query = try Query(request, allows: ["after", "limit"])
    return try ShortList(try await tadamun.samples(of: programme)) { "\($0.id)" }
      .page(query, at: "/api/v1/programmes/\(programme)/verification-samples", JSON.sample)
  }

  private func show(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try Query(request, allows: [])
    return Response(json: .sample(try await tadamun.sample(context.key("sample"))))
  }

  /// Everybody who could be drawn; with `open=true` the queue: who was drawn and is not judged yet.
  private func members(_ request: Request, _ context: WebContext) async throws -> Response {
    enum Flag: String, CaseIterable { case `true`, `false` }
    let sample = try context.key("sample")
    let query = try Query(request, allows: ["after", "limit", "open"])
    let limit = try query.integer("limit", in: 1...SampleRoutes.maximumPage, default: 100)
    let onlyOpen = try query.word("open", Flag.self) == .true
    let found = try await tadamun.members(
      of: sample, after: query.code("after"), onlyOpen: onlyOpen, limit: limit + 1)
    let page = found.prefix(limit)
    let address = "/api/v1/verification-samples/\(sample)/members"
    let rest = onlyOpen ? "&open=true" : ""
    let next = found.count > limit ? page.last.map { "\(address)?after=\($0.actor)&limit=\(limit)\(rest)" } : nil
    return Response(json: .page(page.map(JSON.member), next: next))
  }

  private func verifiers(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["after", "limit"])
    return try ShortList(try await tadamun.verifiers()) { $0.verifier }
      .page(query, at: "/api/v1/verifiers", JSON.verifier)
  }

  /// How likely a sample finds what is wrong; for whoever plans one.
  private func detection(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["population", "deviating", "sample"])
    let population = try query.integer("population", in: 1...10_000_000, default: 1)
    let deviating = try query.integer("deviating", in: 0...population, default: 1)
    let sample = try query.integer("sample", in: 0...population, default: 1)
    let probability = AuditDetection.probability(population: population, deviating: deviating, sample: sample)
    return Response(
      json: [
        "population": .integer(population), "deviating": .integer(deviating), "sample": .integer(sample),
        "probability": .number(probability),
      ])
  }
}

extension JSON {
  /// The seed is a text: many programs read a number of 64 bits as a binary fraction.
  static func sample(_ sample: VerificationSample) -> JSON {
    [
      "sample": .integer(sample.id), "programme": .code(sample.programme), "period": .span(sample.period),
      "seed": .text(String(sample.seed)), "population": .integer(sample.population),
      "random_count": .integer(sample.randomCount), "risk_count": .integer(sample.riskCount),
      "least_chance": .number(sample.leastChance), "drawn_by": .text(sample.drawnBy),
      "drawn_at": .moment(sample.drawnAt),
    ]
  }

  static func member(_ member: VerificationSample.Member) -> JSON {
    [
      "actor": .code(member.actor), "report": .integer(member.report), "weight": .number(member.weight),
      "drawn": .optional(member.part?.rawValue), "is_judged": .bool(member.isJudged),
    ]
  }

  static func verifier(_ record: VerifierRecord) -> JSON {
    [
      "verifier": .text(record.verifier), "verified_reports": .integer(record.verifiedReports),
      "returned_reports": .integer(record.returnedReports), "judged_cells": .integer(record.judgedCells),
      "rejected_cells": .integer(record.rejectedCells), "mean_discrepancy": .optional(record.meanDiscrepancy),
      "share_as_declared": .optional(record.shareAsDeclared),
    ]
  }
}
