/// What a route promises: it stands beside the route, and the document of the API is made of it.
///
///     .post("/api/v1/funds", open)
///       .promises("Open a fund", body: .body(["code", "names", "holder?"]), .created(.fund))
package struct Contract: Sendable {
  package let summary: String
  package let query: [Field]
  package let body: Schema?
  /// In which forms the body may be sent.
  package let mediaTypes: [String]
  /// Whether the request carries `Idempotency-Key`.
  let hasKey: Bool
  /// Whether the answer holds a secret, which is said this once and kept nowhere.
  package let isSecret: Bool
  /// Whether the request carries `If-Match`.
  let hasVersion: Bool
  /// The answers where all went well; refusals are problem details everywhere.
  package let replies: [Reply]
}

/// An answer to a request that was granted.
package struct Reply: Sendable {
  package let status: Int
  package let schema: Schema?
  package let mediaType: String
  /// Headers that the answer always carries.
  package let headers: [String]

  private init(_ status: Int, _ schema: Schema?, _ mediaType: String, _ headers: [String]) {
    self.status = status
    self.schema = schema
    self.mediaType = mediaType
    self.headers = headers
  }

  package static func ok(_ schema: Schema, as mediaType: String = "application/json", headers: [String] = []) -> Reply {
    Reply(200, schema, mediaType, headers)
  }

  package static func created(_ schema: Schema, headers: [String] = []) -> Reply {
    Reply(201, schema, "application/json", headers)
  }

  package static let accepted = Reply(202, nil, "", [])
  package static let noContent = Reply(204, nil, "", [])

  /// 201 where it was recorded now, 200 where it was before.
  package static func recorded(_ schema: Schema) -> [Reply] { [.ok(schema), .created(schema)] }
}

extension Route {
  package func promises(
    _ summary: String, query: [Field] = [], body: Schema? = nil, in mediaTypes: [String] = ["application/json"],
    key: Bool = false, secret: Bool = false, version: Bool = false, _ replies: Reply...
  ) -> Route {
    promises(summary, query: query, body: body, in: mediaTypes, key: key, secret: secret, version: version, replies)
  }

  package func promises(
    _ summary: String, query: [Field] = [], body: Schema? = nil, in mediaTypes: [String] = ["application/json"],
    key: Bool = false, secret: Bool = false, version: Bool = false, _ replies: [Reply]
  ) -> Route {
    var route = self
    route.contract = Contract(
      summary: summary, query: query, body: body, mediaTypes: mediaTypes, hasKey: key, isSecret: secret,
      hasVersion: version,
      replies: replies)
    return route
  }
}
