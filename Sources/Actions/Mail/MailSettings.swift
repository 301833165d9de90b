import Domain
import Foundation

/// Where letters go and whom they are from.
public struct MailSettings: Sendable {
  public enum Way: Sendable {
    /// To a server of mail.
    case smtp(SMTPServer)
    /// Into a folder, a file a letter: for whoever tries the program out, and for tests.
    case folder(String)
  }

  public let sender: EmailAddress
  public let way: Way

  public init(sender: EmailAddress, way: Way) {
    self.sender = sender
    self.way = way
  }
}

/// A server that takes mail in.
public struct SMTPServer: Sendable {
  /// `smtp://host:port`, or `smtps://` where the connection is encrypted from its first byte.
  public let url: String
  public let user: String?
  public let password: String?
  /// Whether nothing is said before the connection is encrypted. Off for a server on this machine alone.
  public let isEncrypted: Bool

  /// - Throws: `mail_server_malformed`; `mail_server_unencrypted` for a server elsewhere that need not encrypt.
  public init(url: String, user: String? = nil, password: String? = nil, isEncrypted: Bool = true) throws(Problem) {
    guard let parts = URLComponents(string: url), ["smtp", "smtps"].contains(parts.scheme), let host = parts.host,
      !host.isEmpty, parts.user == nil, parts.password == nil, parts.query == nil,
      parts.path.isEmpty || parts.path == "/"
    else {
      throw Problem("mail_server_malformed", "A server of mail is smtp://host:port or smtps://host:port.")
    }
    let isHere = ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host)
    guard isEncrypted || isHere || parts.scheme == "smtps" else {
      throw Problem(
        "mail_server_unencrypted", "Links that let people in go to another machine encrypted, or not at all.")
    }
    self.url = url
    self.user = user
    self.password = password
    self.isEncrypted = isEncrypted
  }
}
