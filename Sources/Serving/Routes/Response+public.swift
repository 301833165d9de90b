import HTTPTypes
import Hummingbird

extension Response {
  /// How long a cache may answer by itself, in seconds.
  private static let freshness = 300

  /// What is the same for everybody: caches on the way may keep it.
  package var forEverybody: Response {
    var response = self
    response.headers[.cacheControl] = "public, max-age=\(Response.freshness)"
    return response
  }
}
