import Foundation

/// A moment as PostgreSQL keeps it in `timestamptz`: whole microseconds since 2000-01-01 00:00:00 UTC.
public struct Timestamp: Hashable, Sendable {
  public var microseconds: Int64

  public init(microseconds: Int64) { self.microseconds = microseconds }

  /// PostgreSQL's `infinity`.
  public static let infinity = Timestamp(microseconds: .max)
  /// PostgreSQL's `-infinity`.
  public static let negativeInfinity = Timestamp(microseconds: .min)

  /// 2000-01-01 in seconds since 1970-01-01.
  private static let epoch: Double = 946_684_800

  /// The microsecond nearest to `date`; moments beyond PostgreSQL's reach become infinities.
  public init(_ date: Date) {
    let microseconds = ((date.timeIntervalSince1970 - Self.epoch) * 1e6).rounded()
    self.init(microseconds: Int64(exactly: microseconds) ?? (microseconds < 0 ? .min : .max))
  }

  /// The same moment for Foundation; infinities become the distant past and future.
  public var date: Date {
    switch self {
    case .infinity: .distantFuture
    case .negativeInfinity: .distantPast
    default: Date(timeIntervalSince1970: Double(microseconds) / 1e6 + Self.epoch)
    }
  }
}

extension Timestamp: Comparable {
  public static func < (left: Timestamp, right: Timestamp) -> Bool { left.microseconds < right.microseconds }
}

extension Timestamp: SQLBindable {
  public static var sqlType: SQLType { .timestamptz }
  public func write(to writer: inout BinaryWriter) { writer.write(integer: microseconds) }
}

/// `timestamptz`, and `timestamp` taken as UTC.
extension Timestamp: SQLDecodable {
  public init?(sqlType: SQLType, bytes: UnsafeRawBufferPointer) {
    var reader = BinaryReader(bytes)
    guard sqlType == .timestamptz || sqlType == .timestamp, let value = reader.integer(Int64.self), reader.isAtEnd
    else { return nil }
    self.init(microseconds: value)
  }
}
