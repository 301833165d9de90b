import Actions
import Configuration
import Domain
import Foundation

extension Settings {
  /// How letters are sent; nil where none are.
  /// - Throws: `setting_malformed`, `mail_server_malformed`, `mail_server_unencrypted`, `email_malformed`.
  static func mail(_ text: (ConfigKey) -> String?, _ reader: ConfigReader, _ root: URL) throws -> MailSettings? {
    let sender = try EmailAddress(text("mail.sender") ?? "tadamun@localhost")
    if let folder = text("mail.folder") {
      return MailSettings(sender: sender, way: .folder(URL(fileURLWithPath: folder, relativeTo: root).path))
    }
    let isEncrypted = reader.bool(forKey: "mail.require_encryption") ?? true
    let user = text("mail.user")
    let password = try text("mail.password_file").map { try secret(in: $0, of: "mail.password_file", root) }
    guard let url = text("mail.smtp_url") else { return nil }
    return MailSettings(
      sender: sender,
      way: .smtp(try SMTPServer(url: url, user: user, password: password, isEncrypted: isEncrypted)))
  }

  /// What a file holds but for the line's end.
  static func secret(in file: String, of key: String, _ root: URL) throws(Problem) -> String {
    let path = URL(fileURLWithPath: file, relativeTo: root).path
    guard let data = FileManager.default.contents(atPath: path), let text = String(validating: data, as: UTF8.self)
    else { throw Problem("setting_malformed", "The setting \(key) names “\(file)”, which cannot be read.") }
    return text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
  }
}

extension Settings {
  /// Who else says who people are; nil where nobody does.
  /// - Throws: `setting_malformed`, `issuer_malformed`, `issuer_unencrypted`.
  static func issuer(_ text: (ConfigKey) -> String?, _ root: URL) throws -> IssuerSettings? {
    let name = text("issuer.client_id")
    let password = try text("issuer.client_secret_file").map {
      try secret(in: $0, of: "issuer.client_secret_file", root)
    }
    guard let issuer = text("issuer.url") else { return nil }
    return try IssuerSettings(issuer: issuer, clientID: name ?? "", clientSecret: password)
  }
}
