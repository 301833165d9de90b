import Actions
import Crypto
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Serving

/// Whatever a POST makes is made once under the key that its sender gave it, however often the request comes: where
/// answers get lost a client repeats, and nothing is there twice.
///
/// Routes that book money or take reports in read the key themselves: there it is a name of the fact.
struct Once: Sendable {
  let tadamun: Tadamun

  func guarding(_ route: Route) -> Route {
    guard route.mayHaveKey else { return route }
    let isSecret = route.contract?.isSecret ?? false
    var guarded = Route(method: route.method, path: route.path) { request, context in
      guard request.headers[.idempotencyKey] != nil else { return try await route.answer(request, context) }
      let key = try request.idempotencyKey()
      var request = request
      let claim = RequestClaim(
        key, of: Caller.source, person: Caller.principal?.person, sha256: try await Once.hash(&request))
      let outcome = try await tadamun.once(claim) { [request] in
        let response = try await route.answer(request, context)
        return try await Once.split(response, isSecret: isSecret)
      }
      switch outcome {
      case .fresh(let response): return response
      case .known(let answer): return Response(answer)
      }
    }
    guarded.contract = route.contract
    return guarded
  }

  /// Of the method, the address and the body, which is read for it and can be read again.
  private static func hash(_ request: inout Request) async throws -> [UInt8] {
    let buffer = try await request.collected(upTo: Request.maximumBodySize)
    request.body = RequestBody(buffer: buffer)
    var hash = SHA256()
    hash.update(data: Data("\(request.method.rawValue) \(request.uri)\n".utf8))
    hash.update(data: buffer.readableBytesView)
    return Array(hash.finalize())
  }

  private static func split(_ response: Response, isSecret: Bool) async throws -> (value: Response, kept: KeptAnswer?) {
    guard (200...299).contains(response.status.code), !isSecret else { return (response, nil) }
    let buffer = try await response.body.collected()
    let text = String(buffer: buffer)
    let value = Response(
      status: response.status, headers: response.headers, body: ResponseBody(byteBuffer: buffer))
    guard text.unicodeScalars.count <= KeptAnswer.maximumLength else { return (value, nil) }
    let kept = KeptAnswer(
      status: response.status.code, location: response.headers[.location], tag: response.headers[.eTag],
      body: text.isEmpty ? nil : text)
    return (value, kept)
  }
}

extension Response {
  fileprivate init(_ answer: KeptAnswer) {
    self.init(status: HTTPResponse.Status(code: answer.status))
    if let body = answer.body {
      self.body = ResponseBody(byteBuffer: ByteBuffer(string: body))
      headers[.contentType] = "application/json"
    }
    headers[.location] = answer.location
    headers[.eTag] = answer.tag
  }
}
