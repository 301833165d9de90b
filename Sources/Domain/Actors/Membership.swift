/// Membership of an actor in a union over a period; open-ended where `last` is nil.
public struct Membership: Hashable, Sendable {
  public let member: Code
  public let union: Code
  public let first: CalendarDate
  public let last: CalendarDate?

  /// - Throws: `period_reversed`, `membership_of_itself`.
  public init(of member: Code, in union: Code, from first: CalendarDate, through last: CalendarDate? = nil)
    throws(Problem)
  {
    guard member != union else {
      throw Problem("membership_of_itself", "\(union) cannot be a member of itself.")
    }
    if let last { _ = try DateSpan(first, through: last) }
    self.member = member
    self.union = union
    self.first = first
    self.last = last
  }
}
