/// A value of a policy. Numbers are whole: a share is in basis points (1250 is 12.5 %), a time in days.
public enum PolicyValue: Hashable, Sendable {
  case flag(Bool)
  case integer(Int64)
  case money(Money)
  case word(String)
  case words([String])
}

extension PolicyValue: CustomStringConvertible {
  /// As it is written in a file.
  public var description: String {
    switch self {
    case .flag(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    case .money(let money): money.description
    case .word(let word): word
    case .words(let words): "[\(words.joined(separator: ", "))]"
    }
  }
}
