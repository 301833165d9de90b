import Foundation
import HTTPTypes
import Serving

/// The document of the API as the service serves it, and what of it a request or an answer breaks.
final class APIDocument: @unchecked Sendable {
  let root: [String: Any]
  private let operations: [(method: String, segments: [Substring], operation: [String: Any])]

  init(_ text: String) throws {
    let json = try JSONSerialization.jsonObject(with: Data(text.utf8))
    root = json as? [String: Any] ?? [:]
    operations = (root["paths"] as? [String: [String: Any]] ?? [:]).flatMap { path, methods in
      methods.map { method, operation in
        (method.uppercased(), path.split(separator: "/"), operation as? [String: Any] ?? [:])
      }
    }
  }

  /// Every method and address, as routes write them: `GET /api/v1/actors/:actor`.
  var addresses: Set<String> {
    Set(
      operations.map { method, segments, _ in
        "\(method) " + segments.map { $0.hasPrefix("{") ? "/:\($0.dropFirst().dropLast())" : "/\($0)" }.joined()
      })
  }

  /// The operation at an address; nil where the document has none. Of several, the one with the fewest parameters.
  func operation(_ method: HTTPRequest.Method, _ address: String) -> [String: Any]? {
    let wanted = method == .head ? "GET" : method.rawValue
    let segments = address.prefix { $0 != "?" }.split(separator: "/")
    return operations.filter { method, pattern, _ in
      method == wanted && pattern.count == segments.count
        && zip(pattern, segments).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }.min { left, right in parameters(left.segments) < parameters(right.segments) }?.operation
  }

  private func parameters(_ segments: [Substring]) -> Int { segments.count { $0.hasPrefix("{") } }

  func requestSchema(of operation: [String: Any]) -> [String: Any]? {
    let body = operation["requestBody"] as? [String: Any]
    return ((body?["content"] as? [String: Any])?["application/json"] as? [String: Any])?["schema"] as? [String: Any]
  }

  /// What is wrong with an answer: an undocumented status or media type, or a body of another shape.
  func complaints(of answer: Answer, to operation: [String: Any]) -> [String] {
    let responses = operation["responses"] as? [String: Any] ?? [:]
    let found = responses["\(answer.status)"] ?? (answer.status >= 400 ? responses["default"] : nil)
    guard let found, let response = resolved(found) else { return ["status \(answer.status) is not documented"] }
    let missing = (response["headers"] as? [String: Any] ?? [:]).keys.filter { name in
      HTTPField.Name(name).flatMap { answer.headers[$0] } == nil
    }
    if !missing.isEmpty { return ["misses the headers \(missing)"] }
    guard let content = response["content"] as? [String: Any] else {
      return answer.text.isEmpty ? [] : ["has a body that is not documented"]
    }
    let mediaType = (answer.headers[.contentType] ?? "").prefix { $0 != ";" }
    guard let media = content[String(mediaType)] as? [String: Any], let schema = media["schema"] as? [String: Any]
    else {
      return ["media type \(mediaType) is not documented"]
    }
    guard mediaType.hasSuffix("json") else { return [] }
    guard let json = try? JSONSerialization.jsonObject(with: Data(answer.text.utf8), options: .fragmentsAllowed) else {
      return ["is no JSON"]
    }
    return SchemaCheck(document: self).complaints(json, schema, at: "")
  }

  /// What a `$ref` refers to, or the object itself.
  func resolved(_ json: Any) -> [String: Any]? {
    guard let object = json as? [String: Any] else { return nil }
    guard let reference = object["$ref"] as? String else { return object }
    var place: Any? = root
    for name in reference.split(separator: "/").dropFirst() { place = (place as? [String: Any])?[String(name)] }
    return place as? [String: Any]
  }
}
