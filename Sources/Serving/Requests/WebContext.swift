import Domain
import Hummingbird
import Logging

/// What goes with a request on its way.
package struct WebContext: RequestContext {
  package var coreContext: CoreRequestContextStorage
  /// The other end of the connection: the client, or the last proxy before the service.
  package let peer: String

  package init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    peer = source.channel.remoteAddress?.ipAddress ?? "local"
  }

  /// The number that the lines of log of this request carry; nil where the log keeps none.
  package var requestID: String? { logger[metadataKey: "hb.request.id"]?.description }

  /// A code in the address.
  /// - Throws: `path_malformed`.
  package func code(_ name: String) throws(Problem) -> Code {
    guard let text = parameters.get(name).flatMap({ PercentEncoding.decode($0) }) else {
      throw Problem("path_malformed", "The address is not percent-encoded UTF-8.", at: Place(field: name))
    }
    do { return try Code(text) } catch {
      throw Problem("path_malformed", error.message, at: Place(field: name))
    }
  }

  /// A number that the service gave something.
  /// - Throws: `path_malformed`.
  package func key(_ name: String) throws(Problem) -> Int64 {
    let text = parameters.get(name) ?? ""
    guard text.utf8.allSatisfy({ (48...57).contains($0) }), let key = Int64(text), key > 0 else {
      throw Problem("path_malformed", "A number above zero is expected in the address.", at: Place(field: name))
    }
    return key
  }
}
