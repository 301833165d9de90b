import Actions
import Domain
import HTTPTypes
import Hummingbird
import Serving

/// Something that may be done by a person who says so: its name in the address and on the command line, what its body
/// holds, and how it is done.
struct SignedNoun: Sendable {
  typealias Act = @Sendable (_ body: SignedBody, _ tadamun: Tadamun, _ source: Source) async throws -> JSON

  let name: String
  private let summary: String
  /// The members of the body beside `by`, who asks. The body is read by them, and the document of the API says them.
  private let fields: [Field]
  private let answer: Schema
  private let act: Act

  init(_ name: String, _ summary: String, _ fields: [Field], gives answer: Schema, _ act: @escaping Act) {
    self.name = name
    self.summary = summary
    self.fields = fields
    self.answer = answer
    self.act = act
  }

  func perform(_ json: JSONValue, _ tadamun: Tadamun, _ source: Source) async throws -> JSON {
    try await act(SignedBody(json, fields), tadamun, source)
  }

  /// The route by which it is done: `POST` to `base/name`.
  func route(below base: String, on tadamun: Tadamun, status: HTTPResponse.Status = .created) -> Route {
    Route.post("\(base)/\(name)") { request, _ in
      let json = try await request.json()
      return Response(json: try await perform(json, tadamun, Caller.source), status: status)
    }.promises(summary, body: .body(fields + ["by"]), status == .ok ? .ok(answer) : .created(answer))
  }

  /// Does what `bytes` say.
  /// - Returns: The answer as JSON.
  /// - Throws: `noun_unknown`; every mistake with its line, column and field; what the action refuses.
  static func perform(
    _ name: String, of nouns: [SignedNoun], _ bytes: [UInt8], on tadamun: Tadamun, by source: Source
  ) async throws -> String {
    guard let noun = nouns.first(where: { $0.name == name }) else {
      throw Problem("noun_unknown", "“\(name)” is not one of: \(nouns.map(\.name).joined(separator: ", ")).")
    }
    return try await noun.perform(JSONReader.read(bytes), tadamun, source).rendered
  }
}
