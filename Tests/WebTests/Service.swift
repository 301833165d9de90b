import Actions
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Interchange
import Logging
import NIOCore
import Postgres
import TestSupport
import Web

/// The service over a fresh database, called without a network.
struct Service: Sendable {
  let client: any TestClientProtocol
  let tadamun: Tadamun

  static func run(
    _ setup: TestingSetup = .router, _ body: @escaping @Sendable (Service) async throws -> Void
  ) async throws {
    try await TestDatabase.withDatabase(as: .app) { pool in
      let tadamun = Tadamun(pool, logger: silent)
      let served = try application(
        tadamun,
        configuration: WebConfiguration(port: 0, map: try Service.map(), evidenceFolder: evidenceFolder),
        logger: silent)
      try await served.test(setup) { client in try await body(Service(client: client, tadamun: tadamun)) }
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
    Answer(try await client.execute(uri: address, method: .get, headers: headers) { $0 })
  }

  /// - Parameter headers: `Content-Type` is JSON where they say nothing else.
  func send(
    _ method: HTTPRequest.Method, _ address: String, _ body: String, headers: HTTPFields = [:]
  ) async throws -> Answer {
    var headers = headers
    if headers[.contentType] == nil { headers[.contentType] = "application/json" }
    return Answer(
      try await client.execute(uri: address, method: method, headers: headers, body: ByteBuffer(string: body)) { $0 })
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

  init(_ response: TestResponse) {
    status = response.status.code
    headers = response.headers
    text = String(buffer: response.body)
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
