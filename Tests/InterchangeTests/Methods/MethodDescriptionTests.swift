import Domain
import Foundation
import Interchange
import Scoring
import Testing

@Suite("The description of a method")
struct MethodDescriptionTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("config/frameworks")

  static let shipped: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasSuffix(".yml") }.sorted()

  private static func describe(_ file: FrameworkFile, _ language: Language) throws -> MethodDescription {
    try MethodDescription(file.framework, sha256: file.sha256, language: language)
  }

  @Test("every code and number of a shipped framework is said, in every language", arguments: shipped)
  func complete(_ name: String) throws {
    let path = Self.folder.appendingPathComponent(name).path
    let file = try FrameworkFile(path: path)
    for language in Language.allCases {
      for form in MethodDescription.Form.allCases {
        let text = try Self.describe(file, language).rendered(form)
        for word in try Self.words(of: path) {
          let said = language == .en || Double(word) == nil ? word : word.replacing(".", with: ",")
          #expect(text.contains(said), "\(name) \(language) \(form): \(word)")
        }
        #expect(text.contains(file.sha256) && !text.contains("%1") && !text.contains("%2"))
        if let title = file.framework.title[language.rawValue] { #expect(text.contains(title)) }
      }
    }
  }

  @Test("shares of the score are those after every weight of the tree")
  func shares() throws {
    let path = Self.folder.appendingPathComponent("oriental-social-economy.yml").path
    let text = try Self.describe(FrameworkFile(path: path), .en).rendered(.markdown)
    // 1.5 of 4.5 for livelihoods, of which 2 of 4 for the income of members.
    #expect(
      text.contains(
        "| members_income | – | numerators and denominators add up | more | Livelihoods (livelihoods) | 2 | 16.67 % |"))
    let share = "- Livelihoods (livelihoods), weight 1.5 in Score (score), 33.33 % of the score: weighted mean"
    #expect(text.contains(share))
    #expect(text.contains("a part below 0.01 counts as 0.01"))
  }

  @Test("frameworks that differ in a rule have different descriptions")
  func everyRuleCounts() throws {
    let base = try Self.describe(Self.file(""), .en).rendered(.text)
    let rules = [
      "missing: {policy: zero}", "missing: {policy: group_mean}", "coverage: {minimum: 0.3}",
      "verification: {unverified: 0.5, rejected: 0.1}", "groups: {women: {weight: 2}, men: {weight: 1}}",
      "gates: [{indicator: members, above: 9, node: score, value: 0.5}]",
      "uncertainty: {replicates: 50, seed: 7, weights: 0.1, powers: [1, 0], verification: [0.2, 0.9], top: 3}",
      "uncertainty: {replicates: 50, sampling: false, methods: [borda]}",
      "proposal: {budget_minor: 100050, currency: MAD, cap_share: 0.25, floor_minor: 5, floor: cliff}",
      "bands: {limits: [0.9, 0.7, 0.5, 0.3]}", "valid: {from: 2026-01-01, to: 2026-12-31}",
      "verification: {remembers: true}", "verification: {discrepancy: 0.07}",
      "verification: {over_declared: [{above: 0.07, keeps: 0.6}]}",
      "proposal: {budget_minor: 100050, currency: MAD, payers: {of: 9, parts: {state: 4, donor: 5}}}",
      "proposal: {method: threshold_and_cap, budget_minor: 1, currency: MAD}",
      "proposal: {method: threshold_and_cap, budget_minor: 1, currency: MAD, bonus: {node: score, threshold: 0.5, slope: 0.35}}",
      "social_return: {investment: 42000, outcomes: [{name: work, indicator: a, proxy: 7}]}",
      "social_return: {investment: spent, outcomes: [{name: work, indicator: a, proxy: 7}]}",
      "social_return: {investment: spent, outcomes: [{name: work, published: {ratio: 5.6, basis: net}}]}",
      "social_return: {investment: spent, outcomes: [{name: work, deadweight: 0.3, published: {ratio: 5.6, basis: gross}}]}",
    ]
    let texts = try rules.map { try Self.describe(Self.file($0), .en).rendered(.text) }
    #expect(Set(texts + [base]).count == rules.count + 1)
    #expect(texts[8].contains("1000.50 MAD") && texts[8].contains("0.25") && texts[8].contains("0.05 MAD"))
  }

  private static func file(_ rule: String) throws -> FrameworkFile {
    let text = """
      framework: f
      version: 1
      \(rule)
      indicators: [{code: a, parent: score}]
      tree: [{code: score}]
      """
    return try FrameworkFile(bytes: Array(text.utf8))
  }

  /// Codes and numbers of a framework file, other than those that are said in another form: its own version of the
  /// weights of money, and words of the grammar.
  private static func words(of path: String) throws -> Set<String> {
    let file = try FrameworkFile(path: path).framework
    var words: Set<String> = []
    for rule in file.indicators {
      words.formUnion([rule.code, rule.reported, rule.parent, number(rule.weight)])
      if let percentile = rule.capPercentile { words.insert(number(percentile)) }
      if let minimum = rule.minimum { words.insert(number(minimum)) }
      if let denominator = rule.denominator { words.formUnion([denominator.indicator, number(denominator.scale)]) }
      switch rule.normalisation {
      case .achievement(let scale):
        words.formUnion([scale.cap.lowerBound, scale.cap.upperBound].map(number))
        words.formUnion([scale.baseline, scale.target, scale.maintainTolerance].compactMap { $0.map(number) })
      case .goalposts(let posts), .logGoalposts(let posts):
        words.formUnion([posts.low, posts.high, posts.scale.low, posts.scale.high].map(number))
      default: break
      }
    }
    for node in file.tree {
      words.formUnion([node.code, number(node.weight)] + [node.aggregation.floor].compactMap { $0.map(number) })
    }
    for group in file.groups where group.code != "all" { words.insert(group.code) }
    for gate in file.gates { words.formUnion([gate.indicator, gate.node, number(gate.value)]) }
    words.formUnion([file.coverageMinimum, file.verification.unverified].map(number))
    if let rule = file.proposal { words.formUnion([number(rule.capShare), rule.currency]) }
    return words
  }

  private static func number(_ number: Double) -> String {
    number == number.rounded() ? String(Int(number)) : "\(Decimal(string: "\(number)") ?? 0)"
  }
}
