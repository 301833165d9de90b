import Domain

/// An object with exactly the members that its reader knows.
package struct JSONObject {
  private let members: [String: JSONValue]
  package let place: Place

  /// - Throws: `value_type_wrong` where `json` is no object; else ``Problems`` with a `field_unknown` for every member
  ///   that nobody asked for and a `field_missing` for every required one that is not there or null.
  package init(_ json: JSONValue, required: [String], optional: [String] = []) throws {
    guard case .object(let members) = json.content else {
      throw Problem("value_type_wrong", "Expected an object, not \(json.kind).", at: json.place)
    }
    let known = Set(required + optional)
    var problems: [Problem] = []
    var found: [String: JSONValue] = [:]
    for (name, value) in members {
      guard known.contains(name) else {
        let others = (required + optional).isEmpty ? "none" : (required + optional).joined(separator: ", ")
        problems.append(
          Problem(
            "field_unknown", "There is no field “\(name.prefix(60))” here; leave it out. The fields are: \(others).",
            at: value.place))
        continue
      }
      if case .null = value.content { continue }
      found[name] = value
    }
    for name in required where found[name] == nil {
      let path = [json.place.field, name].compactMap(\.self).joined(separator: ".")
      problems.append(
        Problem(
          "field_missing", "The field “\(name)” is needed.",
          at: Place(line: json.place.line, column: json.place.column, field: path)))
    }
    try Problems.throwIfAny(problems)
    self.members = found
    place = json.place
  }

  /// The member, or nil where it is not there or null.
  package subscript(name: String) -> JSONValue? { members[name] }

  /// A member that the initialiser found to be there.
  package func required(_ name: String) throws(Problem) -> JSONValue {
    guard let value = members[name] else {
      throw Problem("field_missing", "The field “\(name)” is needed.", at: place)
    }
    return value
  }

  /// Reads a required text.
  package func read<Value>(_ name: String, _ convert: (String) throws(Problem) -> Value) throws(Problem) -> Value {
    try required(name).read(convert)
  }

  /// Reads a text that may be left out.
  package func readIfPresent<Value>(_ name: String, _ convert: (String) throws(Problem) -> Value) throws(Problem)
    -> Value?
  {
    guard let value = members[name] else { return nil }
    return try value.read(convert)
  }

  /// Runs `body`; a problem that names no place is said to be at this object.
  package func check<Value>(_ body: () throws(Problem) -> Value) throws(Problem) -> Value {
    do { return try body() } catch { throw error.at(place) }
  }
}
