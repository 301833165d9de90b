/// A month of the Hijri calendar.
public struct HijriMonth: Hashable, Comparable, Sendable {
  public let year: Int
  /// 1 Muharram to 12 Dhu al-Hijja.
  public let month: Int

  /// - Throws: `hijri_date_invalid` for a thirteenth month, `hijri_looks_gregorian` for a year that only the other
  ///   calendar has reached, `hijri_out_of_range` outside 1343 to 1500.
  public init(year: Int, month: Int) throws(Problem) {
    guard (1...12).contains(month) else {
      throw Problem("hijri_date_invalid", "A Hijri year has twelve months; there is no month \(month).")
    }
    guard !(1900...2200).contains(year) else {
      throw Problem("hijri_looks_gregorian", "\(year) looks like a Gregorian year; the Hijri year is wanted here.")
    }
    guard HijriCalendar.years.contains(year) else {
      throw HijriCalendar.outOfRange("The Hijri year \(year)")
    }
    self.year = year
    self.month = month
  }

  init(position: Int) {
    year = HijriCalendar.firstYear + position / 12
    month = position % 12 + 1
  }

  /// Months since Muharram 1343.
  var position: Int { (year - HijriCalendar.firstYear) * 12 + month - 1 }

  public static func < (left: HijriMonth, right: HijriMonth) -> Bool { left.position < right.position }

  /// The name in Latin letters, as it is written in French and English texts of this service.
  public var name: String {
    [
      "Muharram", "Safar", "Rabi al-Awwal", "Rabi al-Thani", "Jumada al-Ula", "Jumada al-Akhira", "Rajab", "Shaban",
      "Ramadan", "Shawwal", "Dhu al-Qada", "Dhu al-Hijja",
    ][month - 1]
  }
}

extension HijriMonth: CustomStringConvertible {
  public var description: String { "\(name) \(year)" }
}

/// A day of the Hijri calendar. Which day of the Gregorian one it is, a ``HijriCalendar`` says.
public struct HijriDate: Hashable, Comparable, Sendable {
  public let month: HijriMonth
  public let day: Int

  init(_ month: HijriMonth, day: Int) {
    self.month = month
    self.day = day
  }

  /// Reads `YYYY-MM-DD`, such as `1447-09-10`. Whether the month has that day, the calendar says.
  ///
  /// - Throws: `hijri_date_malformed`, and what ``HijriMonth/init(year:month:)`` throws.
  public init(_ text: some StringProtocol) throws(Problem) {
    let bytes = Array(text.utf8)
    let dash = UInt8(ascii: "-")
    let digits = [0, 1, 2, 3, 5, 6, 8, 9]
    guard bytes.count == 10, bytes[4] == dash, bytes[7] == dash,
      digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[$0]) })
    else {
      throw Problem("hijri_date_malformed", "A Hijri date is written YYYY-MM-DD, such as 1447-09-10.")
    }
    let number = { (range: Range<Int>) in bytes[range].reduce(0) { $0 * 10 + Int($1 - 48) } }
    self.init(try HijriMonth(year: number(0..<4), month: number(5..<7)), day: number(8..<10))
  }

  public static func < (left: HijriDate, right: HijriDate) -> Bool {
    (left.month, left.day) < (right.month, right.day)
  }
}

extension HijriDate: CustomStringConvertible {
  /// `YYYY-MM-DD`.
  public var description: String {
    let pad = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return "\(month.year)-\(pad(month.month))-\(pad(day))"
  }
}
