import Domain

/// The shape of a JSON value, in the words of JSON Schema 2020-12, which OpenAPI 3.1 takes over.
package struct Schema: Sendable {
  /// What says the shape where it is used: the shape itself, or a reference to a named one.
  package let json: JSON
  /// The named shapes that ``json`` refers to, directly or through others.
  package let components: [String: JSON]

  package init(_ json: JSON, components: [String: JSON] = [:]) {
    self.json = json
    self.components = components
  }
}

extension Schema {
  package static let bool = Schema(["type": "boolean"])
  package static let number = Schema(["type": "number"])
  package static let integer = Schema(["type": "integer", "format": "int64"])
  package static let count = Schema.integer(in: 0...1_000_000)
  /// A number that the service gave something.
  package static let key = Schema(["type": "integer", "format": "int64", "minimum": 1])

  package static func integer(in range: ClosedRange<Int64>) -> Schema {
    Schema(["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)])
  }

  package static let text = Schema(["type": "string"])

  /// A text of at most so many characters.
  package static func text(atMost limit: Int) -> Schema { Schema(["type": "string", "maxLength": .integer(limit)]) }

  private static func text(like pattern: String, _ more: (String, JSON)...) -> Schema {
    Schema(
      .object(
        [(name: "type", value: "string")] + more.map { (name: $0.0, value: $0.1) }
          + [(name: "pattern", value: .text(pattern))]))
  }

  package static let code = text(like: "^[A-Za-z0-9][A-Za-z0-9.:_-]*$", ("maxLength", .integer(Code.maximumLength)))
  /// A region, a province or a commune.
  package static let territory = text(like: #"^[0-9]{2}(\.[0-9]{3}(\.[0-9]{2}\.[0-9]{2})?)?$"#)
  /// The number of an entry, and that of its line.
  static let placeOfLine = text(like: #"^[0-9]{1,19}(\.[0-9]{1,9})?$"#)
  package static let currency = text(like: "^[A-Z]{3}$")
  package static let day = text(like: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", ("format", "date"))
  package static let moment = text(
    like: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})$", ("format", "date-time"))
  /// An amount of money: a decimal number as a text, with no more decimals than its currency has.
  package static let decimal = text(like: "^-?[0-9]+([.][0-9]+)?$")
  package static let hex = text(like: "^([0-9a-f]{2})*$")
  package static let email = text(like: "^[^@ ]+@[^@ ]+$", ("format", "email"), ("maxLength", 254))

  package static func constant(_ word: String) -> Schema { Schema(["const": .text(word)]) }
  package static func words(_ words: [String]) -> Schema {
    Schema(["type": "string", "enum": .list(words.map(JSON.text))])
  }

  /// One of the words of an enumeration.
  package static func words<Word: RawRepresentable<String> & CaseIterable>(_: Word.Type) -> Schema {
    words(Word.allCases.map(\.rawValue))
  }

  package static func list(of item: Schema, atMost limit: Int? = nil) -> Schema {
    var members: [(name: String, value: JSON)] = [("type", "array"), ("items", item.json)]
    if let limit { members.append(("maxItems", .integer(limit))) }
    return Schema(.object(members), components: item.components)
  }

  /// The value, or null.
  package static func optional(_ schema: Schema) -> Schema {
    if case .object(let members) = schema.json, !members.contains(where: { ["enum", "const"].contains($0.name) }),
      let type = members.firstIndex(where: { $0.name == "type" }), case .text = members[type].value
    {
      var members = members
      members[type].value = .list([members[type].value, "null"])
      return Schema(.object(members), components: schema.components)
    }
    return Schema(["anyOf": [schema.json, ["type": "null"]]], components: schema.components)
  }

  package static func any(of schemas: [Schema]) -> Schema {
    Schema(
      ["anyOf": .list(schemas.map(\.json))],
      components: schemas.reduce(into: [:]) { $0.merge($1.components) { first, _ in first } })
  }

  /// A shape of its own name, so that the document has it once.
  package func named(_ name: String) -> Schema {
    var components = components
    components[name] = json
    return Schema(["$ref": .text("#/components/schemas/\(name)")], components: components)
  }
}

extension Schema {
  /// What a request holds: exactly these members. One that may be left out may be null as well, which says the same.
  package static func body(_ fields: [Field]) -> Schema {
    object(fields, required: fields.filter { !$0.isOptional })
  }

  /// What an answer holds: all of these members, always; one that is optional may be null.
  package static func answer(_ fields: [Field]) -> Schema { object(fields, required: fields) }

  private static func object(_ fields: [Field], required: [Field]) -> Schema {
    let shapes = fields.map { (field: $0, schema: $0.isOptional ? Schema.optional($0.schema) : $0.schema) }
    var members: [(name: String, value: JSON)] = [
      ("type", "object"), ("properties", .object(shapes.map { (name: $0.field.name, value: $0.schema.json) })),
    ]
    if !required.isEmpty { members.append(("required", .list(required.map { .text($0.name) }))) }
    members.append(("additionalProperties", false))
    return Schema(
      .object(members),
      components: shapes.reduce(into: [:]) { $0.merge($1.schema.components) { first, _ in first } })
  }

  /// A page of a list: its items, and the address of the next page, null on the last one.
  package static func page(of item: Schema) -> Schema { .answer([Field("items", .list(of: item)), "next?"]) }
}

extension JSON: ExpressibleByArrayLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral {
  package init(arrayLiteral items: JSON...) { self = .list(items) }
  package init(booleanLiteral bool: Bool) { self = .bool(bool) }
  package init(integerLiteral number: Int64) { self = .integer(number) }
}
