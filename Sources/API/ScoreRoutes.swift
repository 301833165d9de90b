import Actions
import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Serving

/// Scores, what they are made of, and the runs they come from.
struct ScoreRoutes: Sendable {
  private let tadamun: Tadamun
  /// Pages by their addresses.
  private let pages: KeptAnswers<ScoreTableStamp>

  /// - Parameter room: the most bytes of pages that are kept.
  init(tadamun: Tadamun, keeping room: Int) {
    self.tadamun = tadamun
    pages = KeptAnswers(room: room)
  }

  private static let maximumPage = 500
  private static let maximumOffset = 10_000_000

  var routes: [Route] {
    [
      .get("/api/v1/programmes/:programme/scores", list).promises(
        "A page of scores, best first",
        query: [
          .limit(500), Field("offset?", .integer(in: 0...Int64(ScoreRoutes.maximumOffset))), "node?", "run?",
          Field("kind?", .words(ActorKind.self)), Field("territory?", .territory),
          Field("status?", .words(ScoreFilter.statuses)), "group?", Field("order?", .words(ScoreFilter.Order.self)),
          "language?",
        ],
        .ok(.scoreTable)),
      .get("/api/v1/programmes/:programme/scores/:actor", show)
        .promises("A score and what it is made of", query: ["run?"], .ok(.scoreSheet)),
      .get("/api/v1/programmes/:programme/scores/:actor/difference", difference).promises(
        "Why a score differs from that of an earlier run", query: [Field("from", .key), Field("to?", .key)],
        .ok(.scoreDifference)),
      .get("/api/v1/programmes/:programme/runs", runs)
        .promises(
          "Runs of a programme, newest first", query: [Field("before?", .key), .limit(100)], .ok(.page(of: .run))),
      .get("/api/v1/programmes/:programme/runs/:run", manifest)
        .promises("What a run was made of and came to", .ok(.manifest)),
      .get("/api/v1/programmes/:programme/runs/:run/changes", changes).promises(
        "Actors whose score or rank differs from that of an earlier run, and why",
        query: [
          Field("from", .key), .limit(200), Field("offset?", .integer(in: 0...Int64(ScoreRoutes.maximumOffset))),
        ], .ok(.page(of: .scoreChange))),
      .get("/api/v1/programmes/:programme/runs/:run/warnings", warnings).promises(
        "Signs of invented or adjusted numbers",
        query: [.limit(500), Field("offset?", .integer(in: 0...Int64(ScoreRoutes.maximumOffset))), "actor?"],
        .ok(.page(of: .runWarning))),
    ]
  }

  /// A page, best first, those without a rank last. The next page is of the same run, whatever night passes in between.
  private func list(_ request: Request, _ context: WebContext) async throws -> Response {
    let address = request.uri.string
    if let kept = pages.find(address), try await tadamun.holds(kept.stamp) {
      return Response(jsonBytes: kept.body, headers: [.eTag: kept.tag])
    }
    let (page, stamp) = try await page(request, context)
    let body = ByteBuffer(bytes: page.bytes)
    guard let stamp else { return Response(jsonBytes: body) }
    let tag = EntityTag.tag(of: body)
    pages.keep(.init(body: body, tag: tag, stamp: stamp), for: address)
    return Response(jsonBytes: body, headers: [.eTag: tag])
  }

  private func page(_ request: Request, _ context: WebContext) async throws -> (JSON, ScoreTableStamp?) {
    let code = try context.code("programme")
    let filters = ["kind", "territory", "status", "group", "order", "language"]
    let query = try Query(request, allows: Set(["limit", "offset", "node", "run"] + filters))
    let limit = try query.integer("limit", in: 1...ScoreRoutes.maximumPage, default: 50)
    let offset = try query.integer("offset", in: 0...ScoreRoutes.maximumOffset, default: 0)
    let node = try query.code("node")
    let run = query["run"] == nil ? nil : try query.integer("run", in: 1...Int64.max, default: 1)
    let table = try await tadamun.scores(
      of: code, run: run, node: node?.text, filter: query.scoreFilter(), offset: offset, limit: limit + 1,
      stamped: pages.hasRoom)
    let hasMore = table.scores.count > limit
    let suffix = query.rest(["node"] + filters) + (table.run.map { "&run=\($0.id)" } ?? "")
    let next = "/api/v1/programmes/\(code)/scores?offset=\(offset + limit)&limit=\(limit)\(suffix)"
    let page: JSON = [
      "programme": .code(code), "run": table.run.map(JSON.run) ?? .null, "node": .text(table.node),
      "items": .list(table.scores.prefix(limit).map(JSON.score)), "next": .next(hasMore ? next : nil),
    ]
    return (page, table.stamp)
  }

  private func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let programme = try context.code("programme")
    let actor = try context.code("actor")
    let query = try Query(request, allows: ["run"])
    let run = query["run"] == nil ? nil : try query.integer("run", in: 1...Int64.max, default: 1)
    let sheet = try await tadamun.score(of: actor, in: programme, run: run)
    let names = try await tadamun.names(ofActors: [], run: sheet.run)
    let nodes = sheet.nodes.map { node in
      JSON.object(JSON.node(node, sheet.intervals[node.node]) + [("names", .names(ifAny: names.nodes[node.node]))])
    }
    return Response(
      json: [
        "programme": .code(programme), "run": .run(sheet.run), "actor": .code(sheet.actor.code),
        "names": .names(sheet.actor.names), "nodes": .list(nodes),
        "parts": .list(sheet.parts.map { JSON.part($0, names) }), "interval": .interval(sheet.interval),
        "explanation": .explanation(sheet.explanation, names), "detail": sheet.detail.map(JSON.detail) ?? .null,
      ])
  }

  /// Why a score differs from that of an earlier run.
  private func difference(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["from", "to"])
    let earlier = try query.integer("from", in: 1...Int64.max, default: 0)
    let later = query["to"] == nil ? nil : try query.integer("to", in: 1...Int64.max, default: 1)
    let difference = try await tadamun.difference(
      of: context.code("actor"), in: context.code("programme"), from: earlier, to: later)
    return Response(json: .difference(difference))
  }

  /// What a run was made of and came to.
  private func manifest(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try Query(request, allows: [])
    guard let run = Int64(try context.code("run").text) else {
      throw Problem("run_unknown", "A run is named by its number.")
    }
    let manifest = try await tadamun.manifest(of: run, in: context.code("programme"))
    return Response(
      json: [
        "run": .run(manifest.run), "framework_sha256": .text(manifest.frameworkSHA256),
        "summary": .text(manifest.run.result.summary), "factors": .list(manifest.factors.map(JSON.factor)),
        "signature": manifest.signature.map(JSON.signature) ?? .null,
      ])
  }

  /// Signs of invented or adjusted numbers that a run noticed, for an auditor.
  private func warnings(_ request: Request, _ context: WebContext) async throws -> Response {
    let (programme, run) = (try context.code("programme"), try context.key("run"))
    let query = try Query(request, allows: ["limit", "offset", "actor"])
    let limit = try query.integer("limit", in: 1...ScoreRoutes.maximumPage, default: 50)
    let offset = try query.integer("offset", in: 0...ScoreRoutes.maximumOffset, default: 0)
    let actor = try query.code("actor")
    let found = try await tadamun.warnings(
      of: run, in: programme, actor: actor, offset: offset, limit: limit + 1)
    let suffix = actor.map { "&actor=\($0)" } ?? ""
    let next = "/api/v1/programmes/\(programme)/runs/\(run)/warnings?offset=\(offset + limit)&limit=\(limit)\(suffix)"
    return Response(
      json: .page(found.prefix(limit).map(JSON.warning), next: found.count > limit ? next : nil))
  }

  /// Those that came or went first, then the largest change first.
  private func changes(_ request: Request, _ context: WebContext) async throws -> Response {
    let (programme, run) = (try context.code("programme"), try context.key("run"))
    let query = try Query(request, allows: ["from", "limit", "offset"])
    let earlier = try query.integer("from", in: 1...Int64.max, default: 0)
    let limit = try query.integer("limit", in: 1...Tadamun.maximumChangePage, default: 50)
    let offset = try query.integer("offset", in: 0...ScoreRoutes.maximumOffset, default: 0)
    let found = try await tadamun.changes(in: programme, from: earlier, to: run, offset: offset, limit: limit + 1)
    let hasMore = found.changes.count > limit
    let next =
      "/api/v1/programmes/\(programme)/runs/\(run)/changes?from=\(earlier)&offset=\(offset + limit)&limit=\(limit)"
    return Response(json: .page(found.changes.prefix(limit).map(JSON.change), next: hasMore ? next : nil))
  }

  private func runs(_ request: Request, _ context: WebContext) async throws -> Response {
    let programme = try context.code("programme")
    let query = try Query(request, allows: ["before", "limit"])
    let limit = try query.integer("limit", in: 1...100, default: 20)
    let before = try query.integer("before", in: 1...Int64.max, default: .max)
    let found = try await tadamun.runs(of: programme, before: before, limit: limit + 1)
    let page = found.prefix(limit)
    let next =
      found.count > limit
      ? page.last.map { "/api/v1/programmes/\(programme)/runs?before=\($0.id)&limit=\(limit)" } : nil
    return Response(json: .page(page.map(JSON.run), next: next))
  }
}

extension Query {
  /// Ranks stay those among all actors of the run.
  /// - Throws: `query_malformed`.
  fileprivate func scoreFilter() throws(Problem) -> ScoreFilter {
    let status = self["status"]
    if let status, !ScoreFilter.statuses.contains(status) {
      throw Problem(
        "query_malformed", "The parameter is one of: \(ScoreFilter.statuses.joined(separator: ", ")).",
        at: Place(field: "status"))
    }
    return ScoreFilter(
      kind: try word("kind"), territory: try territory()?.code, status: status, group: try code("group"),
      order: try word("order") ?? .rank, language: try word("language") ?? .fr)
  }
}
