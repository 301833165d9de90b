import Domain

/// What the sender of a report is told of it.
public struct SubmissionReceipt: Hashable, Sendable {
  /// The report's key.
  public let report: Int64
  /// 1 for the first; a correction is the next.
  public let version: Int
  /// How many cells it has.
  public let values: Int
  public let contentSHA256: [UInt8]
  /// Whether it was recorded now; else it was before, under the same reference.
  public let isNew: Bool

  public var receipt: ReportReceipt { ReportReceipt(report: report) }
  public var isCorrection: Bool { version > 1 }
}
