import Domain
import Foundation
import Logging

/// Sends letters, one after another.
public actor Mailer {
  /// Letters that wait at most; past it they are dropped, and the log says so.
  private static let maximumWaiting = 200

  private let settings: MailSettings
  private let logger: Logger
  private var waiting: [@Sendable () async throws -> Mail?] = []
  private var sending: Task<Void, Never>?

  public init(_ settings: MailSettings, logger: Logger = Logger(label: "mail")) {
    self.settings = settings
    self.logger = logger
  }

  /// Sends a letter and waits until somebody has taken it.
  /// - Throws: `mail_not_sent`.
  public func send(_ mail: Mail) async throws {
    let message = mail.message(from: settings.sender, date: Mailer.date(Date()), id: UUID().uuidString.lowercased())
    switch settings.way {
    case .folder(let path): try MailFolder(path).keep(message)
    case .smtp(let server):
      try await Curl.send(Data(message.utf8), from: settings.sender, to: mail.to, through: server)
    }
    logger.info("mail sent", metadata: ["subject": "\(mail.subject)"])
  }

  /// Writes a letter and sends it, after those that wait. Whoever calls does not learn what became of it, nor whether
  /// there was one to write: how long an answer takes must not tell whether somebody has an account.
  public func post(_ write: @escaping @Sendable () async throws -> Mail?) {
    guard waiting.count < Mailer.maximumWaiting else {
      return logger.error("mail dropped: too many wait already")
    }
    waiting.append(write)
    if sending == nil { sending = Task { await sendAll() } }
  }

  /// Waits until nothing waits.
  public func settle() async { await sending?.value }

  private func sendAll() async {
    while !waiting.isEmpty {
      let write = waiting.removeFirst()
      do { if let mail = try await write() { try await send(mail) } } catch {
        logger.error("mail not sent", metadata: ["error": "\(error)"])
      }
    }
    sending = nil
  }

  /// As RFC 5322 writes it: `Fri, 27 Nov 2026 21:05:00 +0000`.
  private static func date(_ moment: Date) -> String {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: "UTC")
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss '+0000'"
    return format.string(from: moment)
  }
}

/// A folder that keeps letters instead of sending them.
private struct MailFolder {
  let path: String

  init(_ path: String) { self.path = path }

  /// - Throws: `mail_not_sent`.
  func keep(_ message: String) throws(Problem) {
    let files = FileManager.default
    let file = "\(path)/\(Int64(Date().timeIntervalSince1970 * 1_000))-\(UUID().uuidString.prefix(8)).eml"
    do { try files.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
      throw Problem("mail_not_sent", "The folder for letters cannot be made: \(error.localizedDescription)")
    }
    // It holds a link that lets somebody in.
    guard files.createFile(atPath: file, contents: Data(message.utf8), attributes: [.posixPermissions: 0o600]) else {
      throw Problem("mail_not_sent", "The letter cannot be kept in \(path).")
    }
  }
}
