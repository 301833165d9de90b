import Actions
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Interchange
import Logging
import NIOCore
import Pages
import Postgres
import Serving
import TestSupport
import Testing
import Web

/// The service over a fresh database, called without a network.
struct Service: Sendable {
  let client: any TestClientProtocol
  /// As the command line has it.
  let tadamun: Tadamun
  /// What the service itself works on.
  let pool: Pool
  /// What every answer of every test is held against; nil while it is read.
  private var promised: APIDocument?

  /// - Parameter connections: The most that the service itself opens.
  static func run(
    _ setup: TestingSetup = .router, connections: Int = 10, _ body: @escaping @Sendable (Service) async throws -> Void
  ) async throws {
    try await run(setup, WebConfiguration(port: 0), connections: connections, body)
  }

  /// As ``run(_:_:)``, with the map and the texts that the program ships beside what `configuration` says.
  static func run(
    _ setup: TestingSetup = .router, _ configuration: WebConfiguration, connections: Int = 10,
    _ body: @escaping @Sendable (Service) async throws -> Void
  ) async throws {
    var configuration = configuration
    // The other tests keep the machine busy.
    configuration.requestTimeout = .seconds(300)
    configuration.map = try Service.map()
    configuration.evidenceFolder = evidenceFolder
    let texts = ProblemTextTests.root.appendingPathComponent("config/texts")
    try PageTexts.read(folder: texts)
    configuration.texts = try ProblemTexts(folder: texts)
    let filled = configuration
    try await TestDatabase.withServedDatabase(connections: connections) { operating, pool in
      let served = try application(Tadamun(pool, logger: silent), configuration: filled, logger: silent)
      try await served.test(setup) { client in
        var service = Service(
          client: client, tadamun: Tadamun(operating, logger: silent), pool: pool, promised: nil)
        service.promised = try await service.document()
        try await body(service)
      }
    }
  }

  /// The outlines that the program ships.
  private static func map() throws -> TerritoryMap {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../config/territory/ma-provinces.geojson")
    return try TerritoryMap(geojson: Data(contentsOf: file), name: "ma-provinces.geojson")
  }

  static let evidenceFolder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "evidence-\(UUID().uuidString)"
  ).path

  /// It keeps metadata, where the number of a request is, as a handler that drops everything would not.
  static let silent = Logger(label: "tests") { label in
    var handler = StreamLogHandler.standardError(label: label)
    handler.logLevel = .critical
    return handler
  }

  func get(_ address: String, headers: HTTPFields = [:]) async throws -> Answer {
    let answer = Answer(try await client.execute(uri: address, method: .get, headers: headers) { $0 })
    hold(answer, to: .get, address)
    return answer
  }

  /// The body of an answer that is no text.
  func bytes(_ address: String) async throws -> [UInt8] {
    try await client.execute(uri: address, method: .get) { Array($0.body.readableBytesView) }
  }

  /// Records an issue where the document of the API does not promise such an answer, or no such body of a request that
  /// was granted.
  private func hold(_ answer: Answer, to method: HTTPRequest.Method, _ address: String, body: String? = nil) {
    // What is no HTTP is answered before there is a request, without a body; no route promises that.
    if answer.status == 400, answer.text.isEmpty { return }
    guard let promised, let operation = promised.operation(method, address) else { return }
    var complaints = promised.complaints(of: answer, to: operation)
    if answer.status < 300, let body, let schema = promised.requestSchema(of: operation),
      let json = try? JSONSerialization.jsonObject(with: Data(body.utf8))
    {
      complaints += SchemaCheck(document: promised).complaints(json, schema, at: "body")
    }
    for complaint in complaints { Issue.record("\(method) \(address) \(answer.status): \(complaint)") }
  }

  /// - Parameter headers: `Content-Type` is JSON where they say nothing else.
  func send(
    _ method: HTTPRequest.Method, _ address: String, _ body: String, headers: HTTPFields = [:]
  ) async throws -> Answer {
    var headers = headers
    if headers[.contentType] == nil { headers[.contentType] = "application/json" }
    let answer = Answer(
      try await client.execute(uri: address, method: method, headers: headers, body: ByteBuffer(string: body)) { $0 })
    hold(answer, to: method, address, body: body)
    return answer
  }

  /// Sends bytes that may be no text.
  func send(
    _ method: HTTPRequest.Method, _ address: String, bytes: [UInt8], _ headers: HTTPFields
  ) async throws -> Answer {
    let answer = Answer(
      try await client.execute(uri: address, method: method, headers: headers, body: ByteBuffer(bytes: bytes)) { $0 })
    hold(answer, to: method, address)
    return answer
  }

  func post(_ address: String, _ body: String, key: String? = nil) async throws -> Answer {
    try await send(.post, address, body, headers: key.map { [.idempotencyKeyField: $0] } ?? [:])
  }
}

/// An answer, taken apart by another reader of JSON than the service's own.
struct Answer {
  let status: Int
  let headers: HTTPFields
  let text: String
  /// The body as it came, of files that are no text.
  let bytes: [UInt8]

  init(_ response: TestResponse) {
    status = response.status.code
    headers = response.headers
    text = String(buffer: response.body)
    bytes = Array(buffer: response.body)
  }

  var json: [String: Any] {
    (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any] ?? [:]
  }

  var code: String? { json["code"] as? String }
  var items: [[String: Any]] { json["items"] as? [[String: Any]] ?? [] }
  var errors: [[String: Any]] { json["errors"] as? [[String: Any]] ?? [] }

  /// Status and code of a refusal, such as `404 actor_unknown`.
  var refusal: String { "\(status) \(code ?? "-")" }
}

extension HTTPField.Name {
  static var idempotencyKeyField: HTTPField.Name { HTTPField.Name("Idempotency-Key") ?? .ifMatch }
}
