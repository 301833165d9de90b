import Domain
import Foundation

/// One letter to one person: plain text.
public struct Mail: Hashable, Sendable {
  public let to: EmailAddress
  public let subject: String
  public let text: String

  public init(to: EmailAddress, subject: String, text: String) {
    self.to = to
    self.subject = subject
    self.text = text
  }

  /// As it goes over the wire (RFC 5322): headers in ASCII but for the addresses, the text in Base64.
  ///
  /// - Parameters:
  ///   - date: As RFC 5322 writes it.
  ///   - id: What tells the letter from all others, without its domain.
  func message(from sender: EmailAddress, date: String, id: String) -> String {
    let domain = sender.text.split(separator: "@").last.map(String.init) ?? "localhost"
    let body = Data(text.replacing("\n", with: "\r\n").utf8).base64EncodedString(
      options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
    return [
      "From: Tadamun <\(sender)>", "To: <\(to)>", "Subject: \(Mail.encodedWords(subject))", "Date: \(date)",
      "Message-ID: <\(id)@\(domain)>", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: base64", "Auto-Submitted: auto-generated", "", body, "",
    ].joined(separator: "\r\n")
  }

  /// A header's text in encoded words (RFC 2047), each short enough for a line.
  static func encodedWords(_ text: String) -> String {
    var words: [String] = []
    var part = ""
    for character in text {
      // 39 bytes are 52 characters of Base64: with its frame and the header's name the word fits a line of 76.
      if part.utf8.count + character.utf8.count > 39 {
        words.append(part)
        part = ""
      }
      part.append(character)
    }
    if !part.isEmpty { words.append(part) }
    return words.map { "=?utf-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\r\n ")
  }
}
