/// A member of a body or an answer, or a parameter of a query.
///
/// In a literal its shape is the one that the vocabulary has for its name, and a `?` at its end makes it optional:
/// `["code", "holder?"]`.
package struct Field: Sendable, ExpressibleByStringLiteral {
  package let name: String
  package let schema: Schema
  package let isOptional: Bool

  /// A member of another shape than the vocabulary has for its name.
  package init(_ name: String, _ schema: Schema) {
    isOptional = name.hasSuffix("?")
    self.name = isOptional ? String(name.dropLast()) : name
    self.schema = schema
  }

  package init(stringLiteral name: String) {
    let word = name.hasSuffix("?") ? String(name.dropLast()) : name
    guard let schema = Field.vocabulary(word) else {
      preconditionFailure("“\(word)” is no word of the vocabulary; write Field(\"\(word)\", …) with its shape.")
    }
    self.init(name, schema)
  }

  package static func limit(_ most: Int64) -> Field { Field("limit?", .integer(in: 1...most)) }
  /// The code after which a page begins.
  package static let afterCode = Field("after?", .code)
  /// The number after which a page begins, of what is told apart by an entry and its line.
  package static let afterLine = Field("after?", .placeOfLine)
  /// The number after which a page begins.
  package static let afterNumber = Field("after?", .integer(in: 0...Int64.max))
}
