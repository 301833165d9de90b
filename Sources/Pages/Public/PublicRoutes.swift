import Actions
import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Serving

/// What everybody may read, without an account: pages, and the same as files. Caches on the way may keep it.
struct PublicRoutes: Sendable {
  let tadamun: Tadamun

  private static let programme = "/public/programmes/:programme"

  var routes: [Route] {
    [
      page("/public") { request, _ in
        PublicListPage(programmes: try await tadamun.publicProgrammes(), language: Language(of: request)).response
      },
      page(PublicRoutes.programme, show), page("\(PublicRoutes.programme)/method", method),
      page("\(PublicRoutes.programme)/money.csv") { _, context in
        let sheet = try await tadamun.publicProgramme(context.code("programme"))
        return try table(sheet.moneyTable, of: sheet)
      },
      page("\(PublicRoutes.programme)/reach.csv") { _, context in
        let sheet = try await tadamun.publicProgramme(context.code("programme"))
        return try table(sheet.reachTable(try await book), of: sheet)
      },
      page("\(PublicRoutes.programme)/data.xlsx", workbook),
      page("\(PublicRoutes.programme)/datapackage.json") { request, context in
        let sheet = try await tadamun.publicProgramme(context.code("programme"))
        return Response(json: .dataPackage(sheet, in: Language(of: request)))
      },
    ]
  }

  /// A route whose answer is the same for everybody: whoever asks is left out of it, so that what a cache keeps names
  /// nobody.
  private func page(_ path: String, _ answer: @escaping Route.Answer) -> Route {
    .get(path) { request, context in
      let response = try await Caller.$principal.withValue(nil) { try await answer(request, context) }
      return try await EntityTag.checked(response.forEverybody, for: request)
    }
  }

  private var book: NameBook { get async throws { try await tadamun.names(ofActors: [Code]()) } }

  private func show(_ request: Request, _ context: WebContext) async throws -> Response {
    PublicProgrammePage(
      sheet: try await tadamun.publicProgramme(context.code("programme")), book: try await book,
      language: Language(of: request)
    ).response
  }

  private func method(_ request: Request, _ context: WebContext) async throws -> Response {
    let language = Language(of: request)
    let sheet = try await tadamun.publicProgramme(context.code("programme"))
    let code = sheet.programme.code
    let method = try await tadamun.describe(run: sheet.run.id, of: code, in: language)
    let content: HTML = """
      \(PublicWays(programme: code, current: .method, language: language).markup)
      \(MethodArticle(method: method, language: language).markup)
      """
    return Page(
      language: language, path: "\(PublicWays.path(code))/method",
      title: "\(PublicTexts.of(language).method) – \(sheet.programme.names.preferred(language))", content: content
    ).response()
  }

  private func table(_ table: FileTable, of sheet: PublicProgramme) throws -> Response {
    .file(try table.csv, named: "\(sheet.programme.code)-\(table.name).csv", "text/csv; charset=utf-8")
  }

  private func workbook(_ request: Request, _ context: WebContext) async throws -> Response {
    let language = Language(of: request)
    let texts = PublicTexts.of(language)
    let sheet = try await tadamun.publicProgramme(context.code("programme"))
    let tables = [sheet.moneyTable, sheet.reachTable(try await book)]
    let meanings = PublicFile.tables.flatMap { table in
      table.columns.map { [texts.columns[table.name]?.title ?? "", $0, texts.columns[$0]?.meaning ?? ""] }
    }
    let notes =
      [[texts.table, texts.column, texts.meaning]] + meanings
      + [["", OpenDataLicence.code, "\(texts.licenceText) \(OpenDataLicence.address)"]]
    let bytes = try FileTable.workbook(
      tables, at: sheet.run.finishedAt, titles: texts.columns.mapValues(\.title), notes: (texts.licence, notes),
      in: language)
    return .file(bytes, named: "\(sheet.programme.code).xlsx", Response.spreadsheet)
  }
}

extension Response {
  static let spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

  /// Bytes to be kept under a name made of codes and numbers.
  static func file(_ bytes: [UInt8], named name: String, _ mediaType: String) -> Response {
    var response = Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    response.headers[.contentType] = mediaType
    response.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
    return response
  }
}
