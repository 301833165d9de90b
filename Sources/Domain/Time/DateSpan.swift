/// A period of whole days, both ends included.
public struct DateSpan: Hashable, Sendable {
  public let first: CalendarDate
  public let last: CalendarDate

  /// - Throws: `period_reversed` where `last` is before `first`.
  public init(_ first: CalendarDate, through last: CalendarDate) throws(Problem) {
    guard first <= last else {
      throw Problem("period_reversed", "The period ends on \(last), before it starts on \(first).")
    }
    self.first = first
    self.last = last
  }

  public var dayCount: Int { first.days(to: last) + 1 }

  public func contains(_ date: CalendarDate) -> Bool { first <= date && date <= last }
  public func contains(_ other: DateSpan) -> Bool { first <= other.first && other.last <= last }
  public func overlaps(_ other: DateSpan) -> Bool { first <= other.last && other.first <= last }
}

extension DateSpan: CustomStringConvertible {
  /// ISO 8601 interval, `2026-01-01/2026-03-31`.
  public var description: String { "\(first)/\(last)" }
}
