/// A result of an activity and the indicators that measure it.
public struct IATIResult: Hashable, Sendable {
  /// A code of the list ResultType: 1 output, 2 outcome, 3 impact, 9 other.
  public var type: String
  public var title: IATIText
  /// Whether the publisher says that the figures may be added up with others.
  public var mayBeAggregated: Bool?
  public var indicators: [IATIIndicator] = []
  public var line: Int
}
