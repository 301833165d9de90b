import API
import Domain
import HTTPTypes
import Hummingbird
import Logging
import Serving

/// What every request passes on its way in and every answer on its way out: limits, headers, one line of log.
struct Door<Inside: HTTPResponder<WebContext>>: HTTPResponder {
  let inside: Inside
  let servedNames: Set<String>
  let timeout: Duration
  let bodyTimeout: Duration
  let texts: ProblemTexts
  /// How many proxies of one's own a request passes.
  let proxies: Int
  /// By the address of the client.
  let limit: RequestLimit

  /// The longest address that is read, in bytes.
  private static var maximumAddressLength: Int { 8_192 }

  func respond(to request: Request, context: WebContext) async throws -> Response {
    let address = ClientAddress.of(request, peer: context.peer, proxies: proxies)
    return try await ProblemTexts.$current.withValue(texts) {
      try await Caller.$address.withValue(address) {
        try await Deadline.$body.withValue(bodyTimeout) { try await answer(request, context) }
      }
    }
  }

  private func answer(_ request: Request, _ context: WebContext) async throws -> Response {
    let start = ContinuousClock.now
    var response: Response
    do {
      try check(request)
      if !HealthRoutes.serves(request.uri.path) { try limit.take(for: Caller.address) }
      response = try await withDeadline(timeout, or: Deadline.passed) {
        try await inside.respond(to: request, context: context)
      }
      response = try await Gzip.compressed(response, for: request)
    } catch let problem as Problem {
      response = ProblemDetails.response(for: Failure(problem), in: Language(ofProgram: request))
    }
    harden(&response)
    response.headers[.requestID] = context.requestID
    context.logger.info(
      "request",
      metadata: [
        "method": "\(request.method.rawValue)", "path": "\(request.uri.path.prefix(500))",
        "status": "\(response.status.code)", "bytes": "\(response.body.contentLength ?? 0)",
        "duration_ms": "\((ContinuousClock.now - start) / .milliseconds(1))",
      ])
    return response
  }

  private func check(_ request: Request) throws(Problem) {
    guard (request.head.path?.utf8.count ?? 0) <= Door.maximumAddressLength else {
      throw Problem("uri_too_long", "The address is longer than this service reads.")
    }
    // The first Host is the request's authority, and no header any more: one that is left is a second.
    guard request.headers[.host] == nil else {
      throw Problem("header_malformed", "A request names one host.", at: Place(field: "Host"))
    }
    let authority = (request.head.authority ?? "").lowercased()
    guard servedNames.contains(Self.host(of: authority)) else { throw Self.hostRefused }
  }

  /// The authority without its port.
  private static func host(of authority: String) -> String {
    guard let colon = authority.utf8.lastIndex(of: UInt8(ascii: ":")),
      authority.utf8[colon...].dropFirst().allSatisfy({ (48...57).contains($0) })
    else { return authority }
    return String(authority[..<colon])
  }

  private static var hostRefused: Problem {
    Problem(
      "host_refused", "The service does not answer under this name; the setting serve.public_name gives it one.")
  }

  private func harden(_ response: inout Response) {
    response.headers[.contentSecurityPolicy] =
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    response.headers[.xContentTypeOptions] = "nosniff"
    response.headers[.referrerPolicy] = "no-referrer"
    response.headers[.crossOriginResourcePolicy] = "same-origin"
    // Everything here is private unless its maker said otherwise.
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
  }
}

extension HTTPField.Name {
  static let host = HTTPField.Name(trusted: "Host")
  static let referrerPolicy = HTTPField.Name(trusted: "Referrer-Policy")
}
