import Domain
import HTTPTypes
import Hummingbird
import Logging

/// What every request passes on its way in and every answer on its way out: limits, headers, one line of log.
struct Door<Inside: HTTPResponder<WebContext>>: HTTPResponder {
  let inside: Inside
  let servedNames: Set<String>
  let timeout: Duration

  /// The longest address that is read, in bytes.
  private static var maximumAddressLength: Int { 8_192 }

  func respond(to request: Request, context: WebContext) async throws -> Response {
    let start = ContinuousClock.now
    var response: Response
    do {
      try check(request)
      response = try await withDeadline(timeout, or: Deadline.passed) {
        try await inside.respond(to: request, context: context)
      }
    } catch let problem as Problem {
      response = ProblemDetails.response(for: Failure(problem))
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
    let authority = (request.head.authority ?? "").lowercased()
    let host = authority.replacing(/:[0-9]*$/, with: "")
    guard servedNames.contains(String(host)) else {
      throw Problem("host_refused", "The service answers on this machine only, as localhost or 127.0.0.1.")
    }
  }

  private func harden(_ response: inout Response) {
    response.headers[.contentSecurityPolicy] =
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    response.headers[.xContentTypeOptions] = "nosniff"
    response.headers[.referrerPolicy] = "no-referrer"
    response.headers[.crossOriginResourcePolicy] = "same-origin"
    // Everything here is private unless its maker said otherwise.
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
  }
}

extension HTTPField.Name {
  static let referrerPolicy = HTTPField.Name(trusted: "Referrer-Policy")
}
