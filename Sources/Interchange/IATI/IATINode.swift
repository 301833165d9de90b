/// An element of an activity as it was read, before anything is made of it.
final class IATINode {
  let name: String
  /// The names from below `iati-activity` down to here.
  let path: String
  let attributes: [String: String]
  let line: Int
  var text = ""
  var children: [IATINode] = []

  init(name: String, path: String, attributes: [String: String], line: Int) {
    self.name = name
    self.path = path
    self.attributes = attributes
    self.line = line
  }

  /// An attribute without the white space around it; nil where it lacks or is blank.
  subscript(attribute: String) -> String? {
    guard let text = attributes[attribute] else { return nil }
    let trimmed = IATINode.collapsed(text)
    return trimmed.isEmpty ? nil : trimmed
  }

  /// Text with runs of white space made one space, and none at the ends.
  static func collapsed(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
