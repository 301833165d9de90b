import HTTPTypes
import Hummingbird
import Serving

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
