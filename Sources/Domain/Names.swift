/// What a thing is called in Arabic, French and English; one at least.
public struct Names: Hashable, Sendable {
  public let ar: String?
  public let fr: String?
  public let en: String?

  public static let maximumLength = 300

  /// Blank names count as not given.
  ///
  /// - Throws: `name_missing` where none is given, `name_too_long`, `name_has_controls` for control characters and
  ///   marks that turn the direction of text.
  public init(ar: String? = nil, fr: String? = nil, en: String? = nil) throws(Problem) {
    self.ar = try Names.checked(ar)
    self.fr = try Names.checked(fr)
    self.en = try Names.checked(en)
    if self.ar == nil && self.fr == nil && self.en == nil {
      throw Problem("name_missing", "A name in Arabic, French or English is needed.")
    }
  }

  /// The name in the language asked for, else in another.
  public func preferred(_ language: Language) -> String {
    let inOrder: [String?] =
      switch language {
      case .ar: [ar, fr, en]
      case .fr: [fr, en, ar]
      case .en: [en, fr, ar]
      }
    return inOrder.lazy.compactMap(\.self).first ?? ""
  }

  private static func checked(_ name: String?) throws(Problem) -> String? {
    guard let name, let trimmed = isTrimmed(name) ? name : trimmed(name) else { return nil }
    guard trimmed.utf8.count <= maximumLength || trimmed.unicodeScalars.count <= maximumLength else {
      throw Problem("name_too_long", "A name has at most \(maximumLength) characters.")
    }
    guard trimmed.unicodeScalars.allSatisfy({ !isForbidden($0) }) else {
      throw Problem("name_has_controls", "A name has control characters or marks that turn the direction of text.")
    }
    return trimmed
  }

  /// Whether a name begins and ends with a letter or sign that is no space for certain, as nearly all do.
  private static func isTrimmed(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, let last = name.unicodeScalars.last else { return false }
    return isVisible(first) && isVisible(last)
  }

  /// Of ASCII, and of the letters of Arabic.
  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    (0x21...0x7E).contains(scalar.value) || (0x621...0x64A).contains(scalar.value)
  }

  private static func trimmed(_ name: String) -> String? {
    guard let first = name.firstIndex(where: { !$0.isWhitespace }),
      let last = name.lastIndex(where: { !$0.isWhitespace })
    else { return nil }
    return String(name[first...last])
  }

  /// Control characters, and the bidirectional overrides and isolates that can make a name read as another.
  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0x200B, 0xFEFF: true
    default: false
    }
  }
}

/// The languages of the service.
public enum Language: String, CaseIterable, Hashable, Sendable {
  case ar, fr, en
}
