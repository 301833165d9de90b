import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// How many people programmes reached, for everybody to read, without what would tell of a small group.
struct ReachRoutes: Sendable {
  let tadamun: Tadamun

  var routes: [Route] {
    [
      .post("/api/v1/programmes/:programme/reach-publications", publish).promises(
        "Publish how many people were reached, without small groups", body: .body([Field("period", .period), "by?"]),
        Reply.recorded(.reach)),
      .get("/api/v1/public/programmes/:programme/reach", show)
        .promises("How many people were reached, for everybody", query: ShortLists.query, .ok(.page(of: .reach))),
    ]
  }

  /// 201 where something is published now, 200 where nothing new would be said.
  private func publish(_ request: Request, _ context: WebContext) async throws -> Response {
    let object = try JSONObject(try await request.json(), required: ["period"], optional: ["by"])
    let period = try DateSpan(json: object.required("period"))
    let (reach, isNew) = try await tadamun.publishReach(
      of: context.code("programme"), for: period, by: Caller.signer(object))
    return Response(json: .reach(reach), status: isNew ? .created : .ok)
  }

  private func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let programme = try context.code("programme")
    let query = try Query(request, allows: ["after", "limit"])
    return try ShortList(try await tadamun.publishedReach(of: programme)) {
      "\($0.period.first) \($0.period.last) \($0.version)"
    }.page(query, at: "/api/v1/public/programmes/\(programme)/reach", JSON.reach)
  }
}

extension JSON {
  /// `people` is null where the count is hidden.
  static func reach(_ reach: PublishedReach) -> JSON {
    [
      "programme": .code(reach.programme), "period": .span(reach.period), "version": .integer(reach.version),
      "counts": .list(
        reach.counts.sorted { $0.key < $1.key }.map { key, people in
          [
            "indicator": .code(key.indicator), "group": .code(key.group),
            "people": people.map { .integer($0) } ?? .null,
          ]
        }),
    ]
  }
}
