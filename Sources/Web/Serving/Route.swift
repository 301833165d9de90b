import HTTPTypes
import Hummingbird

/// One address, one method, one answer.
struct Route: Sendable {
  typealias Answer = @Sendable (Request, WebContext) async throws -> Response

  let method: HTTPRequest.Method
  /// Such as `/api/v1/actors/:actor`.
  let path: String
  let answer: Answer
  /// What the document of the API says of it; nil for pages, which people read.
  var contract: Contract?

  static func get(_ path: String, _ answer: @escaping Answer) -> Route {
    Route(method: .get, path: path, answer: answer)
  }

  static func post(_ path: String, _ answer: @escaping Answer) -> Route {
    Route(method: .post, path: path, answer: answer)
  }

  static func delete(_ path: String, _ answer: @escaping Answer) -> Route {
    Route(method: .delete, path: path, answer: answer)
  }

  static func put(_ path: String, _ answer: @escaping Answer) -> Route {
    Route(method: .put, path: path, answer: answer)
  }
}

/// The addresses there are, with their methods: an address that is there with another method is a 405, not a 404.
struct KnownPaths: Sendable {
  private let patterns: [(segments: [Substring], method: HTTPRequest.Method)]

  init(_ routes: [Route]) {
    patterns = routes.flatMap { route in
      let segments = route.path.split(separator: "/")
      return route.method == .get ? [(segments, .get), (segments, .head)] : [(segments, route.method)]
    }
  }

  /// The methods that `path` takes; none where there is nothing.
  func methods(of path: String) -> [HTTPRequest.Method] {
    let segments = path.split(separator: "/")
    return patterns.filter { pattern in
      pattern.segments.count == segments.count
        && zip(pattern.segments, segments).allSatisfy { $0.hasPrefix(":") || $0 == $1 }
    }.map(\.method)
  }
}
