/// Lays the scale of one indicator over the values of all groups, in the order of the stages: what is missing is filled
/// in, small numbers are shrunk, large ones capped, outliers treated, and then the extremes and moments are taken.
struct ScaleColumn {
  private(set) var column = Scale.Column()

  init(_ plan: Plan, _ leaf: Int, _ members: [Int], _ tally: ScaleTally, _ pairs: inout [Scale.Pair]) {
    let rule = plan.framework.indicators[leaf]
    let needs = ScaleNeeds(rule, plan.framework)
    guard needs.anything else { return }
    let expected = members.filter { pairs[$0].isExpected }
    if let shrinkage = rule.shrinkage {
      for member in expected { pairs[member].prior = ShrinkagePrior(shrinkage, tally.pairs[member].trials) }
    }
    let fill = { (member: Int) -> (value: Double, count: Int)? in
      let absent = tally.pairs[member].absent
      switch plan.framework.missing {
      case .drop: return nil
      case .zero: return absent > 0 ? (0, absent) : nil
      case .groupMean: return tally.pairs[member].moments?.mean.flatMap { absent > 0 ? ($0, absent) : nil }
      }
    }
    if needs.values {
      var values: [Double] = []
      for member in expected {
        if let prior = pairs[member].prior {
          values += tally.pairs[member].trials.map { prior.shrunk($0.success, of: $0.size) * $0.unit }
        } else {
          values += tally.pairs[member].values
        }
        if let fill = fill(member) { values += repeatElement(fill.value, count: fill.count) }
      }
      take(sorted: values.sorted(), rule, plan.framework)
    } else {
      var moments = needs.moments ? Moments() : nil
      for member in expected {
        let pair = tally.pairs[member]
        include(pair.count, pair.minimum, pair.maximum)
        if let more = pair.moments { moments?.merge(more) }
        guard let fill = fill(member) else { continue }
        include(fill.count, fill.value, fill.value)
        if moments != nil { for _ in 0..<fill.count { moments?.add(fill.value) } }
      }
      column.mean = moments?.mean
      column.standardDeviation = moments?.standardDeviation
    }
  }

  private mutating func include(_ count: Int, _ minimum: Double, _ maximum: Double) {
    guard count > 0 else { return }
    column.count += count
    column.minimum = min(column.minimum ?? minimum, minimum)
    column.maximum = max(column.maximum ?? maximum, maximum)
  }

  private mutating func take(sorted values: [Double], _ rule: IndicatorRule, _ framework: Framework) {
    var values = values
    if let percentile = rule.capPercentile, let cap = Quantile.ofSorted(values, percentile / 100) {
      column.cap = cap
      values = values.map { min($0, cap) }
    }
    if ScaleNeeds(rule, framework).treats {
      let treatment = ColumnTreatment(sorted: values)
      column.treatment = treatment
      values = values.compactMap(treatment.treated)
    }
    include(values.count, values.first ?? 0, values.last ?? 0)
    let moments = Moments(values)
    column.mean = moments.mean
    column.standardDeviation = moments.standardDeviation
    let methods = [rule.normalisation] + (framework.uncertainty?.methods ?? [])
    let comparesPlaces = methods.contains { method in
      switch method {
      case .percentileRank, .rank, .borda: true
      default: false
      }
    }
    if comparesPlaces { column.sorted = values }
  }
}
