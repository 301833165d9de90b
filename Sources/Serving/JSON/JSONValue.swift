import Domain

/// A value of a JSON text with the place where it stands: line, column and path, such as `cells[3].value`.
package struct JSONValue: Sendable {
  package enum Content: Sendable {
    case null
    case bool(Bool)
    /// The digits as they were written: what kind of number they are is for the reader of the field to say.
    case number(String)
    case text(String)
    case list([JSONValue])
    /// In the order of the text; no name stands twice.
    case object([(name: String, value: JSONValue)])
  }

  package let content: Content
  package let place: Place

  /// What people call the kind of value.
  package var kind: String {
    switch content {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .text: "a text"
    case .list: "a list"
    case .object: "an object"
    }
  }
}

extension JSONValue {
  /// - Throws: `value_type_wrong`.
  package func text() throws(Problem) -> String {
    guard case .text(let text) = content else { throw wrongType("a text") }
    return text
  }

  /// - Throws: `value_type_wrong`, and what `convert` throws, at this place.
  package func read<Value>(_ convert: (String) throws(Problem) -> Value) throws(Problem) -> Value {
    let text = try text()
    do { return try convert(text) } catch { throw error.at(place) }
  }

  /// A word of an enumeration.
  /// - Throws: `value_type_wrong`, `word_unknown`.
  package func word<Word: RawRepresentable<String> & CaseIterable>(_: Word.Type = Word.self) throws(Problem) -> Word {
    let text = try text()
    guard let word = Word(rawValue: text) else {
      let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
      throw Problem("word_unknown", "“\(text)” is not one of: \(words).", at: place)
    }
    return word
  }

  /// - Throws: `value_type_wrong` for anything but a number; `number_out_of_range` past what a `Double` holds.
  package func number() throws(Problem) -> Double {
    guard case .number(let digits) = content else { throw wrongType("a number") }
    guard let number = Double(digits), number.isFinite else {
      throw Problem("number_out_of_range", "\(digits) is larger than this service records.", at: place)
    }
    return number
  }

  /// - Throws: `value_type_wrong` for anything but a number; `number_not_whole` for one with a point, an exponent, or
  ///   more than 64 bits.
  package func integer() throws(Problem) -> Int64 {
    guard case .number(let digits) = content else { throw wrongType("a whole number") }
    guard let number = Int64(digits) else {
      throw Problem("number_not_whole", "\(digits) is not a whole number of 64 bits.", at: place)
    }
    return number
  }

  /// - Throws: `value_type_wrong`; `list_too_long`.
  package func list(atMost limit: Int) throws(Problem) -> [JSONValue] {
    guard case .list(let items) = content else { throw wrongType("a list") }
    guard items.count <= limit else {
      throw Problem("list_too_long", "The list has \(items.count) items; at most \(limit) are read.", at: place)
    }
    return items
  }

  private func wrongType(_ wanted: String) -> Problem {
    Problem("value_type_wrong", "Expected \(wanted), not \(kind).", at: place)
  }
}
