import HTTPTypes
import Hummingbird
import NIOCore

extension OpenAPIDocument {
  /// The route that serves the document of `others` and of itself.
  package static func route(with others: [Route]) -> Route {
    let summary = "This document"
    let contract = Reply.ok(Schema(["type": "object"]))
    let silent = Route.get(path) { _, _ in Response(status: .ok) }.promises(summary, contract)
    let text = OpenAPIDocument(others + [silent]).json.rendered
    return Route.get(path) { request, _ in
      _ = try Query(request, allows: [])
      var response = Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
      response.headers[.contentType] = "application/json"
      return response
    }.promises(summary, contract)
  }

  private static let path = "/api/v1/openapi.json"
}
