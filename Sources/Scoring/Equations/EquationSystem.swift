import Domain

/// Named formulas that read one another, such as the package of a results-based financing programme for all its
/// facilities and periods.
public struct EquationSystem: Sendable {
  /// A formula and its name.
  public struct Named: Sendable {
    public let name: String
    public let text: String
    /// Where it stands; problems are said to be there.
    public let place: Place?

    public init(_ name: String, _ text: String, at place: Place? = nil) {
      self.name = name
      self.text = text
      self.place = place
    }
  }

  public static let limit = 1_000_000

  private let named: [Named]
  private let equations: [Equation]
  private let indexOf: [String: Int]

  /// - Throws: every mistake at once, at its place: `too_many_equations`, `name_duplicate`, `name_unknown`, and what
  ///   ``Equation`` refuses.
  public init(_ named: [Named]) throws(Problems) {
    guard named.count <= EquationSystem.limit else {
      throw Problems([Problem("too_many_equations", "At most \(EquationSystem.limit) formulas are computed at once.")])
    }
    var problems: [Problem] = []
    var indexOf: [String: Int] = [:]
    var equations: [Equation] = []
    for (index, formula) in named.enumerated() {
      if indexOf.updateValue(index, forKey: formula.name) != nil {
        problems.append(
          EquationSystem.placed(Problem("name_duplicate", "Two formulas are named “\(formula.name)”."), formula))
      }
      do throws(Problem) { equations.append(try Equation(formula.text)) } catch {
        problems.append(EquationSystem.placed(error, formula))
      }
    }
    try Problems.throwIfAny(problems)
    for (formula, equation) in zip(named, equations) {
      for name in equation.names where indexOf[name] == nil {
        problems.append(EquationSystem.placed(Problem("name_unknown", "Nothing is named “\(name)”."), formula))
      }
    }
    try Problems.throwIfAny(problems)
    self.named = named
    self.equations = equations
    self.indexOf = indexOf
  }

  /// The value of each formula, in their order. Each is computed once, after those it reads.
  ///
  /// - Throws: `equation_cycle` for a formula that reads itself in the end, and what ``Equation/value(_:)`` refuses.
  public func solve() throws(Problem) -> [(name: String, value: Double)] {
    var waiting = equations.map(\.names.count)
    var readers = [[Int]](repeating: [], count: equations.count)
    for (index, equation) in equations.enumerated() {
      for name in equation.names { if let read = indexOf[name] { readers[read].append(index) } }
    }
    var ready = waiting.indices.filter { waiting[$0] == 0 }
    var values: [String: Double] = [:]
    var next = 0
    while next < ready.count {
      let index = ready[next]
      next += 1
      do throws(Problem) { values[named[index].name] = try equations[index].value(values) } catch {
        throw EquationSystem.placed(error, named[index])
      }
      for reader in readers[index] {
        waiting[reader] -= 1
        if waiting[reader] == 0 { ready.append(reader) }
      }
    }
    if let stuck = waiting.indices.first(where: { waiting[$0] > 0 }) {
      throw EquationSystem.placed(
        Problem("equation_cycle", "“\(named[stuck].name)” hangs on itself, or on a formula that does."), named[stuck])
    }
    return named.map { ($0.name, values[$0.name] ?? 0) }
  }

  /// A problem of a formula at its place in the file, and in the formula where that is known.
  private static func placed(_ problem: Problem, _ formula: Named) -> Problem {
    guard var place = formula.place else { return problem.at(Place(field: formula.name)) }
    // A column counts within the formula, which starts at the column of its cell.
    if let inner = problem.place?.column, let start = place.column { place.column = start + inner - 1 }
    place.field = formula.name
    return Problem(problem.code, problem.message, at: place)
  }
}
