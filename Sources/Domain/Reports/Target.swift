/// What an actor starts from and agreed to reach, for one indicator and group over a span.
public struct Target: Hashable, Sendable {
  public let programme: Code
  public let actor: Code
  public let indicator: Code
  public let group: Code
  public let span: DateSpan
  public let baseline: Double?
  public let target: Double?
  /// Where it stands in a file, for refusals.
  public let place: Place?

  /// - Throws: `target_empty` where neither is given, `value_out_of_range` past ``ReportCell/limit``.
  public init(
    programme: Code, actor: Code, indicator: Code, group: Code = TargetGroup.everybody, span: DateSpan,
    baseline: Double?, target: Double?, place: Place? = nil
  ) throws(Problem) {
    guard baseline != nil || target != nil else {
      throw Problem("target_empty", "A baseline or a target is needed.")
    }
    for value in [baseline, target].compactMap(\.self) where !(value.magnitude <= ReportCell.limit) {
      throw Problem("value_out_of_range", "\(value) is larger than this service records.")
    }
    self.programme = programme
    self.actor = actor
    self.indicator = indicator
    self.group = group
    self.span = span
    self.baseline = baseline
    self.target = target
    self.place = place
  }
}
