extension Moment {
  /// Reads `YYYY-MM-DDTHH:MM:SS` followed by `Z` or an offset such as `+01:00`; seconds run from 00 to 59.
  ///
  /// - Throws: `moment_malformed`, `date_invalid`.
  public init(rfc3339 text: some StringProtocol) throws(Problem) {
    let bytes = Array(text.utf8)
    let number = { (range: Range<Int>) -> Int? in
      guard range.upperBound <= bytes.count, bytes[range].allSatisfy({ (48...57).contains($0) }) else { return nil }
      return bytes[range].reduce(0) { $0 * 10 + Int($1 - 48) }
    }
    let stands = { (position: Int, sign: Character) in position < bytes.count && bytes[position] == sign.asciiValue }
    guard bytes.count == 20 || bytes.count == 25, stands(4, "-"), stands(7, "-"), stands(10, "T"), stands(13, ":"),
      stands(16, ":"), let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19), hour < 24, minute < 60,
      second < 60, let offset = Moment.offsetMinutes(bytes, number)
    else {
      throw Problem(
        "moment_malformed", "A moment is written with its offset, such as 2026-03-31T23:30:00+01:00.")
    }
    let date = try CalendarDate(year: year, month: month, day: day)
    let seconds = Int64(hour * 3_600 + minute * 60 + second - offset * 60)
    self.init(microseconds: Moment(midnightOf: date).microseconds + seconds * 1_000_000)
  }

  private static func offsetMinutes(_ bytes: [UInt8], _ number: (Range<Int>) -> Int?) -> Int? {
    if bytes.count == 20 { return bytes[19] == UInt8(ascii: "Z") ? 0 : nil }
    guard bytes[19] == UInt8(ascii: "+") || bytes[19] == UInt8(ascii: "-"), bytes[22] == UInt8(ascii: ":"),
      let hours = number(20..<22), let minutes = number(23..<25), hours <= 14, minutes < 60
    else { return nil }
    return (bytes[19] == UInt8(ascii: "-") ? -1 : 1) * (hours * 60 + minutes)
  }
}
