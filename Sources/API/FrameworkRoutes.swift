import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// Frameworks: drafts that may be replaced, published ones that never change, and who scores by them.
struct FrameworkRoutes: Sendable {
  let tadamun: Tadamun

  var routes: [Route] {
    [
      .get("/api/v1/frameworks", list).promises(
        "Frameworks, by code and version", query: ShortLists.query + [Field("code?", .code)], .ok(.page(of: .framework))
      ),
      .post("/api/v1/frameworks", publish).promises(
        "Publish a framework: its text, or a draft by code and version", body: .body(["text?", "code?", "version?"]),
        .created(.framework, headers: ["Location"])),
      .get("/api/v1/frameworks/:framework/:version", show)
        .promises("A framework, its text, and who scores by it", .ok(.frameworkWithText)),
      .put("/api/v1/framework-drafts", draft)
        .promises("Keep a draft in the place of an earlier one", body: .body(["text"]), .ok(.framework)),
      .get("/api/v1/programmes/:programme/frameworks", adoptions)
        .promises("The frameworks a programme scored by", query: ShortLists.query, .ok(.page(of: .adoption))),
      .post("/api/v1/programmes/:programme/frameworks", adopt).promises(
        "Adopt a framework from a day on", body: .body(["framework", "first_on", "version?"]),
        .created(.answer(["programme", "framework", "version", "first_on"]))),
      .get("/api/v1/programmes/:programme/runs/:run/method", method).promises(
        "How a run's scores were made, in words", query: [Field("lang?", .words(Language.self))],
        .ok(.answer(["run?", "framework", "version", "language", "markdown", "text"]))),
    ]
  }

  private func list(_ request: Request, _ context: WebContext) async throws -> Response {
    let query = try Query(request, allows: ["after", "limit", "code"])
    let code = try query.code("code")
    let frameworks = try await tadamun.frameworks().filter { code == nil || $0.code == code }
    return try ShortList(frameworks) { "\($0.code) \($0.version)" }
      .page(query, at: "/api/v1/frameworks", filters: ["code"]) { .framework($0) }
  }

  private func show(_ request: Request, _ context: WebContext) async throws -> Response {
    let version = try context.key("version")
    guard let version = Int32(exactly: version) else {
      throw Problem("path_malformed", "A version is a smaller number.", at: Place(field: "version"))
    }
    let (framework, adoptions) = try await tadamun.framework(context.code("framework"), version: Int(version))
    return Response(json: .framework(framework, text: framework.text, adoptions: adoptions))
  }

  /// `{"text": …}`, the file word for word; `{"code": …, "version": …}` publishes a draft as it is kept. 201 whether it
  /// is published now or was before.
  private func publish(_ request: Request, _ context: WebContext) async throws -> Response {
    let object = try JSONObject(try await request.json(), required: [], optional: ["text", "code", "version"])
    let published: StoredFramework
    if let text = object["text"] {
      published = try await tadamun.publish(framework: text.text(), by: Caller.source)
    } else {
      let code = try object.read("code") { text throws(Problem) in try Code(text) }
      published = try await tadamun.publishDraft(code, version: try object.version(), by: Caller.source)
    }
    var response = Response(json: .framework(published), status: .created)
    response.headers[.location] = "/api/v1/frameworks/\(published.code)/\(published.version)"
    return response
  }

  /// Keeps a file as the draft of its version, in the place of an earlier one.
  private func draft(_ request: Request, _ context: WebContext) async throws -> Response {
    let object = try JSONObject(try await request.json(), required: ["text"])
    let draft = try await tadamun.saveDraft(framework: object.required("text").text(), by: Caller.source)
    return Response(json: .framework(draft))
  }

  /// How a run's scores were made, in the language of `?lang=` or Accept-Language.
  private func method(_ request: Request, _ context: WebContext) async throws -> Response {
    _ = try Query(request, allows: ["lang"])
    let method = try await tadamun.describe(
      run: context.key("run"), of: context.code("programme"), in: Language(of: request))
    return Response(
      json: [
        "run": method.run.map { .integer($0) } ?? .null, "framework": .code(method.framework),
        "version": .integer(method.version), "language": .text(method.language.rawValue),
        "markdown": .text(method.markdown), "text": .text(method.text),
      ])
  }

  private func adoptions(_ request: Request, _ context: WebContext) async throws -> Response {
    let programme = try context.code("programme")
    let query = try Query(request, allows: ["after", "limit"])
    return try ShortList(try await tadamun.adoptions(of: programme)) { "\($0.first) \($0.adoptedAt)" }
      .page(query, at: "/api/v1/programmes/\(programme)/frameworks", JSON.adoption)
  }

  private func adopt(_ request: Request, _ context: WebContext) async throws -> Response {
    let programme = try context.code("programme")
    let object = try JSONObject(
      try await request.json(), required: ["framework", "first_on"], optional: ["version"])
    let code = try object.read("framework") { text throws(Problem) in try Code(text) }
    let first = try object.read("first_on", CalendarDate.init(iso:))
    let adopted = try await tadamun.adopt(
      code, version: try object.version(), for: programme, from: first, by: Caller.source)
    let body: JSON = [
      "programme": .code(programme), "framework": .code(adopted.code), "version": .integer(adopted.version),
      "first_on": .date(first),
    ]
    return Response(json: body, status: .created)
  }
}

extension JSONObject {
  /// The member `version`, where it is there.
  /// - Throws: `number_out_of_range`.
  fileprivate func version() throws(Problem) -> Int? {
    guard let value = self["version"] else { return nil }
    guard let version = Int32(exactly: try value.integer()), version >= 1 else {
      throw Problem("number_out_of_range", "Versions count from 1.", at: value.place)
    }
    return Int(version)
  }
}

extension JSON {
  static func framework(
    _ framework: StoredFramework, text: String? = nil, adoptions: [FrameworkAdoption]? = nil
  ) -> JSON {
    var members: [(name: String, value: JSON)] = [
      ("code", .code(framework.code)), ("version", .integer(framework.version)),
      ("state", .text(framework.state.rawValue)), ("sha256", .text(framework.sha256)),
      ("valid_from", .optional(framework.validFrom?.description)),
      ("valid_to", .optional(framework.validThrough?.description)), ("author", .text(framework.author)),
      ("recorded_at", .moment(framework.recordedAt)),
    ]
    if let adoptions { members.append(("adoptions", .list(adoptions.map(JSON.adoption)))) }
    if let text { members.append(("text", .text(text))) }
    return .object(members)
  }

  static func adoption(_ adoption: FrameworkAdoption) -> JSON {
    [
      "programme": .code(adoption.programme), "framework": .code(adoption.framework),
      "version": .integer(adoption.version), "first_on": .date(adoption.first),
      "adopted_at": .moment(adoption.adoptedAt),
    ]
  }
}
