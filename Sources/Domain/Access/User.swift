/// Somebody with an account.
public struct User: Hashable, Sendable {
  public let email: EmailAddress
  public let displayName: String
  public let language: Language

  /// - Throws: `name_missing`, `name_too_long`, `name_has_controls`.
  public init(email: EmailAddress, displayName: String, language: Language = .fr) throws(Problem) {
    self.email = email
    self.displayName = try Names(en: displayName).preferred(.en)
    self.language = language
  }
}

/// An address of electronic mail, as a name to sign in by: folded to lower case, so that it is there once.
public struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
  public let text: String

  public static let maximumLength = 254

  /// - Throws: `email_malformed`.
  public init(_ text: String) throws(Problem) {
    let folded = text.lowercased().trimming(while: \.isWhitespace)
    let parts = folded.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), folded.unicodeScalars.count <= Self.maximumLength,
      folded.unicodeScalars.allSatisfy({ $0.value > 0x20 && !(0x7F...0xA0).contains($0.value) })
    else { throw Problem("email_malformed", "An address looks like name@example.org.") }
    self.text = folded
  }

  public var description: String { text }
}

extension String {
  fileprivate func trimming(while isOuter: (Character) -> Bool) -> String {
    var rest = self[...]
    while let first = rest.first, isOuter(first) { rest.removeFirst() }
    while let last = rest.last, isOuter(last) { rest.removeLast() }
    return String(rest)
  }
}
