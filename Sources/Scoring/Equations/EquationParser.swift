import Domain

/// Reads formulas by the rank of their operators, from the left.
struct EquationParser {
  private enum Token: Equatable {
    case number(Double)
    case word(String)
    case text(String)
    case symbol(String)
  }

  static let lengthLimit = 65_536
  static let depthLimit = 200

  private let tokens: [(token: Token, column: Int)]
  private let end: Int
  private var next = 0
  private var depth = 0
  private(set) var names: [String] = []

  init(_ text: String) throws(Problem) {
    guard text.utf8.count <= EquationParser.lengthLimit else {
      throw Problem("equation_malformed", "A formula has at most \(EquationParser.lengthLimit) bytes.")
    }
    tokens = try EquationParser.tokens(Array(text))
    end = text.count + 1
  }

  mutating func whole() throws(Problem) -> Equation.Term {
    let term = try expression(above: 0)
    if next < tokens.count { throw malformed("Nothing is expected behind a whole formula.") }
    return term
  }

  private mutating func expression(above rank: Int) throws(Problem) -> Equation.Term {
    depth += 1
    defer { depth -= 1 }
    guard depth <= EquationParser.depthLimit else {
      throw Problem("equation_too_deep", "The formula is nested too deep.", at: Place(column: column))
    }
    var left = try operand()
    while let operation, operation.rank > rank {
      next += 1
      // Powers bind to the right: 2^3^2 is 2^9.
      let right = try expression(above: operation == .power ? operation.rank - 1 : operation.rank)
      left = .operation(operation, left, right)
    }
    return left
  }

  private var operation: Equation.Operator? {
    guard next < tokens.count else { return nil }
    switch tokens[next].token {
    case .symbol("=="): return .equal
    case .symbol("!="): return .unequal
    case .symbol(let symbol): return Equation.Operator(rawValue: symbol)
    case .word(let word): return ["and", "or"].contains(word.lowercased()) ? .init(rawValue: word.lowercased()) : nil
    case .number, .text: return nil
    }
  }

  private mutating func operand() throws(Problem) -> Equation.Term {
    guard next < tokens.count else { throw malformed("The formula ends where a number or a name is expected.") }
    defer { next += 1 }
    switch tokens[next].token {
    case .number(let number): return .number(number)
    case .text(let text): return .text(text)
    case .symbol("-"):
      next += 1
      let inner = try expression(above: Equation.Operator.times.rank)
      next -= 1
      return .negative(inner)
    case .symbol("("):
      next += 1
      let inner = try expression(above: 0)
      guard next < tokens.count, tokens[next].token == .symbol(")") else { throw malformed("A bracket is not closed.") }
      return inner
    case .word(let word):
      guard next + 1 < tokens.count, tokens[next + 1].token == .symbol("(") else {
        if !names.contains(word) { names.append(word) }
        return .name(word)
      }
      return try call(word)
    case .symbol: throw malformed("A number, a name or a bracket is expected here.")
    }
  }

  /// Ends on the closing bracket.
  private mutating func call(_ word: String) throws(Problem) -> Equation.Term {
    let place = Place(column: column)
    guard let function = EquationFunction(rawValue: word.lowercased()) else {
      throw Problem("function_unknown", "There is no function “\(word)”.", at: place)
    }
    next += 2
    var arguments: [Equation.Term] = []
    if next < tokens.count, tokens[next].token != .symbol(")") {
      arguments.append(try expression(above: 0))
      while next < tokens.count, tokens[next].token == .symbol(",") {
        next += 1
        arguments.append(try expression(above: 0))
      }
    }
    guard next < tokens.count, tokens[next].token == .symbol(")") else {
      throw malformed("A comma or a closing bracket is expected here.")
    }
    guard function.takes(arguments.count) else {
      throw Problem("argument_count", "\(word) does not take \(arguments.count) arguments.", at: place)
    }
    return .call(function, arguments)
  }

  private var column: Int { next < tokens.count ? tokens[next].column : end }

  private func malformed(_ message: String) -> Problem {
    Problem("equation_malformed", message, at: Place(column: column))
  }

  private static func tokens(_ text: [Character]) throws(Problem) -> [(token: Token, column: Int)] {
    var tokens: [(Token, Int)] = []
    var place = 0
    while place < text.count {
      let start = place
      let character = text[place]
      if character.isWhitespace {
        place += 1
        continue
      }
      if character.isASCII, character.isNumber || character == "." {
        while place < text.count, text[place].isASCII, text[place].isNumber || text[place] == "." { place += 1 }
        guard let number = Double(String(text[start..<place])) else {
          throw Problem("equation_malformed", "This is no number.", at: Place(column: start + 1))
        }
        tokens.append((.number(number), start + 1))
      } else if character == "_" || character.isLetter {
        while place < text.count, text[place] == "_" || text[place].isLetter || text[place].isNumber { place += 1 }
        tokens.append((.word(String(text[start..<place])), start + 1))
      } else if character == "'" || character == "\"" {
        guard let close = text[(start + 1)...].firstIndex(of: character) else {
          throw Problem("equation_malformed", "A text is not closed.", at: Place(column: start + 1))
        }
        place = close + 1
        tokens.append((.text(String(text[(start + 1)..<close])), start + 1))
      } else {
        let two = place + 1 < text.count ? String(text[place...(place + 1)]) : ""
        let symbol = ["<=", ">=", "<>", "!=", "=="].contains(two) ? two : String(character)
        guard symbol.count == 2 || "+-*/%^(),=<>".contains(character) else {
          throw Problem("equation_malformed", "“\(character)” means nothing here.", at: Place(column: start + 1))
        }
        place += symbol.count
        tokens.append((.symbol(symbol), start + 1))
      }
    }
    return tokens
  }
}
