/// What a cell of a report holds. Zero is a value; missing, refused and not due are three other things.
public enum ValueState: String, CaseIterable, Hashable, Sendable {
  case reported
  /// Due, and not given.
  case missing
  /// Due, and the actor declines to say.
  case refused
  /// Not asked of this actor in this period; does not count against it.
  case notDue = "not_due"
}
