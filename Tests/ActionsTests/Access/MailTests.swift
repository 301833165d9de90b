import Actions
import Domain
import Foundation
import Postgres
import TestSupport
import Testing

@Suite("Links that go out by mail")
struct MailTests {
  private static func access(_ pool: Pool, _ way: MailSettings.Way) throws -> Access {
    var rules = AccessRules()
    rules.mailer = Mailer(MailSettings(sender: try EmailAddress("tadamun@example.org"), way: way))
    rules.address = "https://tadamun.example.org"
    return Access(Tadamun(pool), rules: rules)
  }

  private static func user(_ language: Language) throws -> User {
    try User(email: EmailAddress("sara@example.org"), displayName: "سارة", language: language)
  }

  /// The secret of the link in a letter.
  private static func secret(in text: String) throws -> String {
    let line = try #require(text.split(whereSeparator: \.isNewline).first { $0.hasPrefix("https://") })
    #expect(line.hasPrefix("https://tadamun.example.org/sign-in/password?lang="))
    return String(try #require(line.split(separator: "=").last))
  }

  @Test("an invitation goes to its person through a server of mail, in their language", arguments: Language.allCases)
  func invitation(language: Language) async throws {
    let sink = try MailSink()
    try await TestDatabase.withDatabase(as: .app) { pool in
      let access = try Self.access(pool, .smtp(SMTPServer(url: sink.url, isEncrypted: false)))
      let invitation = try await access.invite(try Self.user(language), roles: [], by: .commandLine)
      #expect(invitation.isMailed)
      let letter = try #require(sink.letters.first)
      #expect(letter.sender == "tadamun@example.org" && letter.receiver == "sara@example.org")
      #expect(letter.content.contains("\nSubject: =?utf-8?B?") && letter.content.contains("\nAuto-Submitted: "))
      #expect(letter.content.split(separator: "\n").allSatisfy { $0.utf8.count <= 78 && $0.allSatisfy(\.isASCII) })
      #expect(letter.text.contains("72"))
      try await access.setPassword("quatre mots sans lien", by: Self.secret(in: letter.text))
      _ = try await access.signIn("sara@example.org", password: "quatre mots sans lien", from: "test")
    }
  }

  @Test(
    "a reset goes to the address alone; for an address that nobody has nothing goes out, and the answer is the same")
  func reset() async throws {
    let sink = try MailSink()
    try await TestDatabase.withDatabase(as: .app) { pool in
      let access = try Self.access(pool, .smtp(SMTPServer(url: sink.url, isEncrypted: false)))
      _ = try await access.invite(try Self.user(.fr), roles: [], by: .commandLine)
      try await access.mailReset(EmailAddress("nobody@example.org"), from: "test")
      try await access.mailReset(EmailAddress("Sara@example.org"), from: "test")
      await access.rules.mailer?.settle()
      #expect(sink.letters.map(\.receiver) == ["sara@example.org", "sara@example.org"])
      let letter = try #require(sink.letters.last)
      try await access.setPassword("quatre mots sans lien", by: Self.secret(in: letter.text))
      for _ in 0..<access.rules.triesOnAccount - 1 {
        try await access.mailReset(EmailAddress("sara@example.org"), from: "test")
      }
      let problem = await #expect(throws: Problem.self) {
        try await access.mailReset(EmailAddress("sara@example.org"), from: "test")
      }
      #expect(problem?.code == "too_many_tries")
      // Whoever asks for links in another's name does not lock them out.
      _ = try await access.signIn("sara@example.org", password: "quatre mots sans lien", from: "test")
    }
  }

  @Test("a letter that nobody takes undoes no invitation: the link can be handed over")
  func refused() async throws {
    let sink = try MailSink(refuses: true)
    try await TestDatabase.withDatabase(as: .app) { pool in
      let access = try Self.access(pool, .smtp(SMTPServer(url: sink.url, isEncrypted: false)))
      let invitation = try await access.invite(try Self.user(.ar), roles: [], by: .commandLine)
      #expect(!invitation.isMailed && sink.letters.isEmpty)
      try await access.setPassword("quatre mots sans lien", by: invitation.secret.text)
      let problem = await #expect(throws: Problem.self) {
        try await access.rules.mailer?.send(Mail(to: EmailAddress("x@example.org"), subject: "x", text: "x"))
      }
      #expect(problem?.code == "mail_not_sent" && problem?.message.contains("550") == true)
    }
  }

  @Test("a server that does not encrypt gets nothing, not even the name of whoever writes")
  func unencrypted() async throws {
    let sink = try MailSink()
    let mailer = Mailer(
      MailSettings(
        sender: try EmailAddress("tadamun@example.org"),
        way: .smtp(try SMTPServer(url: sink.url, user: "tadamun", password: "secret\"\\"))))
    let problem = await #expect(throws: Problem.self) {
      try await mailer.send(Mail(to: EmailAddress("x@example.org"), subject: "x", text: "x"))
    }
    #expect(problem?.code == "mail_not_sent" && sink.letters.isEmpty)
    for (url, code) in [
      ("smtp://mail.example.org", "mail_server_unencrypted"), ("http://localhost", "mail_server_malformed"),
      ("smtp://user:word@localhost", "mail_server_malformed"), ("smtp://", "mail_server_malformed"),
    ] {
      let problem = #expect(throws: Problem.self) { try SMTPServer(url: url, isEncrypted: false) }
      #expect(problem?.code.rawValue == code)
    }
  }

  @Test("letters are kept as files where there is a folder for them, which only the service reads")
  func folder() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("letters-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await TestDatabase.withDatabase(as: .app) { pool in
      let access = try Self.access(pool, .folder(folder))
      #expect(try await access.invite(try Self.user(.en), roles: [], by: .commandLine).isMailed)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(names.count == 1 && names[0].hasSuffix(".eml"))
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(names[0])")
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
  }
}
