import Domain
import Foundation

extension Curl {
  /// Hands a letter to a server.
  ///
  /// - Throws: `mail_not_sent`, with what the program said.
  static func send(_ message: Data, from sender: EmailAddress, to receiver: EmailAddress, through server: SMTPServer)
    async throws
  {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("mail-\(UUID().uuidString)").path
    guard FileManager.default.createFile(atPath: file, contents: message, attributes: [.posixPermissions: 0o600]) else {
      throw Problem("mail_not_sent", "There is no room for a temporary file.")
    }
    defer { try? FileManager.default.removeItem(atPath: file) }
    var lines = [
      ("url", server.url), ("mail-from", "<\(sender)>"), ("mail-rcpt", "<\(receiver)>"), ("upload-file", file),
      ("max-time", "20"), ("proto", "=smtp,smtps"),
    ].map(option)
    if server.isEncrypted { lines.append("ssl-reqd") }
    if let user = server.user { lines.append(option("user", "\(user):\(server.password ?? "")")) }
    let outcome = try await run(lines, limit: maximumReply) { Problem("mail_not_sent", $0) }
    guard outcome.status == 0 else {
      throw Problem("mail_not_sent", "The server of mail did not take the letter: \(outcome.said)")
    }
  }

  /// The most that a server of mail may say, in bytes.
  private static let maximumReply = 65_536
}
