import Domain
import Foundation

/// The program `curl` (a Debian package), which speaks SMTP with TLS and passwords.
enum Curl {
  /// Hands a letter to a server. Passwords and addresses go to the program's standard input, where nobody who lists
  /// processes sees them.
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
      ("max-time", "20"), ("noproxy", "*"), ("proto", "=smtp,smtps"),
    ].map { "\($0) = \(quoted($1))" }
    lines += ["silent", "show-error"]
    if server.isEncrypted { lines.append("ssl-reqd") }
    if let user = server.user { lines.append("user = \(quoted("\(user):\(server.password ?? "")"))") }
    let (status, said) = try await run(lines.joined(separator: "\n") + "\n")
    guard status == 0 else { throw Problem("mail_not_sent", "The server of mail did not take the letter: \(said)") }
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined() + "\""
  }

  /// Runs `curl -q -K -` with a configuration.
  private static func run(_ configuration: String) async throws -> (status: Int32, said: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    // Not the configuration of whoever runs the service.
    process.arguments = ["curl", "-q", "-K", "-"]
    let (input, errors) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    let status: Int32 = try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do {
        try process.run()
        // A configuration is far smaller than a pipe holds, so this does not wait for the program.
        try? input.fileHandleForWriting.write(contentsOf: Data(configuration.utf8))
        try? input.fileHandleForWriting.close()
      } catch {
        process.terminationHandler = nil
        continuation.resume(throwing: Problem("mail_not_sent", "curl cannot be started: \(error.localizedDescription)"))
      }
    }
    let said = String(decoding: errors.fileHandleForReading.availableData.prefix(500), as: UTF8.self)
    return (status, said.split(whereSeparator: \.isNewline).joined(separator: "; "))
  }
}
