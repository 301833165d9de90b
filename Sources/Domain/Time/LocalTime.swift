/// A time of day on clocks somewhere, to the minute.
public struct LocalTime: Hashable, Sendable {
  public let hour: Int
  public let minute: Int

  /// Reads `HH:MM`, 00:00 to 23:59.
  ///
  /// - Throws: `time_malformed`.
  public init(_ text: some StringProtocol) throws(Problem) {
    let bytes = Array(text.utf8)
    let digits = [0, 1, 3, 4].allSatisfy { bytes.indices.contains($0) && (48...57).contains(bytes[$0]) }
    guard bytes.count == 5, digits, bytes[2] == UInt8(ascii: ":") else {
      throw Problem("time_malformed", "A time is written HH:MM, such as 01:15.")
    }
    let hour = Int(bytes[0] - 48) * 10 + Int(bytes[1] - 48)
    let minute = Int(bytes[3] - 48) * 10 + Int(bytes[4] - 48)
    guard hour < 24, minute < 60 else { throw Problem("time_malformed", "A day has no time \(text).") }
    self.hour = hour
    self.minute = minute
  }

  /// Whether clock changes may show it twice in a day or not at all: Morocco's fall between 02:00 and 03:00, and so do
  /// most of the world's.
  public var mayRepeatOrBeSkipped: Bool { hour == 2 }
}

extension LocalTime: CustomStringConvertible {
  /// `HH:MM`.
  public var description: String { "\(hour / 10)\(hour % 10):\(minute / 10)\(minute % 10)" }
}
