import Domain

/// What every rule needs of its claims.
enum ClaimCheck {
  /// Keeps the exact arithmetic of a split inside 128 bits.
  static let limit = 1 << 20

  static func problems(_ actors: [String], budgetMinor: Int64) -> [Problem] {
    var problems: [Problem] = []
    if !(0...Money.limit).contains(budgetMinor) {
      problems.append(
        Problem(
          "budget_out_of_range", "A budget is zero or more and no larger than this service books.",
          at: Place(field: "budget_minor")))
    }
    if actors.count > limit {
      problems.append(Problem("too_many_claims", "One proposal takes at most \(limit) claims; split the programme."))
    }
    let twice = Dictionary(grouping: actors, by: \.self).filter { $0.value.count > 1 }.keys.sorted()
    problems += twice.map {
      Problem("duplicate_actor", "“\($0)” stands more than once among the claims; give each actor one row.")
    }
    return problems
  }
}
