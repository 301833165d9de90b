/// A key that a policy of some kind of money may set: what it means, and what its value may be.
///
/// Each kind of money lists its own in `PolicyKey+<kind>.swift`; a key that is on no list is refused in a file.
public struct PolicyKey: Hashable, Sendable {
  public enum Shape: Hashable, Sendable {
    case flag
    case integer(ClosedRange<Int64>)
    case money
    /// One of these words.
    case word([String])
    /// Any of these words, each once, in an order that may matter.
    case words([String])
    /// A text of at most 500 characters.
    case text
  }

  public let name: String
  public let shape: Shape
  /// One sentence, for people who write a policy.
  public let meaning: String

  public init(_ name: String, _ shape: Shape, _ meaning: String) {
    self.name = name
    self.shape = shape
    self.meaning = meaning
  }

  /// A share in basis points: 0 to 10,000.
  public static func share(_ name: String, _ meaning: String) -> PolicyKey {
    PolicyKey(name, .integer(0...10_000), meaning)
  }

  /// A number of days: 0 to 36,500.
  public static func days(_ name: String, _ meaning: String) -> PolicyKey {
    PolicyKey(name, .integer(0...36_500), meaning)
  }

  /// The keys of policies for a kind of money; nil for the books of every kind.
  public static func known(for instrument: Instrument?) -> [PolicyKey] {
    switch instrument {
    case nil: books
    case .zakat: zakat
    case .waqf: waqf
    case .crowdfunding: crowdfunding
    case .grant: grant
    case .operating: []
    }
  }

  /// What is wrong with `value` under this key, or nil.
  public func objection(to value: PolicyValue) -> (code: ProblemCode, sentence: String)? {
    switch (shape, value) {
    case (.flag, .flag), (.money, .money): return nil
    case (.integer(let range), .integer(let number)):
      if range.contains(number) { return nil }
      return ("policy_value_out_of_range", "“\(name)” is from \(range.lowerBound) to \(range.upperBound).")
    case (.word(let known), .word(let word)):
      if known.contains(word) { return nil }
      return ("value_unknown", "“\(word)” is not one of \(known.joined(separator: ", ")).")
    case (.words(let known), .words(let words)):
      if let word = words.first(where: { !known.contains($0) }) {
        return ("value_unknown", "“\(word)” is not one of \(known.joined(separator: ", ")).")
      }
      if Set(words).count < words.count { return ("policy_value_out_of_range", "“\(name)” names each word once.") }
      return nil
    case (.text, .word(let text)):
      if text.unicodeScalars.count <= 500 { return nil }
      return ("policy_value_out_of_range", "“\(name)” has at most 500 characters.")
    default: return ("value_of_wrong_type", "“\(name)” is \(shape.expectation).")
    }
  }
}

extension PolicyKey.Shape {
  /// What a value of this shape is, for a sentence.
  public var expectation: String {
    switch self {
    case .flag: "true or false"
    case .integer: "a whole number"
    case .money: "an amount with its currency, such as 450000.00 MAD"
    case .word(let known): "one of \(known.joined(separator: ", "))"
    case .words(let known): "a list out of \(known.joined(separator: ", "))"
    case .text: "a text"
    }
  }
}
