/// What a password must be. Length is what counts; nothing is cut off, and every character is allowed (OWASP ASVS 5.0,
/// 6.2.1 to 6.2.9).
public enum PasswordRule {
  public static let minimumLength = 12
  /// Refused before it costs anything.
  public static let maximumBytes = 1_024

  /// - Throws: `password_too_short`, `password_too_long`, `password_too_simple`.
  public static func check(_ password: String, of email: EmailAddress) throws(Problem) {
    guard password.utf8.count <= maximumBytes else {
      throw Problem("password_too_long", "A password has at most \(maximumBytes) bytes.")
    }
    guard password.unicodeScalars.count >= minimumLength else {
      throw Problem("password_too_short", "A password has at least \(minimumLength) characters; a sentence is good.")
    }
    let folded = password.lowercased()
    let own = email.text.split(separator: "@").first.map(String.init) ?? ""
    let isRepeated = Set(folded).count < 5
    let isRun = PasswordRule.runs.contains { $0.hasPrefix(folded) || folded.hasPrefix($0.prefix(minimumLength)) }
    guard !isRepeated, !isRun, folded != email.text, own.isEmpty || !folded.replacing(own, with: "").isShort else {
      throw Problem(
        "password_too_simple", "This password is easily guessed; take several words that do not go together.")
    }
  }

  /// What people type along a keyboard or an alphabet, and first words of lists of stolen passwords.
  private static let runs = [
    "12345678901234567890", "01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjkl",
    "azertyuiopqsdfghjklm", "password1234", "motdepasse1234", "passwordpassword", "administrator",
  ]
}

extension String {
  /// Too short to be a password by itself.
  fileprivate var isShort: Bool { unicodeScalars.count < 6 }
}
