import Domain

/// When an override is refused: it cannot be explained, it names nobody who may be paid, or it breaks the budget.
public enum OverrideCheck {
  /// `override_without_reason`, `override_without_approver`, `override_negative`, `duplicate_override`,
  /// `override_unknown_actor`, `override_ineligible_actor` and `overrides_exceed_budget`, in the order of overrides.
  public static func problems(
    _ overrides: [Override], claims: [some AllocationClaim], budgetMinor: Int64
  ) -> [Problem] {
    let known = Dictionary(claims.map { ($0.actor, $0.ineligibility) }, uniquingKeysWith: { first, _ in first })
    var problems: [Problem] = []
    var seen: Set<String> = []
    var left = budgetMinor
    for override in overrides {
      problems += single(override, known: known)
      if !seen.insert(override.actor).inserted {
        problems.append(
          Problem("duplicate_override", "“\(override.actor)” has more than one override; keep the one that holds."))
      }
      let (rest, overflow) = left.subtractingReportingOverflow(max(0, override.amountMinor))
      left = overflow ? -1 : max(-1, rest)
      if left < 0 { break }
    }
    if left < 0 {
      problems.append(
        Problem(
          "overrides_exceed_budget", "The overrides add up to more than the budget of \(budgetMinor) minor units."))
    }
    return problems
  }

  private static func single(_ override: Override, known: [String: String?]) -> [Problem] {
    var problems: [Problem] = []
    let place = { (field: String) in Place(field: field) }
    if override.reason.allSatisfy(\.isWhitespace) {
      problems.append(
        Problem("override_without_reason", "The override of “\(override.actor)” needs a reason.", at: place("reason")))
    }
    if override.approver.allSatisfy(\.isWhitespace) {
      problems.append(
        Problem(
          "override_without_approver", "The override of “\(override.actor)” needs the name of its approver.",
          at: place("approver")))
    }
    if override.amountMinor < 0 {
      problems.append(
        Problem(
          "override_negative", "The override of “\(override.actor)” is negative; an amount is zero or more.",
          at: place("amount_minor")))
    }
    switch known[override.actor] {
    case nil:
      problems.append(
        Problem(
          "override_unknown_actor", "The override names “\(override.actor)”, who is not among the claims.",
          at: place("actor")))
    case .some(.some(let why)):
      problems.append(
        Problem(
          "override_ineligible_actor", "“\(override.actor)” may not have this money: \(why)", at: place("actor")))
    default: break
    }
    return problems
  }
}
