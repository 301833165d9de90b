import Foundation
import HTTPTypes
import Testing
import Web

@Suite("The document of the API")
struct OpenAPITests {
  @Test("every route is in it, and nothing else")
  func isWhole() async throws {
    try await Service.run { service in
      let document = try await service.document()
      let routes = addresses(service.tadamun).filter { $0.path.hasPrefix("/api/") || $0.path.hasSuffix("z") }
        .map { "\($0.method.rawValue) \($0.path)" }
      #expect(Set(routes) == document.addresses)
      #expect(routes.count == document.addresses.count && routes.count > 150)
      #expect(document.root["openapi"] as? String == "3.1.0")
    }
  }

  @Test("every reference leads somewhere, every operation has a name of its own and a sentence, and says what it needs")
  func isSound() async throws {
    try await Service.run { service in
      let document = try await service.document()
      var names: Set<String> = []
      for (method, path) in addresses(service.tadamun) where path.hasPrefix("/api/") {
        let operation = try #require(document.operation(method, path))
        let name = try #require(operation["operationId"] as? String)
        #expect(names.insert(name).inserted, "\(name)")
        #expect((operation["summary"] as? String)?.isEmpty == false, "\(name)")
        let parameters = operation["parameters"] as? [[String: Any]] ?? []
        let inPath = parameters.filter { $0["in"] as? String == "path" }.compactMap { $0["name"] as? String }
        #expect(inPath.map { ":\($0)" } == path.split(separator: "/").filter { $0.hasPrefix(":") }.map(String.init))
        let replies = (operation["responses"] as? [String: Any] ?? [:]).keys
        #expect(replies.contains("default") && replies.contains { $0.hasPrefix("2") }, "\(name)")
      }
      #expect(danglingReferences(document.root, document).isEmpty)
    }
  }

  private func danglingReferences(_ json: Any, _ document: APIDocument) -> [String] {
    if let list = json as? [Any] { return list.flatMap { danglingReferences($0, document) } }
    guard let object = json as? [String: Any] else { return [] }
    if let reference = object["$ref"] as? String { return document.resolved(object) == nil ? [reference] : [] }
    return object.values.flatMap { danglingReferences($0, document) }
  }

  @Test("the bodies it describes have just the members that the service reads")
  func bodies() async throws {
    try await Service.run { service in
      let document = try await service.document()
      var seen = 0
      for (method, path) in addresses(service.tadamun) where path.hasPrefix("/api/") {
        let operation = try #require(document.operation(method, path))
        guard let schema = document.requestSchema(of: operation).flatMap({ document.resolved($0) }) else { continue }
        let name = operation["operationId"] as? String ?? path
        guard let (known, required) = try await service.membersRead(method, path) else {
          #expect(
            path.contains(":proposal") || path.contains("/session") || path.contains("/second-factor")
              || path.contains("/tokens") || path.contains("/password-changes"), "\(name) hides what it reads")
          continue
        }
        seen += 1
        #expect(Set((schema["properties"] as? [String: Any] ?? [:]).keys) == known, "\(name)")
        #expect(Set(schema["required"] as? [String] ?? []) == required, "\(name)")
      }
      #expect(seen > 100)
    }
  }
}

extension Service {
  func document() async throws -> APIDocument { try APIDocument(try await get("/api/v1/openapi.json").text) }

  /// Which members a body may and must have, as the service says itself; nil where it refuses before it reads.
  fileprivate func membersRead(
    _ method: HTTPRequest.Method, _ path: String
  ) async throws -> (known: Set<String>, required: Set<String>)? {
    let address = path.split(separator: "/").map { segment in
      switch segment {
      case ":email": "/a@example.org"
      case _ where segment.hasPrefix(":"): "/1"
      default: "/\(segment)"
      }
    }.joined()
    let headers: HTTPFields = [.idempotencyKeyField: "probe", .ifMatch: "\"1\""]
    var answer = try await send(method, address, #"{"no_such_member": 1}"#, headers: headers)
    var signed: Set<String> = []
    if answer.code == "field_missing", answer.errors.count == 1, answer.errors[0]["field"] as? String == "by" {
      // Who asks is read first, and then the rest.
      signed = ["by"]
      answer = try await send(method, address, #"{"no_such_member": 1, "by": "Amina"}"#, headers: headers)
    }
    let errors = answer.errors
    guard let unknown = errors.first(where: { $0["code"] as? String == "field_unknown" })?["detail"] as? String,
      let list = unknown.components(separatedBy: "The fields are: ").last?.dropLast()
    else { return nil }
    let missing = errors.filter { $0["code"] as? String == "field_missing" }.compactMap { $0["field"] as? String }
    return (Set(list.components(separatedBy: ", ")), signed.union(missing))
  }
}
