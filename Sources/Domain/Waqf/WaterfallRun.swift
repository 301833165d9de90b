/// A waterfall as it was run: what it read and what came of it.
public struct WaterfallRun: Hashable, Sendable {
  public let run: Int64
  public let period: DateSpan
  public let inputs: YieldWaterfall.Inputs
  public let result: YieldWaterfall
  /// The entry that moved the money; nil where nothing moved.
  public let entry: Int64?

  public init(
    run: Int64, period: DateSpan, inputs: YieldWaterfall.Inputs, result: YieldWaterfall, entry: Int64?
  ) {
    self.run = run
    self.period = period
    self.inputs = inputs
    self.result = result
    self.entry = entry
  }
}
