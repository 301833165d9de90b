import Foundation

extension Table {
  /// The table as a Frictionless Table Schema (specs.frictionlessdata.io/table-schema), in JSON with a line feed at the
  /// end; `config/tables` holds the same bytes.
  public func frictionlessSchema() throws -> Data {
    let schema = FrictionlessSchema(
      name: name, title: title, description: description, fields: fields.map(FrictionlessField.init),
      primaryKey: primaryKey.isEmpty ? nil : primaryKey)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(schema) + Data("\n".utf8)
  }
}

private struct FrictionlessSchema: Encodable {
  let name: String
  let title: String
  let description: String
  let fields: [FrictionlessField]
  let missingValues = [""]
  let primaryKey: [String]?
}

private struct FrictionlessField: Encodable {
  struct Constraints: Encodable, Equatable {
    let required: Bool?
    var `enum`: [String]?
    var maxLength: Int?
    var minimum: Int?
    var pattern: String?
  }

  let name: String
  let type: String
  let description: String
  let constraints: Constraints?

  init(_ field: TableField) {
    name = field.name
    description = field.description
    var constraints = Constraints(required: field.isRequired ? true : nil)
    switch field.kind {
    case .code:
      type = "string"
      constraints.maxLength = 200
    case .text:
      type = "string"
      constraints.maxLength = 4_000
    case .choice(let words):
      type = "string"
      constraints.enum = words
    case .currency:
      type = "string"
      constraints.pattern = "[A-Z]{3}"
    case .date: type = "date"
    case .number, .signedAmount: type = "number"
    case .amount:
      type = "number"
      constraints.minimum = 0
    case .count:
      type = "integer"
      constraints.minimum = 0
    }
    self.constraints = constraints == Constraints(required: nil) ? nil : constraints
  }
}
