import Domain
import HTTPTypes
import Hummingbird

/// The answer to a request that failed, in the form of RFC 9457.
///
///     {"type": "urn:tadamun:problem:fund_unknown", "title": …, "status": 404, "detail": …, "code": "fund_unknown",
///      "errors": [{"code": …, "detail": …, "field": "cells[3].value", "line": 4, "column": 12}]}
enum ProblemDetails {
  static let mediaType = "application/problem+json"
  /// The most problems one answer lists.
  static let maximumErrors = 100

  static func response(for failure: Failure, in language: Language = .en) -> Response {
    var response = Response(json: body(of: failure, in: language), status: failure.status)
    response.headers[.contentType] = mediaType
    return response
  }

  private static func body(of failure: Failure, in language: Language) -> JSON {
    let codes = Set(failure.problems.map(\.code))
    let code = codes.count == 1 ? failure.problems[0].code : "several_problems"
    let detail =
      failure.problems.count == 1
      ? failure.problems[0].message : "\(failure.problems.count) things are wrong; see errors."
    return [
      "type": .text("urn:tadamun:problem:\(code)"), "title": .text(ProblemText.title(of: code, in: language)),
      "status": .integer(failure.status.code), "detail": .text(detail), "code": .text(code.rawValue),
      "errors": .list(failure.problems.prefix(maximumErrors).map(error)),
    ]
  }

  static func error(_ problem: Problem) -> JSON {
    var members: [(String, JSON)] = [("code", .text(problem.code.rawValue)), ("detail", .text(problem.message))]
    if let field = problem.place?.field { members.append(("field", .text(field))) }
    if let line = problem.place?.line { members.append(("line", .integer(line))) }
    if let column = problem.place?.column { members.append(("column", .integer(column))) }
    return .object(members.map { (name: $0.0, value: $0.1) })
  }
}

extension Response {
  /// An answer in JSON.
  init(json: JSON, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) {
    self.init(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: json.rendered)))
    self.headers[.contentType] = "application/json"
  }
}
