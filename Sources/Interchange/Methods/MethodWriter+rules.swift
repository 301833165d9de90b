import Domain
import Scoring

extension MethodWriter {
  func groups() -> [MethodBlock] {
    if framework.groups == [.all] { return [.heading(say(.groups)), .paragraph(say(.oneGroup))] }
    let equity = framework.equity
    var items = zip(framework.groups, plan.groupWeights).map { rule, weight in
      if let income = rule.income { return say(.groupIncome, group(rule.code), number(income), number(weight)) }
      return say(.groupWeight, group(rule.code), number(weight))
    }
    items.append(say(equity.level == .top ? .equityTop : .equityIndicator, mean(equity.aggregation)))
    if let median = equity.medianIncome {
      items.append(say(.equityIncome, number(median), number(equity.eta), number(equity.cap)))
    }
    if let floor = equity.incomeFloor { items.append(say(.incomeFloor, number(floor))) }
    return [.heading(say(.groups)), .items(items)]
  }

  func gates() -> [MethodBlock] {
    if framework.gates.isEmpty { return [.heading(say(.gates)), .paragraph(say(.noGates))] }
    let items = framework.gates.map { gate in
      let value = number(gate.value)
      let (phrase, limit): (MethodPhrase, Double) =
        switch gate.bound {
        case .below(let limit): (gate.closesUnknown ? .gateBelowOrUnknown : .gateBelow, limit)
        case .above(let limit): (gate.closesUnknown ? .gateAboveOrUnknown : .gateAbove, limit)
        }
      return say(phrase, indicator(gate.indicator), number(limit), gate.node, value)
    }
    return [.heading(say(.gates)), .items(items)]
  }

  /// - Parameter run: nil for the framework alone.
  func uncertainty(of run: MethodDescription.RunFacts?) -> [MethodBlock] {
    let drawn = run?.replicates ?? framework.uncertainty?.replicates ?? 0
    guard let rule = framework.uncertainty, drawn > 0 else {
      return [.heading(say(.uncertainty)), .paragraph(say(.boundsOnly))]
    }
    var items = [say(.replicates, String(drawn), String(rule.seed))]
    if drawn < rule.replicates { items.append(say(.quick, String(drawn), String(rule.replicates))) }
    if run == nil, let nightly = rule.nightly { items.append(say(.nightly, String(nightly))) }
    if rule.weights > 0 { items.append(say(.varyWeights, number(rule.weights))) }
    if !rule.methods.isEmpty {
      items.append(say(.varyMethods, rule.methods.map(normalisation).joined(separator: " / ")))
    }
    if let range = rule.verification {
      items.append(say(.varyVerification, number(range.lowerBound), number(range.upperBound)))
    }
    if !rule.powers.isEmpty { items.append(say(.varyPowers, rule.powers.map(number).joined(separator: ", "))) }
    if rule.sampling { items.append(say(.varySampling)) }
    items.append(say(.top, String(rule.top)))
    return [.heading(say(.uncertainty)), .items(items)]
  }

  func money() -> [MethodBlock] {
    guard let rule = framework.proposal else {
      return [.heading(say(.proposal)), .paragraph(say(.noProposal))]
    }
    var items = [say(.budget, amount(rule.budgetMinor, rule.currency))] + method(rule)
    if let bound = rule.eligibleFrom { items.append(say(.eligibleFrom, number(bound))) }
    items.append(say(.paidNode, rule.node ?? plan.nodes[plan.root]))
    if !rule.payers.isEmpty {
      items.append(say(.payers, String(rule.payersWhole)))
      items += rule.payers.map { say(.payer, $0.name, String($0.parts)) }
    }
    items += [say(.eligibility), say(.leftover)]
    return [.heading(say(.proposal)), .items(items)]
  }

  private func method(_ rule: ProposalRule) -> [String] {
    switch rule.method {
    case .waterFilling: return [say(.waterFilling), say(.capShare, number(rule.capShare)), floor(rule)]
    case .proportional:
      if rule.groups.isEmpty { return [say(.proportional)] }
      let parts = rule.groups.sorted { $0.key < $1.key }.map { say(.groupPart, $0.key, String($0.value)) }
      return [say(.proportional), say(rule.grouping == .kind ? .groupedByKind : .groupedByRegion)] + parts
    case .thresholdAndCap:
      let bonus = rule.bonus.map {
        say(.bonus, $0.node, number($0.threshold), number($0.slope), number($0.constant))
      }
      return [say(.thresholdAndCap, number(rule.threshold), number(rule.cap))] + [bonus].compactMap(\.self)
    case .quadraticMatch:
      let limits = [
        rule.capMinor.map { say(.matchCap, amount($0, rule.currency)) },
        rule.contributions.map { say(.matchedFund, $0) },
      ]
      return [say(.quadraticMatch)] + limits.compactMap(\.self)
        + [say(rule.spendsAll ? .spendsAll : .spendsNeeded)]
    }
  }

  private func floor(_ rule: ProposalRule) -> String {
    if rule.floorMinor == 0 { return say(.noFloor) }
    return say(rule.floor == .cliff ? .cliff : .phaseIn, amount(rule.floorMinor, rule.currency))
  }

  /// `1000.00 MAD`, or `1000,00 MAD`; minor units where the currency is none that can be booked, which a valid framework has not.
  func amount(_ minor: Int64, _ currency: String) -> String {
    guard let currency = try? Currency(currency), let money = try? Money(minor: minor, currency) else {
      return "\(minor) \(currency)"
    }
    return written(money.description)
  }
}
