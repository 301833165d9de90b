/// A moment in UTC, to the microsecond, as the database keeps it.
public struct Moment: Hashable, Comparable, Sendable {
  /// Since 1970-01-01 00:00:00 UTC.
  public let microseconds: Int64

  public init(microseconds: Int64) { self.microseconds = microseconds }

  /// The start of `day` in UTC.
  public init(midnightOf day: CalendarDate) {
    microseconds = Int64(day.daysSinceEpoch) * Moment.microsecondsPerDay
  }

  /// Later than every moment that is recorded.
  public static let endOfTime = Moment(microseconds: 253_402_300_800_000_000)

  public static func < (left: Moment, right: Moment) -> Bool { left.microseconds < right.microseconds }

  static let microsecondsPerDay: Int64 = 86_400_000_000
}

extension Moment: CustomStringConvertible {
  /// RFC 3339 in UTC, to the second: `2026-11-24T01:15:00Z`.
  public var description: String {
    let (day, rest) = microseconds.floorDivided(by: Moment.microsecondsPerDay)
    let seconds = rest / 1_000_000
    let pad = { (number: Int64) in number < 10 ? "0\(number)" : "\(number)" }
    let date = CalendarDate(daysSinceEpoch: Int(day))
    return "\(date)T\(pad(seconds / 3_600)):\(pad(seconds / 60 % 60)):\(pad(seconds % 60))Z"
  }
}

extension Int64 {
  fileprivate func floorDivided(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
