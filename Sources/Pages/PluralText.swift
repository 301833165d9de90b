import Domain

/// A text about a number of things, in as many forms as its language has (Unicode CLDR 45, cardinal plurals). `{n}` in it
/// stands for the number.
package struct PluralText: Decodable, Sendable {
  /// A form that a language may have.
  package enum Form: String, CaseIterable, Hashable, Sendable {
    case zero, one, two, few, many, other
  }

  private let language: Language
  private let forms: [Form: String]

  /// - Throws: for a language's form that is missing, and one that it does not have.
  package init(from decoder: any Decoder) throws {
    language = CodingUserInfoKey.language.flatMap { decoder.userInfo[$0] as? Language } ?? .en
    var forms: [Form: String] = [:]
    for (name, text) in try [String: String](from: decoder) {
      if let form = Form(rawValue: name) { forms[form] = text }
    }
    guard Set(forms.keys) == PluralText.forms(of: language) else {
      let names = PluralText.forms(of: language).map(\.rawValue).sorted().joined(separator: ", ")
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "a plural has the forms \(names)"))
    }
    self.forms = forms
  }

  /// A text of some forms, for what says of it by itself.
  package init(_ language: Language, _ forms: [Form: String]) {
    self.language = language
    self.forms = forms
  }

  /// Arabic has all six: for none, one, two, three to ten, eleven to ninety-nine, and hundreds. French has one form for
  /// none and one.
  package static func forms(of language: Language) -> Set<Form> {
    language == .ar ? Set(Form.allCases) : [.one, .other]
  }

  /// Which form `count` things take.
  package static func form(of count: Int, in language: Language) -> Form {
    switch language {
    case .en: return count == 1 ? .one : .other
    case .fr: return count == 0 || count == 1 ? .one : .other
    case .ar:
      let tail = count % 100
      switch (count, tail) {
      case (0, _): return .zero
      case (1, _): return .one
      case (2, _): return .two
      case (_, 3...10): return .few
      case (_, 11...99): return .many
      default: return .other
      }
    }
  }

  /// The text of `count` things, with the number as people of the language read it.
  package func of(_ count: Int, _ figures: Figures) -> HTML {
    let text = forms[PluralText.form(of: count, in: language)] ?? forms[.other] ?? ""
    let parts = text.split(separator: "{n}", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else { return "\(text)" }
    return "\(parts[0])\(figures.integer(count))\(parts[1])"
  }
}
