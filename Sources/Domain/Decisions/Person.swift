/// Somebody who asks or decides, by the name the installation knows them by. Capitals do not make another person.
public struct Person: Hashable, Sendable {
  public let name: String

  /// - Throws: `person_malformed` where the name is empty, longer than 100 characters, begins or ends with a space, or
  ///   has a control character.
  public init(_ name: some StringProtocol) throws(Problem) {
    let scalars = name.unicodeScalars
    let isPlain = scalars.allSatisfy { scalar in
      scalar.properties.generalCategory != .control && scalar.properties.generalCategory != .format
    }
    let hasEdge = scalars.first?.properties.isWhitespace == true || scalars.last?.properties.isWhitespace == true
    guard (1...100).contains(scalars.count), isPlain, !hasEdge else {
      throw Problem("person_malformed", "A person's name has 1 to 100 visible characters and no space at its ends.")
    }
    self.name = String(name)
  }

  /// A name that the database holds and that was checked when it came in.
  public init(trusted name: String) { self.name = name }
}

extension Person: CustomStringConvertible {
  public var description: String { name }
}
