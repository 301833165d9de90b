import Domain
import Numerics

/// The functions of formulas, by their names in lower case; a formula may write them as it likes.
enum EquationFunction: String, CaseIterable, Sendable {
  case sum, avg, min, max, abs, sqrt, round, floor, access, array
  /// The standard deviation of a population.
  case stdevp
  /// a / b, and 0 where b is 0.
  case safeDivision = "safe_div"
  case choose = "if"
  /// A value, then triples of a lower end, an upper end that is left out, and a score, then a score for all others.
  case scoreTable = "score_table"
  case daysInMonth = "cal_days_in_month"
  /// Two names, each with a list, and a formula that is computed for every pair.
  case evaluateArray = "eval_array"

  func takes(_ count: Int) -> Bool {
    switch self {
    case .sum, .avg, .min, .max, .stdevp, .array: count >= 1
    case .abs, .sqrt: count == 1
    case .round, .floor: count == 1 || count == 2
    case .safeDivision, .daysInMonth: count == 2
    case .choose: count == 3
    case .access: count >= 2
    case .scoreTable: count >= 2 && (count - 2) % 3 == 0
    case .evaluateArray: count == 5
    }
  }

  func value(_ arguments: [Equation.Value]) throws(Problem) -> Equation.Value {
    if self == .evaluateArray { return try EquationFunction.evaluate(arguments) }
    var numbers: [Double] = []
    for argument in arguments {
      guard let more = argument.numbers else {
        throw Problem("number_expected", "\(rawValue.uppercased()) takes numbers.")
      }
      numbers += more
    }
    if self == .array { return .list(numbers) }
    guard let first = numbers.first else {
      throw Problem("number_expected", "\(rawValue.uppercased()) is given an empty list.")
    }
    return .number(try Equation.finite(number(numbers, first)))
  }

  private func number(_ numbers: [Double], _ first: Double) throws(Problem) -> Double {
    switch self {
    case .sum: return ExactSum(numbers).value
    case .avg: return Moments(numbers).mean ?? 0
    case .stdevp: return (Moments(numbers).populationVariance ?? 0).squareRoot()
    case .min: return numbers.reduce(first, Swift.min)
    case .max: return numbers.reduce(first, Swift.max)
    case .abs: return first.magnitude
    case .sqrt: return first.squareRoot()
    case .round: return EquationFunction.rounded(first, digits: numbers.count > 1 ? numbers[1] : 0)
    case .floor:
      let unit = numbers.count > 1 ? numbers[1] : 1
      return (first / unit).rounded(.down) * unit
    case .safeDivision: return numbers[1] == 0 ? 0 : first / numbers[1]
    case .access: return try EquationFunction.element(numbers)
    case .scoreTable: return EquationFunction.score(numbers)
    case .daysInMonth: return try EquationFunction.days(numbers)
    case .choose, .array, .evaluateArray: throw Problem("number_expected", "\(rawValue.uppercased()) is no number.")
    }
  }

  static func power(_ base: Double, _ exponent: Double) -> Double { Double.pow(base, exponent) }

  /// Half away from zero, as spreadsheets round.
  private static func rounded(_ number: Double, digits: Double) -> Double {
    let unit = Double.pow(10, Int(Swift.min(Swift.max(digits, -15), 15)))
    return (number * unit).rounded(.toNearestOrAwayFromZero) / unit
  }

  /// The last number says which of those before it, counted from 0.
  private static func element(_ numbers: [Double]) throws(Problem) -> Double {
    let place = numbers[numbers.count - 1]
    guard place >= 0, place < Double(numbers.count - 1) else {
      throw Problem("number_expected", "ACCESS asks for element \(place) of \(numbers.count - 1), counted from 0.")
    }
    return numbers[Int(place)]
  }

  private static func score(_ numbers: [Double]) -> Double {
    for start in stride(from: 1, to: numbers.count - 1, by: 3)
    where numbers[start] <= numbers[0] && numbers[0] < numbers[start + 1] {
      return numbers[start + 2]
    }
    return numbers[numbers.count - 1]
  }

  private static func days(_ numbers: [Double]) throws(Problem) -> Double {
    guard numbers.count == 2, (1...9_999).contains(numbers[0]), (1...12).contains(numbers[1]) else {
      throw Problem("number_expected", "CAL_DAYS_IN_MONTH takes a year and a month from 1 to 12.")
    }
    let (year, month) = (Int(numbers[0]), Int(numbers[1]))
    let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    return Double(month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31)
  }

  private static func evaluate(_ arguments: [Equation.Value]) throws(Problem) -> Equation.Value {
    guard case .text(let first) = arguments[0], case .text(let second) = arguments[2],
      case .text(let formula) = arguments[4], let left = arguments[1].numbers, let right = arguments[3].numbers,
      left.count == right.count
    else {
      throw Problem(
        "number_expected", "EVAL_ARRAY takes a name and a list, twice, of one length, and a formula of the two names.")
    }
    let equation = try Equation(formula)
    var list: [Double] = []
    for (one, other) in zip(left, right) { list.append(try equation.value([first: one, second: other])) }
    return .list(list)
  }
}
