import Domain

/// An indicator of a result, with its baselines and periods.
public struct IATIIndicator: Hashable, Sendable {
  public struct Baseline: Hashable, Sendable {
    public var year: Int?
    public var date: CalendarDate?
    public var measurement: IATIMeasurement
  }

  public struct Period: Hashable, Sendable {
    public var span: DateSpan
    public var targets: [IATIMeasurement] = []
    public var actuals: [IATIMeasurement] = []
    public var line: Int
  }

  /// A code of the list IndicatorMeasure: 1 unit, 2 percentage, 3 nominal, 4 ordinal, 5 qualitative.
  public var measure: String
  /// Whether more is better; true where the file does not say.
  public var isAscending: Bool
  public var title: IATIText
  public var baselines: [Baseline] = []
  public var periods: [Period] = []
  public var line: Int

  /// The code of the indicator in `result`, see ``IATICode/indicator(result:indicator:measure:)``.
  public func code(in result: IATIResult) -> String {
    IATICode.indicator(result: result.title.first, indicator: title.first, measure: measure)
  }
}

/// A value of an indicator: a baseline, a target or an actual.
public struct IATIMeasurement: Hashable, Sendable {
  /// What a value is broken down by, such as sex and female.
  public struct Dimension: Hashable, Sendable {
    public let name: String
    public let value: String
  }

  /// Nil where the file gives none, which is not zero.
  public var value: Double?
  public var dimensions: [Dimension] = []
  public var comment = IATIText()
  public var line: Int
}
