import Domain
import Foundation

extension Curl {
  /// A request to another service, over HTTP or HTTPS.
  struct Request {
    let url: String
    /// Header fields, each with its name.
    var headers: [String] = []
    /// The fields of a form that is sent by POST; nil for a GET.
    var form: String?

    init(_ url: String) { self.url = url }
  }

  /// What a service answered.
  struct Answer {
    /// The status of HTTP.
    let status: Int
    let body: String
  }

  /// What came instead of an answer, in words.
  struct NoAnswer: Error { let why: String }

  /// Sends a request and reads the answer; a redirect is an answer, and is not followed.
  ///
  /// - Parameters:
  ///   - limit: The longest answer that is read, in bytes.
  ///   - seconds: The longest time that all of it may take.
  /// - Throws: ``NoAnswer``.
  static func answer(to request: Request, limit: Int, seconds: Int) async throws(NoAnswer) -> Answer {
    var lines = [
      ("url", request.url), ("max-time", "\(seconds)"), ("proto", "=http,https"), ("write-out", "\n%{http_code}"),
    ].map(option)
    lines += request.headers.map { option("header", $0) }
    if let form = request.form { lines.append(option("data-raw", form)) }
    let status = 4
    let outcome = try await run(lines, limit: limit + status) { NoAnswer(why: $0) }
    guard outcome.output.count <= limit + status else {
      throw NoAnswer(why: "its answer is longer than \(limit) bytes")
    }
    guard outcome.status == 0 else { throw NoAnswer(why: outcome.said) }
    // The line with the status is the last.
    let text = String(decoding: outcome.output, as: UTF8.self)
    guard let end = text.lastIndex(of: "\n"), let code = Int(text[text.index(after: end)...]) else {
      throw NoAnswer(why: "curl did not say how it ended")
    }
    return Answer(status: code, body: String(text[..<end]))
  }
}
