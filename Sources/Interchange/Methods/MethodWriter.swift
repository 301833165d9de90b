import Domain
import Scoring

/// Puts a framework's rules into the words of one language; a file a topic.
struct MethodWriter {
  let framework: Framework
  let plan: Plan
  let catalogue: MethodDescription.Catalogue
  let language: Language

  func say(_ phrase: MethodPhrase, _ arguments: String...) -> String {
    // A phrase has at most five places; Swift cannot pass a list on as arguments.
    let all = arguments + Array(repeating: "", count: max(0, 5 - arguments.count))
    return phrase.said(language, all[0], all[1], all[2], all[3], all[4])
  }

  func number(_ number: Double) -> String { written(MethodNumber.of(number)) }

  func percent(_ share: Double) -> String { written(MethodNumber.percent(share)) }

  /// With the decimal mark of the language.
  func written(_ number: String) -> String {
    language == .en ? number : number.replacing(".", with: ",")
  }

  /// Between the clauses of an item.
  var clauses: String { language == .ar ? "؛ " : "; " }

  /// The code, and the name where one is known.
  func indicator(_ code: String) -> String {
    guard let name = catalogue.indicators[code]?.names.preferred(language) else { return code }
    return "\(name) (\(code))"
  }

  func group(_ code: String) -> String {
    if code == GapRule.everybody { return say(.everybody) }
    guard let name = catalogue.groups[code]?.preferred(language) else { return code }
    return "\(name) (\(code))"
  }

  func node(_ code: String) -> String {
    guard let node = framework.tree.first(where: { $0.code == code }), let name = node.title[language.rawValue] else {
      return code
    }
    return "\(name) (\(code))"
  }

  func opening(sha256: String, run: MethodDescription.RunFacts?) -> [MethodBlock] {
    let title = framework.title[language.rawValue] ?? framework.title["en"] ?? framework.code
    var blocks: [MethodBlock] = [
      .title(say(.title, title)),
      .paragraph(say(.identity, framework.code, String(framework.version), sha256)),
    ]
    if let run {
      blocks.append(
        .paragraph(
          say(
            .run, String(run.id), run.asOf.description, run.recordedUntil.description, run.engineVersion,
            String(run.seed))))
    }
    let (from, through) = (framework.validFrom?.description, framework.validThrough?.description)
    blocks.append(.paragraph(say(.validity, from ?? say(.open), through ?? say(.open))))
    return blocks
  }

  func tree() -> [MethodBlock] {
    let shares = plan.effectiveNodeWeights
    let items = zip(framework.tree, shares).map { node, share in
      let details = [mean(node.aggregation)] + demands(node)
      let text = details.joined(separator: clauses)
      guard let parent = node.parent else { return say(.root, self.node(node.code), text) }
      return say(
        .node, self.node(node.code), number(node.weight), self.node(parent), percent(share), text)
    }
    return [.heading(say(.tree)), .items(items)]
  }

  func mean(_ aggregation: Aggregation) -> String {
    let words =
      switch aggregation {
      case .arithmetic: say(.arithmetic)
      case .geometric: say(.geometric)
      case .harmonic: say(.harmonic)
      case .power(let exponent, _): say(.power, number(exponent))
      case .mazziottaPareto: say(.mazziottaPareto)
      case .product: say(.product)
      case .alkireFoster(let cutoff): say(.alkireFoster, "\(cutoff.numerator)/\(cutoff.denominator)")
      case .copeland: say(.copeland)
      }
    guard let floor = aggregation.floor else { return words }
    return "\(words); \(say(.floored, number(floor)))"
  }

  private func demands(_ node: NodeRule) -> [String] {
    var demands: [String] = []
    if let minimum = node.minimumData {
      demands.append(say(minimum >= 1 ? .minimumCount : .minimumShare, number(minimum)))
    }
    if let coverage = node.coverageMinimum { demands.append(say(.nodeCoverage, number(coverage))) }
    return demands
  }

  func missing() -> [MethodBlock] {
    let policy: MethodPhrase =
      switch framework.missing {
      case .drop: .missingDrop
      case .zero: .missingZero
      case .groupMean: .missingGroupMean
      }
    return [
      .heading(say(.missing)), .items([say(policy), say(.coverage, number(framework.coverageMinimum))]),
    ]
  }

  func evidence() -> [MethodBlock] {
    let rule = framework.verification
    return [
      .heading(say(.verification)),
      .items(
        [say(.evidence, number(rule.unverified), number(rule.rejected)), say(.evidenceLoss)]
          + (rule.remembers ? [say(.remembers)] : [])
          + (rule.discrepancy.map { [say(.discrepancy, number($0))] } ?? [])
          + rule.overDeclared.map { say(.overDeclared, number($0.above), number($0.keeps)) }),
    ]
  }

  func publication() -> [MethodBlock] {
    let limits = framework.bands.limits.map(number)
    return [
      .heading(say(.publication)),
      .items([say(.publicationRank), say(.publicationBands, limits[0], limits[1], limits[2], limits[3])]),
    ]
  }
}
