/// A node of the tree above the indicators.
public struct NodeRule: Hashable, Sendable {
  public var code: String
  /// Nil at the root.
  public var parent: String?
  public var weight: Double
  public var aggregation: Aggregation
  /// The least children with a value, as a count where it is 1 or more and as a share of the children below that.
  public var minimumData: Double?
  /// A coverage of its own; nil takes the framework's.
  public var coverageMinimum: Double?
  /// What people call it, by the code of a language; empty where the file names it by its code alone.
  public var title: [String: String]

  public init(
    _ code: String, parent: String? = nil, weight: Double = 1, aggregation: Aggregation = .arithmetic,
    minimumData: Double? = nil, coverageMinimum: Double? = nil, title: [String: String] = [:]
  ) {
    self.code = code
    self.parent = parent
    self.weight = weight
    self.aggregation = aggregation
    self.minimumData = minimumData
    self.coverageMinimum = coverageMinimum
    self.title = title
  }
}
