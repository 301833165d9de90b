/// What is counted, measured or compared. A definition is never edited; another definition is another version.
public struct Indicator: Hashable, Sendable {
  /// How values of several periods become one.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Adds up, such as jobs created.
    case flow
    /// The last one counts, such as savings held.
    case stock
    /// Numerators and denominators add up, such as women among leaders.
    case ratio
  }

  public enum Direction: String, CaseIterable, Hashable, Sendable {
    case up, down
  }

  public let code: Code
  public let version: Int
  public let names: Names
  public let unit: String
  public let kind: Kind
  public let direction: Direction
  /// The range a declared value must lie in; nil where open.
  public let minimum: Double?
  public let maximum: Double?

  /// - Throws: `range_reversed`.
  public init(
    _ code: Code, version: Int = 1, names: Names, unit: String, kind: Kind, direction: Direction,
    minimum: Double? = nil, maximum: Double? = nil
  ) throws(Problem) {
    if let minimum, let maximum, minimum > maximum {
      throw Problem("range_reversed", "The smallest allowed value of \(code) is above the largest.")
    }
    self.code = code
    self.version = version
    self.names = names
    self.unit = unit
    self.kind = kind
    self.direction = direction
    self.minimum = minimum
    self.maximum = maximum
  }
}
