import Domain

extension Plan {
  /// What a reported cell says that cannot be, by the rules of the indicators made of it (stage S1); nil where it can.
  ///
  /// Codes: `denominator_zero` and `numerator_above_denominator` for proportions, `direction_conflict` where the target
  /// lies on the other side of the baseline.
  public func problem(with cell: ObservationCell) -> Problem? {
    if cell.denominator <= 0 {
      return Problem("denominator_zero", "A denominator is above zero.", at: Place(field: "denominator"))
    }
    for (index, rule) in framework.indicators.enumerated() where reportedIndex(of: index) == Int(cell.indicator) {
      if rule.shrinkage?.isOfProportions == true, cell.numerator > cell.denominator || cell.numerator < 0 {
        return Problem(
          "numerator_above_denominator", "A part is not negative and not more than the whole.",
          at: Place(field: "numerator"))
      }
      if rule.kind == .ratio, !ReportCell.agree(cell.value, cell.numerator, cell.denominator) {
        return Problem(
          "ratio_parts_disagree", "\(cell.numerator) / \(cell.denominator) is not the declared \(cell.value).",
          at: Place(field: "value"))
      }
      guard leaves[index].isAchievement, leaves[index].maintainTolerance == nil, rule.gap == nil else { continue }
      let baseline = cell.baseline.isNaN ? leaves[index].baseline ?? .nan : cell.baseline
      let target = cell.target.isNaN ? leaves[index].target ?? .nan : cell.target
      let goesUp = target > baseline
      if !baseline.isNaN, !target.isNaN, baseline != target, goesUp != leaves[index].isUp {
        return Problem(
          "direction_conflict",
          "\(rule.code) is good when it goes \(rule.direction.rawValue), and its target \(target) is on the other side "
            + "of its baseline \(baseline).", at: Place(field: "target"))
      }
    }
    return nil
  }

  /// Whether some indicator made of the reported one compares its values with baselines and targets, whatever the side.
  public func comparesGoals(ofReported indicator: Int32) -> Bool {
    leaves.indices.contains { leaves[$0].isAchievement && reportedIndex(of: $0) == Int(indicator) }
  }

  private func reportedIndex(of leaf: Int) -> Int { indexOfReported[framework.indicators[leaf].reported] ?? -1 }
}
