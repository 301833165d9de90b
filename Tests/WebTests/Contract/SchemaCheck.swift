import Foundation

/// Checks values against the words of JSON Schema that the document uses; another word is a complaint itself.
struct SchemaCheck {
  let document: APIDocument

  private static let words: Set<String> = [
    "type", "format", "enum", "const", "anyOf", "$ref", "items", "maxItems", "properties", "required",
    "additionalProperties", "minimum", "maximum", "maxLength", "pattern",
  ]

  func complaints(_ value: Any, _ schema: [String: Any], at place: String) -> [String] {
    if schema["$ref"] != nil {
      guard let target = document.resolved(schema) else { return ["\(place): \(schema) leads nowhere"] }
      return complaints(value, target, at: place)
    }
    if let choices = schema["anyOf"] as? [[String: Any]] {
      let found = choices.map { complaints(value, $0, at: place) }
      return found.contains { $0.isEmpty } ? [] : found.min { $0.count < $1.count } ?? []
    }
    let strange = Set(schema.keys).subtracting(SchemaCheck.words)
    guard strange.isEmpty else { return ["\(place): no check knows \(strange)"] }
    var types = (schema["type"] as? [String]) ?? []
    if let type = schema["type"] as? String { types = [type] }
    guard types.isEmpty || types.contains(where: { isOf($0, value) }) else { return ["\(place): is no \(types)"] }
    if let word = schema["const"] as? String, value as? String != word { return ["\(place): is not “\(word)”"] }
    if let words = schema["enum"] as? [String], !words.contains(value as? String ?? "") {
      return ["\(place): “\(value)” is none of \(words)"]
    }
    return text(value, schema, place) + number(value, schema, place) + list(value, schema, place)
      + object(value, schema, place)
  }

  private func isOf(_ type: String, _ value: Any) -> Bool {
    let number = value as? NSNumber
    let isFlag = number.map { isFlagOfJSON($0) } ?? false
    switch type {
    case "null": return value is NSNull
    case "boolean": return isFlag
    case "string": return value is String
    case "number": return number != nil && !isFlag
    case "integer": return number.map { !isFlag && $0.doubleValue == $0.doubleValue.rounded() } ?? false
    case "array": return value is [Any]
    case "object": return value is [String: Any]
    default: return false
    }
  }

  /// Whether a number of Foundation is a flag of JSON.
  private func isFlagOfJSON(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }

  private func text(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
    guard let text = value as? String else { return [] }
    if let limit = schema["maxLength"] as? Int, text.unicodeScalars.count > limit { return ["\(place): is too long"] }
    guard let pattern = schema["pattern"] as? String else { return [] }
    return text.range(of: pattern, options: .regularExpression) == nil ? ["\(place): “\(text)” is not \(pattern)"] : []
  }

  private func number(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
    guard let number = (value as? NSNumber)?.doubleValue else { return [] }
    if let least = schema["minimum"] as? NSNumber, number < least.doubleValue { return ["\(place): is too small"] }
    if let most = schema["maximum"] as? NSNumber, number > most.doubleValue { return ["\(place): is too large"] }
    return []
  }

  private func list(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
    guard let items = value as? [Any] else { return [] }
    if let limit = schema["maxItems"] as? Int, items.count > limit { return ["\(place): has too many items"] }
    guard let shape = schema["items"] as? [String: Any] else { return [] }
    return items.enumerated().flatMap { complaints($0.element, shape, at: "\(place)[\($0.offset)]") }
  }

  private func object(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
    guard let members = value as? [String: Any], let shapes = schema["properties"] as? [String: [String: Any]] else {
      return []
    }
    var found = (schema["required"] as? [String] ?? []).filter { members[$0] == nil }.map {
      "\(place).\($0): is missing"
    }
    for (name, member) in members {
      if let shape = shapes[name] {
        found += complaints(member, shape, at: "\(place).\(name)")
      } else if schema["additionalProperties"] as? Bool == false {
        found.append("\(place).\(name): is not documented")
      }
    }
    return found
  }
}
