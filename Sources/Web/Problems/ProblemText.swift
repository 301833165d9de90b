import Domain

/// What a kind of refusal is called. The catalogue is in English; another language is another `case` here.
enum ProblemText {
  /// A short title that does not change from one occurrence to the next (RFC 9457, 3.1.3).
  static func title(of code: ProblemCode, in language: Language) -> String {
    switch language {
    case .ar, .fr, .en: english[code.rawValue] ?? spelledOut(code)
    }
  }

  private static let english: [String: String] = [
    "json_malformed": "The body is not JSON",
    "json_too_deep": "The body is nested too deeply",
    "json_duplicate_name": "A name stands twice in one object",
    "field_unknown": "A field is not known here",
    "field_missing": "A field is missing",
    "value_type_wrong": "A value is of another type",
    "word_unknown": "A word is not one of those allowed",
    "key_missing": "The header Idempotency-Key is missing",
    "if_match_missing": "The header If-Match is missing",
    "actor_changed": "The actor was changed in between",
    "idempotency_conflict": "The key was used for something else",
    "path_unknown": "There is nothing at this address",
    "method_not_allowed": "The address does not take this method",
    "internal_error": "The service failed",
    "database_unavailable": "The database does not answer",
    "several_problems": "Several things are wrong",
  ]

  /// The code in words: it says what is wrong already.
  private static func spelledOut(_ code: ProblemCode) -> String {
    let words = code.rawValue.replacing("_", with: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
