extension Run {
  /// What the actor's outcomes are worth against what was put in; nil where the framework values none.
  public func socialReturn(_ actor: Int) -> SocialReturn? {
    guard let rule = plan.framework.socialReturn else { return nil }
    let (shard, own) = place(of: actor)
    let start = own * plan.wholeSeries.count + plan.gateNodes.count
    // The series stand in the order of the rule: the investment where it is one, then the outcomes that count one.
    var next = start
    let read = { () -> Double? in
      defer { next += 1 }
      let value = shards[shard].wholeValues[next]
      return value.isNaN ? nil : value
    }
    let investment: Double?
    switch rule.investment {
    case .amount(let amount): investment = amount
    case .indicator: investment = read()
    }
    let quantities = rule.outcomes.map { outcome -> Double? in
      if case .proxy = outcome.valuation { return read() }
      return nil
    }
    return SocialReturn(rule, investment: investment) { quantities[$0] }
  }
}
