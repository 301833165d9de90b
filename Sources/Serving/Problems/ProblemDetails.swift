import Domain
import HTTPTypes
import Hummingbird

/// The answer to a request that failed, in the form of RFC 9457.
///
///     {"type": "urn:tadamun:problem:fund_unknown", "title": …, "status": 404, "detail": …, "code": "fund_unknown",
///      "errors": [{"code": …, "detail": …, "field": "cells[3].value", "line": 4, "column": 12}]}
///
/// Titles and details are in the language asked for. Sentences with what is particular to an occurrence are in English:
/// they are the details in English, and stand beside them as `specifics` in Arabic and French.
package enum ProblemDetails {
  package static let mediaType = "application/problem+json"
  /// The most problems one answer lists.
  package static let maximumErrors = 100

  package static func response(for failure: Failure, in language: Language) -> Response {
    var response = Response(json: body(of: failure, in: language), status: failure.status)
    response.headers[.contentType] = mediaType
    response.headers[.contentLanguage] = language.rawValue
    response.headers[.vary] = "Accept-Language"
    if let seconds = failure.retryAfter { response.headers[.retryAfter] = "\(seconds)" }
    return response
  }

  private static func body(of failure: Failure, in language: Language) -> JSON {
    let codes = Set(failure.problems.map(\.code))
    let code = codes.count == 1 ? failure.problems[0].code : "several_problems"
    let title = ProblemTexts.current.sentence(of: code, in: language)
    let isSpecific = language == .en && failure.problems.count == 1
    return [
      "type": .text("urn:tadamun:problem:\(code)"), "title": .text(title), "status": .integer(failure.status.code),
      "detail": .text(isSpecific ? failure.problems[0].message : title), "code": .text(code.rawValue),
      "errors": .list(failure.problems.prefix(maximumErrors).map { error($0, in: language) }),
    ]
  }

  package static func error(_ problem: Problem, in language: Language) -> JSON {
    let sentence = ProblemTexts.current.sentence(of: problem.code, in: language)
    var members: [(String, JSON)] = [
      ("code", .text(problem.code.rawValue)), ("detail", .text(language == .en ? problem.message : sentence)),
    ]
    if language != .en { members.append(("specifics", .text(problem.message))) }
    if let field = problem.place?.field { members.append(("field", .text(field))) }
    if let line = problem.place?.line { members.append(("line", .integer(line))) }
    if let column = problem.place?.column { members.append(("column", .integer(column))) }
    return .object(members.map { (name: $0.0, value: $0.1) })
  }
}

extension Response {
  /// An answer in JSON.
  package init(json: JSON, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) {
    self.init(jsonBytes: ByteBuffer(bytes: json.bytes), status: status, headers: headers)
  }

  /// An answer in JSON that was written before.
  package init(jsonBytes bytes: ByteBuffer, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) {
    self.init(status: status, headers: headers, body: ResponseBody(byteBuffer: bytes))
    self.headers[.contentType] = "application/json"
  }
}
