import Domain
import Scoring
import Testing

@Suite("Nothing that is not a finite number leaves the engine")
struct EngineFuzzTests {
  @Test(
    "scores, parts, explanations, intervals and returns of random frameworks over extreme values",
    arguments: 0..<Fuzz.seeds)
  func fuzz(seed: Int) async throws {
    var fuzz = Fuzz(seed: seed)
    let framework = fuzz.framework()
    guard framework.problems().isEmpty else { return }
    let plan = try Plan(framework)
    var intake = Intake(plan, periods: 3)
    var reported: [[ObservationCell]] = []
    for actor in 0..<Int.random(in: 1...9, using: &fuzz.random) {
      // Every third is a union with two members.
      let cells = fuzz.cells(plan, periods: 3, units: actor % 3 == 2 ? 3 : 1).sorted(by: ObservationCell.isBefore)
      for cell in cells { intake.add(cell) }
      try intake.finishActor("a\(actor)")
      reported.append(cells)
    }
    let shard = intake.finish()
    let scorer = Scorer(plan)
    let run = try await scorer.score([shard])
    #expect(run.scale.isSound, "seed \(seed)")
    for actor in run.actors.indices {
      Self.check(run, actor, seed)
      for found in plan.proportions(of: reported[actor], periods: 3, run.scale) {
        let ends = [found.wilson, found.shrunk].compactMap(\.self).flatMap { [$0.estimate, $0.lower, $0.upper] }
        #expect(ends.allSatisfy { $0.isFinite }, "seed \(seed): \(found)")
      }
    }
    let uncertainty = await scorer.vary(run, [shard])
    for factor in uncertainty?.factors ?? [] {
      let ends = [factor.first, factor.total].flatMap { [$0.estimate, $0.lower, $0.upper] }
      #expect(ends.allSatisfy { $0.isFinite }, "seed \(seed): \(factor)")
    }
    for interval in (uncertainty?.nodes ?? []).joined().compactMap(\.self) {
      let (score, rank) = (interval.score, interval.rank)
      let numbers = [
        interval.mean, interval.standardDeviation, score.low, score.median, score.high, rank.low, rank.median,
        rank.high,
      ]
      #expect(numbers.allSatisfy { $0.isFinite }, "\(framework)")
    }
  }

  @Test("among the frameworks that run is every method, mean, treatment and policy there is")
  func coverage() {
    let ran = (0..<Fuzz.seeds).map { seed in
      var fuzz = Fuzz(seed: seed)
      return fuzz.framework()
    }.filter { $0.problems().isEmpty }
    let rules = ran.flatMap(\.indicators)
    #expect(
      Self.words(rules.map { "\($0.normalisation)" }) == [
        "achievement", "goalposts", "logGoalposts", "minmax", "zscore", "percentileRank", "rank", "borda",
        "distanceToMax", "distanceToTarget",
      ])
    #expect(
      Self.words(ran.flatMap(\.tree).map { "\($0.aggregation)" }) == [
        "arithmetic", "geometric", "harmonic", "power", "mazziottaPareto", "product", "alkireFoster", "copeland",
      ])
    #expect(Self.words(rules.compactMap(\.shrinkage).map { "\($0)" }) == ["betaBinomial", "jamesStein"])
    #expect(rules.contains { $0.shrinkage == .jamesStein(sd: nil) } && rules.contains { $0.treatment == .winsorise })
    #expect(Set(rules.map(\.variant)).count == 3 && Set(rules.map(\.kind)).count == 3)
    #expect(rules.contains { $0.gap != nil } && rules.contains { $0.denominator != nil && $0.shrinkage != nil })
    #expect(rules.contains { $0.capPercentile != nil } && rules.contains { $0.constant != nil })
    #expect(rules.contains { $0.adjustment != nil } && rules.contains { $0.isRequired })
    #expect(Set(ran.map(\.missing)).count == 3 && Set(ran.map(\.equity.level)).count == 2)
    #expect(ran.contains { $0.verification.remembers } && ran.contains { $0.verification.discrepancy != nil })
    #expect(ran.contains { !$0.gates.isEmpty })
  }

  /// The names of enumeration cases.
  private static func words(_ cases: [String]) -> Set<String> {
    Set(cases.map { String($0.prefix { $0.isLetter }) })
  }

  private static func check(_ run: Run, _ actor: Int, _ seed: Int) {
    var numbers: [(String, Double?)] = []
    for node in run.plan.nodes.indices {
      let score = run.score(actor, node: node)
      numbers += [
        ("score", score.score), ("unweighted", score.unweighted), ("lower", score.lowerBound),
        ("upper", score.upperBound), ("lenient", score.lenient), ("coverage", score.coverage),
      ]
      #expect((0...1).contains(score.coverage))
    }
    for part in run.parts(actor) {
      numbers += [
        ("raw", part.raw), ("achievement", part.achievement), ("normalised", part.normalised), ("scored", part.scored),
        ("weight", part.weight), ("contribution", part.contribution), ("evidence", part.evidence),
      ]
    }
    for factor in run.factors(actor) {
      numbers += [("share", factor.share), ("child", factor.value), ("factor", factor.factor)]
    }
    for raise in run.explanation(actor)?.raises ?? [] { numbers += [("gap", raise.gap), ("gain", raise.gain)] }
    if let social = run.socialReturn(actor) {
      numbers += [("value", social.presentValue), ("net", social.netPresentValue), ("ratio", social.ratio)]
      numbers += social.outcomes.map { ("outcome", $0.firstYear) }
    }
    let bad = numbers.filter { $0.1.map { !$0.isFinite } ?? false }
    #expect(bad.isEmpty, "seed \(seed)")
  }
}

/// Frameworks and cells that nobody would write.
private struct Fuzz {
  /// Values at every edge of what can be fed, and beyond.
  private static let numbers: [Double] = [
    0, -0, 1, -1, 0.1, 7, 1e-300, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, 1e15, -1e15, 1e15 - 1, 1e16, 1e308,
    -1e308, .infinity, -.infinity,
    .nan, .ulpOfOne, 123_456.789,
  ]

  /// How many frameworks are tried.
  static let seeds = 200

  var random: TestRandom

  init(seed: Int) { random = TestRandom(seed: UInt64(seed)) }

  private mutating func pick<Value>(_ list: [Value]) -> Value { list[Int.random(in: list.indices, using: &random)] }
  private mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &random) < share }

  private mutating func method() -> Normalisation {
    pick([
      .achievement(AchievementScale()), .achievement(AchievementScale(cap: -1...2)),
      .achievement(AchievementScale(maintainTolerance: 1e-9)), .achievement(AchievementScale(baseline: 0, target: 1)),
      .goalposts(Goalposts(low: 0, high: 1e-12, truncates: false)), .goalposts(Goalposts(low: -1e15, high: 1e15)),
      .logGoalposts(Goalposts(low: 1e-15, high: 1e15)),
      .logGoalposts(Goalposts(low: 1, high: 2, truncates: false)), .minmax(.unit), .minmax(ValueScale(1, 100)),
      .zscore(mean: 100, sd: 10), .percentileRank, .rank, .borda, .distanceToMax,
      .distanceToTarget(target: 0, cap: 1.5),
    ])
  }

  private mutating func mean() -> Aggregation {
    pick([
      .arithmetic, .geometric(floor: 1e-9), .harmonic(floor: 1e-12), .power(-20, floor: 1e-6), .power(20, floor: 0.1),
      .power(0, floor: 0.5), .mazziottaPareto,
    ])
  }

  /// Means that need children of a kind, or that only the root can have.
  private mutating func rareMean(atRoot: Bool) -> Aggregation {
    pick(atRoot ? [.copeland, .product] : [.product, .alkireFoster(cutoff: .init(1, 3))])
  }

  private mutating func leaf(_ index: Int, groups: [String]) -> IndicatorRule {
    var rule = IndicatorRule("i\(index)", parent: pick(["a", "b"]), weight: pick([1e-9, 1, 3, 1e12]))
    rule.direction = pick([.up, .down])
    rule.kind = pick([.flow, .stock, .ratio])
    rule.normalisation = method()
    rule.isRequired = chance(0.2)
    if chance(0.3) { rule.capPercentile = pick([1, 50, 97, 100]) }
    if chance(0.3) { rule.treatment = .winsorise }
    if rule.normalisation.isRelative, chance(0.3) { rule.constant = 1 }
    if rule.kind == .ratio, chance(0.4) { rule.shrinkage = pick([.betaBinomial, .jamesStein(sd: nil)]) }
    if rule.kind != .flow, chance(0.2) { rule.shrinkage = .jamesStein(sd: pick([1e-9, 1, 1e9])) }
    if rule.kind != .ratio, chance(0.3) { rule.variant = pick([.growth, .retention]) }
    if chance(0.3) { rule.denominator = DenominatorRule("d", scale: pick([1e-9, 1, 1e9])) }
    if chance(0.2) { rule.adjustment = AdjustmentRule(deadweight: pick([0, 0.5, 1]), attribution: 0.1) }
    if groups.count > 1, rule.shrinkage == nil, chance(0.3), case .achievement = rule.normalisation {
      (rule.variant, rule.denominator, rule.adjustment) = (.level, nil, nil)
      rule.gap = GapRule(group: groups[0], reference: pick(["all", groups[1]]), measure: pick([.ratio, .difference]))
    }
    return rule
  }

  mutating func framework() -> Framework {
    let groups = pick([["all"], ["women", "men"], ["women", "men", "youth"]])
    let leaves = (0..<Int.random(in: 1...5, using: &random)).map { leaf($0, groups: groups) }
    let tree =
      [NodeRule("root", aggregation: chance(0.2) ? rareMean(atRoot: true) : mean())]
      + ["a", "b"].filter { code in leaves.contains { $0.parent == code } }
      .map { code in
        NodeRule(
          code, parent: "root", weight: pick([0.1, 1, 7]),
          aggregation: chance(0.2) ? rareMean(atRoot: false) : mean(), minimumData: chance(0.2) ? 0.5 : nil)
      }
    return Framework(
      code: "fuzz", missing: pick(MissingPolicy.allCases), coverageMinimum: pick([0, 0.65, 1]),
      verification: VerificationRule(
        unverified: pick([0, 0.8, 1]), remembers: chance(0.3), discrepancy: chance(0.3) ? 0.05 : nil),
      groups: groups.map { GroupRule($0, weight: pick([1e-9, 1, 1.5, 1e12])) },
      equity: EquityRule(level: pick([.top, .indicator]), aggregation: mean()), indicators: leaves, tree: tree,
      gates: chance(0.3) ? [GateRule("d", .below(1), node: "root", value: pick([0, 1e15]))] : [],
      uncertainty: UncertaintyRule(
        replicates: 12, seed: 1, weights: 0.9, methods: [method()], powers: pick([[], [1, 0, -1], [-20, 20]])),
      socialReturn: SocialReturnRule(
        investment: .indicator("d"), discountRate: -0.9,
        outcomes: [
          .init("o", .proxy(indicator: "i0", kind: .flow, proxy: 1e15), years: 100),
          .init("p", .published(PublishedReturn(ratio: 1e6, basis: .gross))),
        ]))
  }

  private mutating func number() -> Double? { chance(0.2) ? nil : pick(Self.numbers) }

  mutating func cells(_ plan: Plan, periods: Int, units: Int) -> [ObservationCell] {
    var cells: [ObservationCell] = []
    for indicator in plan.reported.indices {
      for group in plan.groups.indices {
        for place in 0..<periods * units where chance(0.8) {
          let (period, unit) = (place / units, place % units)
          cells.append(
            ObservationCell(
              indicator: Int32(indicator), group: Int32(group), period: Int32(period),
              state: pick([.reported, .reported, .reported, .missing, .notDue, .refused]),
              verdict: pick([.verified, .none, .rejected, .returned]), value: number(), verifiedValue: number(),
              numerator: number(), denominator: number(), size: number(), baseline: number(), target: number(),
              unit: UInt16(unit)))
        }
      }
    }
    return cells
  }
}
