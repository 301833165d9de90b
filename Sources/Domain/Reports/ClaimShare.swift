/// How much of one outcome a programme claims as its own. The shares of all programmes add up to one at most.
public struct ClaimShare: Hashable, Sendable {
  public let actor: Code
  public let period: DateSpan
  public let indicator: Code
  public let group: Code
  public let programme: Code
  /// In basis points: 10,000 is the whole outcome.
  public let shareBP: Int

  /// - Throws: `share_out_of_range`.
  public init(
    of actor: Code, period: DateSpan, indicator: Code, group: Code = TargetGroup.everybody, by programme: Code,
    shareBP: Int
  ) throws(Problem) {
    guard (0...10_000).contains(shareBP) else {
      throw Problem("share_out_of_range", "A share is 0 to 10,000 basis points.", at: Place(field: "share_bp"))
    }
    self.actor = actor
    self.period = period
    self.indicator = indicator
    self.group = group
    self.programme = programme
    self.shareBP = shareBP
  }
}
