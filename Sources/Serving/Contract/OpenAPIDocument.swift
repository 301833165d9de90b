import Domain
import HTTPTypes
import Hummingbird

/// The document of the API (OpenAPI 3.1), made of what the routes promise, so that it says neither more nor less.
package struct OpenAPIDocument {
  private let paths: [(name: String, value: JSON)]
  private let components: [String: JSON]

  package init(_ routes: [Route]) {
    var components = Schema.problem.components
    var paths: [(name: String, operations: [(name: String, value: JSON)])] = []
    for route in routes {
      guard let contract = route.contract else { continue }
      for schema in [contract.body].compactMap(\.self) + contract.replies.compactMap(\.schema) {
        components.merge(schema.components) { first, second in
          precondition(first.rendered == second.rendered, "Two shapes have one name.")
          return first
        }
      }
      let path = OpenAPIDocument.template(route.path)
      let operation = (name: route.method.rawValue.lowercased(), value: OpenAPIDocument.operation(route, contract))
      if let index = paths.firstIndex(where: { $0.name == path }) {
        paths[index].operations.append(operation)
      } else {
        paths.append((name: path, operations: [operation]))
      }
    }
    self.components = components
    self.paths = paths.map { (name: $0.name, value: .object($0.operations)) }
  }

  package var json: JSON {
    [
      "openapi": "3.1.0",
      "info": [
        "title": "Tadamun", "version": "1",
        "summary": "Grants, crowdfunding, zakat and waqf per actor, indicators per target group, and outcome scores.",
        "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
      ],
      "servers": [["url": "/", "description": "The service that serves this document"]],
      "security": [["token": []], ["session": []]],
      "paths": .object(paths),
      "components": [
        "schemas": .object(components.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }),
        "responses": [
          "Problem": [
            "description": "Refused, or failed: problem details (RFC 9457), the text in the language asked for",
            "content": ["application/problem+json": ["schema": Schema.problem.json]],
          ]
        ],
        "securitySchemes": [
          "token": ["type": "http", "scheme": "bearer", "description": "A token of a person, for programs"],
          "session": ["type": "apiKey", "in": "cookie", "name": .text(Request.sessionCookie)],
        ],
      ],
    ]
  }

  /// `/api/v1/actors/:actor` as `/api/v1/actors/{actor}`.
  private static func template(_ path: String) -> String {
    path.split(separator: "/").map { $0.hasPrefix(":") ? "/{\($0.dropFirst())}" : "/\($0)" }.joined()
  }
}

extension OpenAPIDocument {
  private static func operation(_ route: Route, _ contract: Contract) -> JSON {
    let segments = route.path.split(separator: "/").filter { !["api", "v1"].contains($0) }
    let names = segments.map { $0.hasPrefix(":") ? $0.dropFirst() : $0 }
    var members: [(name: String, value: JSON)] = [
      ("operationId", .text(([route.method.rawValue.lowercased()] + names.map(String.init)).joined(separator: "_"))),
      ("summary", .text(contract.summary)), ("tags", [.text(names.first.map(String.init) ?? "service")]),
    ]
    switch Requirement.of(route.method, route.path) {
    case .anyone: members.append(("security", []))
    case .signedIn: members.append(("x-permission", "signed_in"))
    case .permission(let permission): members.append(("x-permission", .text(permission.rawValue)))
    }
    members.append(("parameters", .list(parameters(route, contract))))
    if let body = contract.body {
      members.append(
        (
          "requestBody",
          ["required": true, "content": .object(contract.mediaTypes.map { ($0, ["schema": body.json]) })]
        ))
    }
    members.append(("responses", responses(contract, isReading: route.method == .get)))
    return .object(members)
  }

  private static func parameters(_ route: Route, _ contract: Contract) -> [JSON] {
    let segments = route.path.split(separator: "/").filter { $0.hasPrefix(":") }.map { String($0.dropFirst()) }
    var parameters = segments.map { name in
      parameter(name, in: "path", isRequired: true, Field.inAddress(name).json)
    }
    parameters += contract.query.map { field in
      parameter(field.name, in: "query", isRequired: !field.isOptional, field.schema.json)
    }
    if contract.query.contains(where: { Query.beginnings.contains($0.name) }) {
      let cursor = PageCursor.field
      parameters.append(parameter(cursor.name, in: "query", isRequired: false, cursor.schema.json))
    }
    if contract.hasKey || route.mayHaveKey {
      let schema: JSON = ["type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"]
      parameters.append(parameter("Idempotency-Key", in: "header", isRequired: contract.hasKey, schema))
    }
    if contract.hasVersion {
      parameters.append(
        parameter("If-Match", in: "header", isRequired: true, ["type": "string", "pattern": "^\"[0-9]{1,18}\"$"]))
    }
    return parameters
  }

  private static func parameter(_ name: String, in place: String, isRequired: Bool, _ schema: JSON) -> JSON {
    ["name": .text(name), "in": .text(place), "required": .bool(isRequired), "schema": schema]
  }

  private static func responses(_ contract: Contract, isReading: Bool) -> JSON {
    let statuses = contract.replies.map(\.status).reduce(into: [Int]()) { if !$0.contains($1) { $0.append($1) } }
    var responses: [(name: String, value: JSON)] = statuses.map { status in
      // An answer in several forms is one response with several contents.
      let replies = contract.replies.filter { $0.status == status }
      var members: [(name: String, value: JSON)] = [("description", .text(description(of: status)))]
      let headers = replies.flatMap(\.headers).map { (name: $0, value: ["schema": ["type": "string"]] as JSON) }
      if !headers.isEmpty { members.append(("headers", .object(headers))) }
      let contents = replies.compactMap { reply in
        reply.schema.map { (name: reply.mediaType, value: ["schema": $0.json] as JSON) }
      }
      if !contents.isEmpty { members.append(("content", .object(contents))) }
      return (name: "\(status)", value: .object(members))
    }
    if isReading {
      responses.append((name: "304", value: ["description": "What If-None-Match names is still so"]))
    }
    responses.append((name: "default", value: ["$ref": "#/components/responses/Problem"]))
    return .object(responses)
  }

  private static func description(of status: Int) -> String {
    switch status {
    case 201: "Recorded now"
    case 202: "Taken; nothing is said of what becomes of it"
    case 204: "Done; there is nothing to say"
    default: "As asked for, or recorded before"
    }
  }
}

extension Schema {
  /// Problem details, as `ProblemDetails` writes them.
  package static let problem = Schema.answer([
    Field("type", .text), Field("title", .text), Field("status", .integer(in: 400...599)), Field("detail", .text),
    Field("code", .text), Field("errors", .list(of: problemItem, atMost: ProblemDetails.maximumErrors)),
  ]).named("Problem")

  package static let problemItem = Schema.body([
    Field("code", .text), Field("detail", .text), Field("specifics?", .text), Field("field?", .text),
    Field("line?", .integer), Field("column?", .integer),
  ]).named("ProblemItem")
}
