import Domain

extension Framework {
  /// Every contradiction in the framework, at once; fields are named as in the file, such as `indicators[2].parent`.
  ///
  /// - Throws: ``Domain/Problems`` with the codes of ``problems()``.
  public func validate() throws(Problems) { try Problems.throwIfAny(problems()) }

  /// What ``validate()`` refuses, in the order of the file; empty for a framework that can be run.
  public func problems() -> [Problem] {
    var check = FrameworkCheck(self)
    check.general()
    check.groups()
    for index in indicators.indices { check.indicator(index) }
    check.tree()
    check.gates()
    check.uncertainty()
    check.socialReturn()
    check.proposal()
    return check.found
  }
}

/// Gathers the problems of one framework; a file a topic.
struct FrameworkCheck {
  let framework: Framework
  private(set) var found: [Problem] = []

  init(_ framework: Framework) { self.framework = framework }

  mutating func refuse(_ code: ProblemCode, _ field: String, _ message: String) {
    found.append(Problem(code, message, at: Place(field: field)))
  }

  /// Refuses a number outside `range`, or none at all.
  mutating func number(_ value: Double?, in range: ClosedRange<Double>, _ field: String) {
    guard let value else { return }
    if !value.isFinite || !range.contains(value) {
      refuse("value_out_of_range", field, "\(value) is outside \(range.lowerBound) to \(range.upperBound).")
    }
  }

  /// Refuses what is not a finite number of reasonable size; weights past 1e12 would drown all others.
  mutating func positive(_ value: Double?, _ field: String, what: String) {
    guard let value else { return }
    // Smaller ones lose digits where they are multiplied.
    if !(value >= 1e-12 && value <= 1e12) {
      refuse("weight_not_positive", field, "\(what) is above 0, from 1e-12 to 1e12; it is \(value).")
    }
  }

  /// Refuses numbers no reported value can have.
  mutating func finite(_ value: Double?, _ field: String) {
    number(value, in: -ReportCell.limit...ReportCell.limit, field)
  }

  private mutating func overDeclarations(_ bands: [OverDeclarationBand]) {
    for (index, band) in bands.enumerated() {
      number(band.above, in: 0...10, "verification.over_declared[\(index)].above")
      number(band.keeps, in: 0...1, "verification.over_declared[\(index)].keeps")
    }
    if zip(bands, bands.dropFirst()).contains(where: { !($0.above < $1.above && $0.keeps >= $1.keeps) }) {
      refuse(
        "over_declared_not_rising", "verification.over_declared",
        "Each band begins above the one before it and keeps no more.")
    }
  }

  mutating func general() {
    if framework.code.isEmpty { refuse("framework_unnamed", "framework", "A framework has a code.") }
    if framework.version < 1 { refuse("value_out_of_range", "version", "Versions count from 1.") }
    if let from = framework.validFrom, let through = framework.validThrough, through < from {
      refuse("period_reversed", "valid.to", "The framework ends on \(through), before it starts on \(from).")
    }
    number(framework.coverageMinimum, in: 0...1, "coverage.minimum")
    number(framework.verification.unverified, in: 0...1, "verification.unverified")
    number(framework.verification.rejected, in: 0...1, "verification.rejected")
    number(framework.verification.discrepancy, in: 0...10, "verification.discrepancy")
    overDeclarations(framework.verification.overDeclared)
    if framework.verification.rejected > framework.verification.unverified {
      refuse(
        "verification_reversed", "verification.rejected",
        "A rejected gain does not count for more than an unverified one.")
    }
    let limits = framework.bands.limits
    if limits.count != 4 || zip(limits, limits.dropFirst()).contains(where: { $0 <= $1 })
      || !limits.allSatisfy(\.isFinite)
    {
      refuse("bands_not_falling", "bands.limits", "Bands are four falling limits: the least scores of A, B, C and D.")
    }
  }

  mutating func duplicates(_ codes: [String], _ field: (Int) -> String, what: String) {
    var seen: Set<String> = []
    for (index, code) in codes.enumerated() where !seen.insert(code).inserted {
      refuse("code_duplicate", field(index), "Two \(what) have the code “\(code)”.")
    }
  }

  mutating func groups() {
    let groups = framework.groups
    if groups.isEmpty { refuse("groups_empty", "groups", "Name a group, or leave the key out.") }
    if groups.count > Framework.groupLimit {
      refuse("too_many_groups", "groups", "At most \(Framework.groupLimit) groups are scored.")
    }
    duplicates(groups.map(\.code), { "groups.\(groups[$0].code)" }, what: "groups")
    for group in groups {
      let field = "groups.\(group.code)"
      positive(group.weight, "\(field).weight", what: "A weight")
      positive(group.income, "\(field).income", what: "An income")
      if group.weight != nil && group.income != nil {
        refuse("weight_conflict", "\(field).income", "Give a weight or an income, not both.")
      }
      if group.income != nil && framework.equity.medianIncome == nil {
        refuse("median_income_missing", "\(field).income", "An income needs equity.median_income to compare with.")
      }
    }
    let equity = framework.equity
    number(equity.eta, in: 0...10, "equity.eta")
    positive(equity.cap, "equity.cap", what: "The cap")
    positive(equity.medianIncome, "equity.median_income", what: "The median income")
    positive(equity.incomeFloor, "equity.income_floor", what: "The income floor")
    aggregation(equity.aggregation, "equity", childrenArePositive: false)
    switch equity.aggregation {
    case .product, .copeland, .alkireFoster:
      refuse("aggregate_not_for_groups", "equity.aggregate", "Groups are averaged; choose a mean.")
    default: break
    }
  }

  mutating func gates() {
    for (index, gate) in framework.gates.enumerated() {
      let field = "gates[\(index)]"
      if gate.indicator.isEmpty { refuse("indicator_unknown", "\(field).indicator", "A gate reads an indicator.") }
      if !framework.tree.contains(where: { $0.code == gate.node }) {
        refuse("node_unknown", "\(field).node", "The tree has no node “\(gate.node)”.")
      }
      finite(gate.value, "\(field).value")
      switch gate.bound {
      case .below(let limit): finite(limit, "\(field).below")
      case .above(let limit): finite(limit, "\(field).above")
      }
    }
  }

  mutating func uncertainty() {
    guard let rule = framework.uncertainty else { return }
    if !(0...1_000_000).contains(rule.replicates) {
      refuse("value_out_of_range", "uncertainty.replicates", "Replicates are 0 to 1,000,000.")
    }
    if let nightly = rule.nightly, !(0...max(rule.replicates, 0)).contains(nightly) {
      refuse("value_out_of_range", "uncertainty.nightly", "A night draws no more replicates than there are in all.")
    }
    number(rule.weights, in: 0...0.99, "uncertainty.weights")
    if rule.top < 1 { refuse("value_out_of_range", "uncertainty.top", "The first k are 1 or more.") }
    if let range = rule.verification {
      number(range.lowerBound, in: 0...1, "uncertainty.verification")
      number(range.upperBound, in: 0...1, "uncertainty.verification")
    }
    for (index, method) in rule.methods.enumerated() { normalisation(method, "uncertainty.methods[\(index)]") }
    for power in rule.powers { number(power, in: -20...20, "uncertainty.powers") }
  }
}

extension Framework {
  public static let groupLimit = 256
  public static let indicatorLimit = 2_000
  public static let nodeLimit = 1_000
}
