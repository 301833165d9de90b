import CZlib
import HTTPTypes
import Hummingbird
import NIOCore

/// Answers as gzip (RFC 1952) for those who take it: on a slow line most of a page is waiting for it.
enum Gzip {
  /// Smaller answers do not get smaller; larger ones are not held in memory twice.
  private static let lengths = 1_000...5_000_000
  private static let types = ["text/", "image/svg+xml"]

  /// The answer, compressed where that helps. What programs read has a tag for its very bytes, and stays as it is.
  static func compressed(_ response: Response, for request: Request) async throws -> Response {
    let type = response.headers[.contentType] ?? ""
    guard request.method == .get, response.headers[.eTag] == nil, types.contains(where: type.hasPrefix),
      let length = response.body.contentLength, lengths.contains(length)
    else { return response }
    var response = response
    response.headers[.vary] = [response.headers[.vary], "Accept-Encoding"].compactMap(\.self).joined(separator: ", ")
    guard isTaken(request.headers[.acceptEncoding] ?? "") else { return response }
    let writer = Collector()
    try await response.body.write(writer)
    guard let bytes = deflated(Array(writer.body.bytes.readableBytesView)) else {
      response.body = ResponseBody(byteBuffer: writer.body.bytes)
      return response
    }
    response.body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    response.headers[.contentEncoding] = "gzip"
    return response
  }

  /// Whether `Accept-Encoding` names gzip and does not refuse it (RFC 9110, 12.5.3).
  static func isTaken(_ header: String) -> Bool {
    header.split(separator: ",").contains { item in
      let parts = item.split(separator: ";").map { $0.filter { !$0.isWhitespace }.lowercased() }
      let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
      return parts.first == "gzip" && weight > 0
    }
  }

  /// - Returns: Nil where zlib has no memory left.
  static func deflated(_ bytes: [UInt8]) -> [UInt8]? {
    var stream = z_stream()
    // Sixteen more than the largest window: gzip and not zlib's own format.
    let isReady = deflateInit2_(
      &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard isReady == Z_OK else { return nil }
    defer { deflateEnd(&stream) }
    var source = bytes
    var result = [UInt8](repeating: 0, count: Int(deflateBound(&stream, uLong(bytes.count))))
    let outcome = source.withUnsafeMutableBufferPointer { input in
      result.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = uInt(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = uInt(output.count)
        return deflate(&stream, Z_FINISH)
      }
    }
    guard outcome == Z_STREAM_END else { return nil }
    result.removeLast(result.count - Int(stream.total_out))
    return result
  }

  /// Takes a body in instead of sending it.
  private struct Collector: ResponseBodyWriter {
    final class Body {
      var bytes = ByteBuffer()
    }

    let body = Body()

    func write(_ buffer: ByteBuffer) async throws { body.bytes.writeImmutableBuffer(buffer) }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
  }
}
