import Actions
import Domain
import Hummingbird
import Serving

/// What everybody may read of programmes, for programs.
struct PublicProgrammeRoutes: Sendable {
  let tadamun: Tadamun

  var routes: [Route] {
    [
      .get("/api/v1/public/programmes", list)
        .promises(
          "Programmes that everybody may read of, by code", query: ShortLists.query,
          .ok(.page(of: .listedPublicProgramme))),
      .get("/api/v1/public/programmes/:programme", show)
        .promises("What everybody may read of a programme: money and people reached", .ok(.publicProgramme)),
    ]
  }

  private func list(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["after", "limit"])
    let list = ShortList(try await tadamun.publicProgrammes()) { $0.code.text }
    return try list.page(query, at: "/api/v1/public/programmes") { programme in
      ["code": .code(programme.code), "names": .names(programme.names), "funder": .code(programme.funder)]
    }.forEverybody
  }

  private func show(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try Query(request, allows: [])
    return Response(json: .publicProgramme(try await tadamun.publicProgramme(context.code("programme")))).forEverybody
  }
}

extension Schema {
  static let listedPublicProgramme = Schema.answer(["code", "names", "funder"]).named("ListedPublicProgramme")

  /// Amounts and actors are null where they are hidden.
  static let publicProgramme = Schema.answer([
    "code", "names", "funder", Field("funder_names", .names), "licence", "as_of", Field("run", .key), "framework",
    Field("framework_version", .integer), Field("actors", .integer), Field("money_as_of?", .day),
    Field("money_version?", .integer),
    Field(
      "money",
      .list(
        of: .answer([
          "instrument", "currency", "is_hidden", Field("promised?", .decimal), Field("received?", .decimal),
          Field("spent?", .decimal), Field("actors?", .integer),
        ]))), Field("reach", .list(of: .reach)),
  ]).named("PublicProgramme")
}

extension JSON {
  static func publicProgramme(_ sheet: PublicProgramme) -> JSON {
    let money = (sheet.money?.sums ?? [:]).sorted { $0.key < $1.key }.map { key, sums -> JSON in
      let amount = { (minor: Int64?) in JSON.optional(minor.map { key.currency.decimal($0) }) }
      return [
        "instrument": .text(key.instrument.rawValue), "currency": .text(key.currency.code),
        "is_hidden": .bool(sums.hidesSomething), "promised": amount(sums[.promised]),
        "received": amount(sums[.received]), "spent": amount(sums[.spent]),
        "actors": sums.actorCount.map { .integer($0) } ?? .null,
      ]
    }
    return [
      "code": .code(sheet.programme.code), "names": .names(sheet.programme.names),
      "funder": .code(sheet.programme.funder), "funder_names": .names(sheet.funder),
      "licence": .text(OpenDataLicence.code), "as_of": .date(sheet.run.identity.asOf),
      "run": .integer(sheet.run.id), "framework": .code(sheet.run.framework),
      "framework_version": .integer(sheet.run.frameworkVersion), "actors": .integer(sheet.run.result.actorCount),
      "money_as_of": sheet.money.map { .date($0.period.last) } ?? .null,
      "money_version": sheet.money.map { .integer($0.version) } ?? .null, "money": .list(money),
      "reach": .list(sheet.reach.map(JSON.reach)),
    ]
  }
}
