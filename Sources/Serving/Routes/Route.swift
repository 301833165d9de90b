import HTTPTypes
import Hummingbird

/// One address, one method, one answer.
package struct Route: Sendable {
  package typealias Answer = @Sendable (Request, WebContext) async throws -> Response

  package let method: HTTPRequest.Method
  /// Such as `/api/v1/actors/:actor`.
  package let path: String
  package let answer: Answer
  /// What the document of the API says of it; nil for pages, which people read.
  package var contract: Contract?

  package init(method: HTTPRequest.Method, path: String, answer: @escaping Answer) {
    self.method = method
    self.path = path
    self.answer = answer
  }

  package static func get(_ path: String, _ answer: @escaping Answer) -> Route {
    Route(method: .get, path: path, answer: answer)
  }

  package static func post(_ path: String, _ answer: @escaping Answer) -> Route {
    Route(method: .post, path: path, answer: answer)
  }

  package static func delete(_ path: String, _ answer: @escaping Answer) -> Route {
    Route(method: .delete, path: path, answer: answer)
  }

  package static func put(_ path: String, _ answer: @escaping Answer) -> Route {
    Route(method: .put, path: path, answer: answer)
  }
}
