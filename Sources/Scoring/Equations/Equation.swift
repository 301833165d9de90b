import Domain

/// One formula of a package of results-based financing, read and ready to be computed: numbers, names of other formulas,
/// the operators `+ - * / % ^`, comparisons, `AND` and `OR`, and the functions of ``EquationFunction``.
///
/// The language is that of BLSQ/orbf-rules_engine (MIT), whose packages can be computed again as they stand.
public struct Equation: Sendable, Equatable {
  indirect enum Term: Sendable, Equatable {
    case number(Double)
    case text(String)
    case name(String)
    case negative(Term)
    case operation(Operator, Term, Term)
    case call(EquationFunction, [Term])
  }

  enum Operator: String, CaseIterable, Sendable {
    case or, and
    case equal = "="
    case unequal = "<>"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divided = "/"
    case modulo = "%"
    case power = "^"

    /// How closely it binds.
    var rank: Int {
      switch self {
      case .or: 1
      case .and: 2
      case .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual: 3
      case .plus, .minus: 4
      case .times, .divided, .modulo: 5
      case .power: 6
      }
    }
  }

  let term: Term
  /// The names it reads, each once, in the order they are met.
  public let names: [String]

  /// - Throws: `equation_malformed`, `equation_too_deep`, `function_unknown` or `argument_count`, each with the column.
  public init(_ text: String) throws(Problem) {
    var parser = try EquationParser(text)
    term = try parser.whole()
    names = parser.names
  }

  /// Something a term comes to.
  enum Value: Sendable, Equatable {
    case number(Double)
    case list([Double])
    case text(String)

    /// The numbers, one or many; nil for a text.
    var numbers: [Double]? {
      switch self {
      case .number(let number): [number]
      case .list(let list): list
      case .text: nil
      }
    }
  }

  /// The number the formula comes to.
  ///
  /// - Parameter values: of the names it reads.
  /// - Throws: `name_unknown`, `number_expected`, `division_by_zero` or `result_not_finite`.
  public func value(_ values: [String: Double]) throws(Problem) -> Double {
    guard case .number(let number) = try Equation.value(of: term, values) else {
      throw Problem("number_expected", "The formula comes to a list or a text, not to a number.")
    }
    return number
  }

  static func value(of term: Term, _ values: [String: Double]) throws(Problem) -> Value {
    switch term {
    case .number(let number): return .number(number)
    case .text(let text): return .text(text)
    case .name(let name):
      guard let value = values[name] else {
        throw Problem("name_unknown", "Nothing is named “\(name)”.", at: Place(field: name))
      }
      return .number(value)
    case .negative(let inner): return .number(-(try number(inner, values)))
    case .operation(let operation, let left, let right):
      return .number(try operate(operation, try number(left, values), try number(right, values)))
    case .call(.choose, let arguments):
      // The branch that is not chosen is not computed: it may divide by what the condition keeps from zero.
      return try value(of: try number(arguments[0], values) != 0 ? arguments[1] : arguments[2], values)
    case .call(let function, let arguments):
      var given: [Value] = []
      for argument in arguments { given.append(try value(of: argument, values)) }
      return try function.value(given)
    }
  }

  private static func number(_ term: Term, _ values: [String: Double]) throws(Problem) -> Double {
    guard case .number(let number) = try value(of: term, values) else {
      throw Problem("number_expected", "A number is expected where a list or a text stands.")
    }
    return number
  }

  private static func operate(_ operation: Operator, _ left: Double, _ right: Double) throws(Problem) -> Double {
    switch operation {
    case .or: return left != 0 || right != 0 ? 1 : 0
    case .and: return left != 0 && right != 0 ? 1 : 0
    case .equal: return left == right ? 1 : 0
    case .unequal: return left != right ? 1 : 0
    case .less: return left < right ? 1 : 0
    case .lessOrEqual: return left <= right ? 1 : 0
    case .greater: return left > right ? 1 : 0
    case .greaterOrEqual: return left >= right ? 1 : 0
    case .plus: return try finite(left + right)
    case .minus: return try finite(left - right)
    case .times: return try finite(left * right)
    case .divided, .modulo:
      if right == 0 {
        throw Problem("division_by_zero", "The formula divides by zero; SAFE_DIV gives 0 there.")
      }
      return try finite(operation == .divided ? left / right : left - right * (left / right).rounded(.down))
    case .power: return try finite(EquationFunction.power(left, right))
    }
  }

  static func finite(_ number: Double) throws(Problem) -> Double {
    guard number.isFinite else { throw Problem("result_not_finite", "The formula comes to no finite number.") }
    return number
  }
}
