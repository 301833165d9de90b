import CLibPQ
import Logging

/// Routes what the server says on the side (NOTICE, WARNING) to the logger instead of standard error.
final class NoticeLog: Sendable {
  let logger: Logger

  init(_ logger: Logger) { self.logger = logger }

  /// `self` must outlive the connection; the wire keeps it.
  func attach(to handle: OpaquePointer) {
    let context = Unmanaged.passUnretained(self).toOpaque()
    PQsetNoticeProcessor(
      handle,
      { context, message in
        guard let context, let message else { return }
        Unmanaged<NoticeLog>.fromOpaque(context).takeUnretainedValue().write(String(cString: message))
      }, context)
  }

  /// libpq hands over `SEVERITY:  sentence`, one or more lines.
  private func write(_ line: String) {
    let severity = line.prefix { $0 != ":" }
    let text = line.dropFirst(severity.count + 1).drop { $0 == " " }
    let level: Logger.Level =
      switch severity {
      case "WARNING": .warning
      case "NOTICE", "INFO", "LOG": .info
      default: .debug
      }
    let end = text.lastIndex { !$0.isNewline }.map { text.index(after: $0) } ?? text.startIndex
    logger.log(level: level, "\(text[..<end])", metadata: ["postgres.severity": "\(severity)"])
  }
}
