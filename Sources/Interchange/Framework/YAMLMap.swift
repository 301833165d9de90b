import Domain
import Yams

/// A mapping whose keys are asked for by name; what nobody asked for is refused at the end.
struct YAMLMap {
  let reading: YAMLReading
  /// The field this mapping is, empty at the top.
  let path: String
  let mark: Mark?
  private let values: [String: (key: Mark?, value: Node)]
  private let order: [String]

  init(_ mapping: Node.Mapping, _ path: String, _ reading: YAMLReading) {
    self.reading = reading
    self.path = path
    mark = mapping.mark
    var values: [String: (key: Mark?, value: Node)] = [:]
    var order: [String] = []
    for (key, value) in mapping {
      guard case .scalar(let scalar) = key else {
        reading.refuse("key_unknown", "A key is a word.", key.mark ?? mapping.mark, path)
        continue
      }
      values[scalar.string] = (scalar.mark, value)
      order.append(scalar.string)
    }
    self.values = values
    self.order = order
    reading.note(path, mark)
    for (key, entry) in values { reading.note(field(key), entry.value.mark ?? entry.key) }
  }

  var keys: [String] { order }

  func field(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  /// Refuses keys that are not among `known`.
  func allow(_ known: [String]) {
    for key in order where !known.contains(key) {
      let message = "“\(key)” is no key here. Known keys: \(known.joined(separator: ", "))."
      reading.refuse("key_unknown", message, values[key]?.key, field(key))
    }
  }

  func refuse(_ code: ProblemCode, _ key: String, _ message: String) {
    let entry = values[key]
    reading.refuse(code, message, entry?.value.mark ?? entry?.key ?? mark, field(key))
  }

  /// The node of a key; nil where it is left out or null.
  func node(_ key: String) -> Node? {
    guard let node = values[key]?.value else { return nil }
    if case .scalar(let scalar) = node, YAMLMap.isNull(scalar) { return nil }
    return node
  }

  func require(_ key: String) {
    if node(key) == nil { refuse("key_missing", key, "The key “\(key)” is needed.") }
  }

  func text(_ key: String) -> String? {
    guard let node = node(key) else { return nil }
    guard case .scalar(let scalar) = node else { return wrong(key, "a word") }
    return scalar.string
  }

  func number(_ key: String) -> Double? {
    guard let node = node(key) else { return nil }
    return YAMLMap.number(node) ?? wrong(key, "a number")
  }

  func integer<Number: FixedWidthInteger>(_ key: String, as type: Number.Type = Int.self) -> Number? {
    guard let node = node(key) else { return nil }
    guard case .scalar(let scalar) = node, scalar.style == .plain, let number = Number(scalar.string) else {
      return wrong(key, "a whole number")
    }
    return number
  }

  func flag(_ key: String) -> Bool? {
    guard let node = node(key) else { return nil }
    guard case .scalar(let scalar) = node, scalar.style == .plain else { return wrong(key, "true or false") }
    switch scalar.string {
    case "true": return true
    case "false": return false
    default: return wrong(key, "true or false")
    }
  }

  /// One of the words of an enumeration.
  func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, as type: Choice.Type) -> Choice?
  where Choice.RawValue == String {
    guard let word = text(key) else { return nil }
    if let choice = Choice(rawValue: word) { return choice }
    let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    refuse("value_unknown", key, "“\(word)” is not one of \(known).")
    return nil
  }

  func date(_ key: String) -> CalendarDate? {
    guard let text = text(key) else { return nil }
    do { return try CalendarDate(iso: text) } catch {
      refuse(error.code, key, error.message)
      return nil
    }
  }

  func map(_ key: String) -> YAMLMap? {
    guard let node = node(key) else { return nil }
    guard case .mapping(let mapping) = node else { return wrong(key, "a mapping of keys to values") }
    return YAMLMap(mapping, field(key), reading)
  }

  /// The items of a list, each with its field.
  func list(_ key: String) -> [(field: String, node: Node)]? {
    guard let node = node(key) else { return nil }
    guard case .sequence(let sequence) = node else { return wrong(key, "a list") }
    return sequence.enumerated().map { index, node in
      let field = "\(field(key))[\(index)]"
      reading.note(field, node.mark)
      return (field, node)
    }
  }

  func maps(_ key: String) -> [YAMLMap]? {
    list(key)?.compactMap { field, node in
      guard case .mapping(let mapping) = node else {
        reading.refuse("value_of_wrong_type", "A mapping of keys to values is expected.", node.mark, field)
        return nil
      }
      return YAMLMap(mapping, field, reading)
    }
  }

  func numbers(_ key: String) -> [Double]? {
    list(key)?.compactMap { field, node in
      if let number = YAMLMap.number(node) { return number }
      reading.refuse("value_of_wrong_type", "A number is expected.", node.mark, field)
      return nil
    }
  }

  func texts(_ key: String) -> [String]? {
    list(key)?.compactMap { field, node in
      if case .scalar(let scalar) = node, !YAMLMap.isNull(scalar) { return scalar.string }
      reading.refuse("value_of_wrong_type", "A word is expected.", node.mark, field)
      return nil
    }
  }

  /// Two numbers, the first not above the second.
  func range(_ key: String) -> ClosedRange<Double>? {
    guard let ends = numbers(key) else { return nil }
    guard ends.count == 2, ends[0] <= ends[1] else {
      refuse("value_out_of_range", key, "Two numbers are expected, the first not above the second.")
      return nil
    }
    return ends[0]...ends[1]
  }

  private func wrong<Value>(_ key: String, _ expected: String) -> Value? {
    refuse("value_of_wrong_type", key, "“\(key)” is \(expected).")
    return nil
  }

  private static func isNull(_ scalar: Node.Scalar) -> Bool {
    scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  /// A finite decimal number, written plainly.
  static func number(_ node: Node) -> Double? {
    guard case .scalar(let scalar) = node, scalar.style == .plain else { return nil }
    let bytes = Array(scalar.string.utf8)
    if case .value(let number) = bytes.withUnsafeBufferPointer(DecimalText.double) { return number }
    return nil
  }
}
