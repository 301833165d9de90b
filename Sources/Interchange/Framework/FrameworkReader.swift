import Domain
import Scoring
import Yams

/// Reads the keys of a framework file. A mistake is noted and its default taken, so that the next ones are found too.
struct FrameworkReader {
  let reading: YAMLReading

  init(_ reading: YAMLReading) { self.reading = reading }

  func framework(_ root: Node.Mapping) -> Framework {
    let map = YAMLMap(root, "", reading)
    map.allow([
      "framework", "version", "valid", "title", "missing", "coverage", "verification", "groups", "equity", "indicators",
      "tree", "gates", "uncertainty", "social_return", "proposal", "bands",
    ])
    for key in ["framework", "version", "indicators", "tree"] { map.require(key) }
    let valid = map.map("valid")
    valid?.allow(["from", "to"])
    let coverage = map.map("coverage")
    coverage?.allow(["minimum"])
    let missing = map.map("missing")
    missing?.allow(["policy"])
    return Framework(
      code: map.text("framework") ?? "", version: map.integer("version") ?? 1, validFrom: valid?.date("from"),
      validThrough: valid?.date("to"), title: title(map),
      missing: missing?.choice("policy", as: MissingPolicy.self) ?? .drop,
      coverageMinimum: coverage?.number("minimum") ?? 0.65, verification: verification(map), groups: groups(map),
      equity: equity(map), indicators: (map.maps("indicators") ?? []).map(indicator),
      tree: (map.maps("tree") ?? []).map(node), gates: (map.maps("gates") ?? []).compactMap(gate),
      uncertainty: uncertainty(map), socialReturn: socialReturn(map), proposal: proposal(map), bands: bands(map))
  }

  func title(_ map: YAMLMap) -> [String: String] {
    guard let titles = map.map("title") else { return [:] }
    var table: [String: String] = [:]
    for language in titles.keys { table[language] = titles.text(language) }
    return table
  }

  private func verification(_ map: YAMLMap) -> VerificationRule {
    guard let rule = map.map("verification") else { return VerificationRule() }
    rule.allow(["unverified", "rejected", "remembers", "discrepancy", "over_declared"])
    let bands = (rule.maps("over_declared") ?? []).map { band in
      band.allow(["above", "keeps"])
      for key in ["above", "keeps"] { band.require(key) }
      return OverDeclarationBand(above: band.number("above") ?? 0, keeps: band.number("keeps") ?? 1)
    }
    return VerificationRule(
      unverified: rule.number("unverified") ?? 0.8, rejected: rule.number("rejected") ?? 0,
      remembers: rule.flag("remembers") ?? false, discrepancy: rule.number("discrepancy"),
      overDeclared: bands)
  }

  private func groups(_ map: YAMLMap) -> [GroupRule] {
    guard let groups = map.map("groups") else { return [.all] }
    return groups.keys.map { code in
      guard let rule = groups.map(code) else { return GroupRule(code) }
      rule.allow(["weight", "income"])
      return GroupRule(code, weight: rule.number("weight"), income: rule.number("income"))
    }
  }

  private func equity(_ map: YAMLMap) -> EquityRule {
    guard let rule = map.map("equity") else { return EquityRule() }
    rule.allow(["at", "aggregate", "p", "floor", "eta", "median_income", "cap", "income_floor"])
    return EquityRule(
      level: rule.choice("at", as: EquityRule.Level.self) ?? .top, aggregation: aggregation(rule),
      eta: rule.number("eta") ?? 1.3, medianIncome: rule.number("median_income"), cap: rule.number("cap") ?? 4,
      incomeFloor: rule.number("income_floor"))
  }

  private func gate(_ map: YAMLMap) -> GateRule? {
    map.allow(["indicator", "below", "above", "node", "value", "unknown"])
    for key in ["indicator", "node", "value"] { map.require(key) }
    let (below, above) = (map.number("below"), map.number("above"))
    guard let limit = below ?? above, below == nil || above == nil else {
      map.refuse("gate_without_bound", below == nil ? "indicator" : "above", "A gate has one limit: below or above.")
      return nil
    }
    return GateRule(
      map.text("indicator") ?? "", below == nil ? .above(limit) : .below(limit), node: map.text("node") ?? "",
      value: map.number("value") ?? 0, closesUnknown: map.choice("unknown", as: GateRule.Unknown.self) == .closed)
  }

  private func uncertainty(_ map: YAMLMap) -> UncertaintyRule? {
    guard let rule = map.map("uncertainty") else { return nil }
    rule.allow(["replicates", "nightly", "seed", "weights", "methods", "verification", "powers", "sampling", "top"])
    return UncertaintyRule(
      replicates: rule.integer("replicates") ?? 1_000, seed: rule.integer("seed", as: UInt64.self) ?? 0,
      weights: rule.number("weights") ?? 0.25,
      methods: rule.list("methods")?.compactMap { normalisation($0.node, $0.field)?.method } ?? [],
      verification: rule.node("verification") == nil ? nil : rule.range("verification"),
      powers: rule.numbers("powers") ?? [], sampling: rule.flag("sampling") ?? true, top: rule.integer("top") ?? 10,
      nightly: rule.integer("nightly"))
  }

  private func bands(_ map: YAMLMap) -> BandRule {
    guard let rule = map.map("bands") else { return BandRule() }
    rule.allow(["limits"])
    return BandRule(limits: rule.numbers("limits") ?? BandRule().limits)
  }
}
