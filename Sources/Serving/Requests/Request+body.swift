import Domain
import HTTPTypes
import Hummingbird
import NIOCore

extension Request {
  /// The largest body that is read, in bytes.
  package static let maximumBodySize = 1_048_576

  /// The body as strict JSON.
  ///
  /// - Throws: `media_type_unsupported`, `body_too_large`, `request_too_slow`, and what ``JSONReader/read(_:)`` throws.
  package func json() async throws -> JSONValue {
    try checkMediaType()
    if let length = headers[.contentLength].flatMap({ Int($0) }), length > Request.maximumBodySize {
      throw Failure.tooLarge
    }
    let buffer = try await collected(upTo: Request.maximumBodySize)
    return try JSONReader.read(Array(buffer.readableBytesView))
  }

  /// The fields of a page's form.
  ///
  /// - Parameter limit: The most bytes of the body.
  /// - Throws: `media_type_unsupported`, `body_too_large`, `request_too_slow`, `form_malformed`.
  package func form<Fields: Decodable & Sendable>(_: Fields.Type, upTo limit: Int = 65_536) async throws -> Fields {
    guard (headers[.contentType] ?? "").lowercased().hasPrefix("application/x-www-form-urlencoded") else {
      throw Problem("media_type_unsupported", "Send the form as application/x-www-form-urlencoded.")
    }
    let buffer = try await collected(upTo: limit)
    do { return try URLEncodedFormDecoder().decode(Fields.self, from: String(buffer: buffer)) } catch {
      throw Problem("form_malformed", "The form misses a field, or is not percent-encoded UTF-8.")
    }
  }

  /// The fields and files of a page's form, of ``maximumBodySize`` bytes at most.
  ///
  /// - Throws: `body_too_large`, `request_too_slow`, what ``MultipartForm`` throws.
  package func multipartForm() async throws -> MultipartForm {
    let type = headers[.contentType] ?? ""
    return try MultipartForm(try await bytes(upTo: Request.maximumBodySize), type: type)
  }

  /// The body as it is.
  /// - Throws: `body_too_large`, `request_too_slow`; `media_type_unsupported` for a compressed one.
  package func bytes(upTo limit: Int) async throws -> [UInt8] {
    guard headers[.contentEncoding] == nil else {
      throw Problem("media_type_unsupported", "Send the body as it is, without Content-Encoding.")
    }
    if let length = headers[.contentLength].flatMap({ Int($0) }), length > limit { throw Failure.tooLarge }
    return Array(try await collected(upTo: limit).readableBytesView)
  }

  /// The whole body.
  /// - Throws: `request_too_slow`; `body_broken` where it ends early, or its chunks are none; what says that it is too
  ///   large.
  package func collected(upTo limit: Int) async throws -> ByteBuffer {
    let body = self.body
    do {
      return try await withDeadline(Deadline.body, or: Deadline.bodyTooSlow) { try await body.collect(upTo: limit) }
    } catch {
      if error is Problem || error is NIOTooManyBytesError || error is CancellationError { throw error }
      throw Problem("body_broken", "The body ended before its end, or is not in the pieces it says.")
    }
  }

  /// `application/json`, in UTF-8 where a charset is named; compressed bodies are not read.
  private func checkMediaType() throws(Problem) {
    let parts = (headers[.contentType] ?? "").lowercased().split(separator: ";").map { $0.filter { $0 != " " } }
    let parameters = parts.dropFirst()
    guard parts.first == "application/json",
      parameters.allSatisfy({ ["charset=utf-8", "charset=\"utf-8\""].contains($0) })
    else {
      throw Problem("media_type_unsupported", "Send the body as application/json in UTF-8.")
    }
    guard headers[.contentEncoding] == nil else {
      throw Problem("media_type_unsupported", "Send the body as it is, without Content-Encoding.")
    }
  }
}
