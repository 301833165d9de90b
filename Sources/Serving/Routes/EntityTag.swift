import Crypto
import HTTPTypes
import Hummingbird
import NIOCore

/// Answers that a client has already are not sent again (RFC 9110, 13.1.2).
package enum EntityTag {
  /// Gives an answer of the API that was read the tag of its bytes, where it has none of its own, and leaves the bytes
  /// away where the request says that it has them.
  package static func checked(_ response: Response, for request: Request) async throws -> Response {
    guard request.method == .get, response.status == .ok else { return response }
    var response = response
    if response.headers[.eTag] == nil {
      let buffer = try await response.body.collected()
      response.headers[.eTag] = tag(of: buffer)
      response = Response(status: .ok, headers: response.headers, body: ResponseBody(byteBuffer: buffer))
    }
    guard let tag = response.headers[.eTag], isKnown(tag, to: request) else { return response }
    var headers: HTTPFields = [.eTag: tag]
    // What a cache does with the answer that it has is said anew (RFC 9110, 15.4.5).
    for name in [HTTPField.Name.cacheControl, .vary] { headers[name] = response.headers[name] }
    return Response(status: .notModified, headers: headers)
  }

  package static func tag(of buffer: ByteBuffer) -> String {
    let digest = SHA256.hash(data: buffer.readableBytesView).prefix(12)
    return "\"" + digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "\""
  }

  private static func isKnown(_ tag: String, to request: Request) -> Bool {
    request.headers[values: .ifNoneMatch].flatMap { $0.split(separator: ",") }.prefix(100).contains { item in
      let item = item.filter { !$0.isWhitespace }
      return item == "*" || item == tag || item == "W/\(tag)"
    }
  }
}

extension ResponseBody {
  /// The whole of a body.
  package func collected() async throws -> ByteBuffer {
    let collector = BodyCollector()
    try await write(collector)
    return collector.buffer
  }
}

/// Takes a body that was made already.
private final class BodyCollector: ResponseBodyWriter {
  private(set) var buffer = ByteBuffer()

  func write(_ part: ByteBuffer) async throws { buffer.writeImmutableBuffer(part) }
  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
