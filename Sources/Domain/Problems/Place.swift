/// Where in an input something stands. Lines and columns count from 1.
public struct Place: Hashable, Sendable {
  public var file: String?
  public var line: Int?
  public var column: Int?
  public var field: String?

  public init(file: String? = nil, line: Int? = nil, column: Int? = nil, field: String? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.field = field
  }

  /// This place, with every part it leaves open taken from `other`.
  public func completed(by other: Place) -> Place {
    Place(
      file: file ?? other.file, line: line ?? other.line, column: column ?? other.column,
      field: field ?? other.field)
  }
}

extension Place: CustomStringConvertible {
  /// `file:line:column: field`, with what is unknown left out.
  public var description: String {
    let position = [file, line.map(String.init), column.map(String.init)].compactMap(\.self)
    return [position.joined(separator: ":"), field ?? ""].filter { !$0.isEmpty }
      .joined(separator: ": ")
  }
}
