import Actions
import Domain

/// What a tranche waits for, as a sentence in the language of who reads.
struct ConditionWords {
  let book: NameBook
  let currency: Currency
  /// The programme of the page, whose score needs no name.
  let programme: Code
  let language: Language

  private var texts: AwardTexts { AwardTexts.of(language) }
  private var figures: Figures { Figures(language: language) }
  private var names: ScoreNames { ScoreNames(book: book, language: language) }

  /// Conditions below each other, each with whether it is met; a dash where there is none.
  func list(_ conditions: [AwardedTranche.Condition]) -> HTML {
    if conditions.isEmpty { return figures.number(nil, decimals: 0) }
    return "\(conditions.map(item))"
  }

  private func item(_ condition: AwardedTranche.Condition) -> HTML {
    let state: HTML =
      switch condition.standing {
      case .met: "<span class=\"status\">\(texts.met)</span>"
      case .waived: "<span class=\"status\">\(texts.waived)</span>"
      case .open: "<span class=\"status open\">\(texts.notMet)</span>"
      }
    return "<p class=\"item\">\(sentence(condition.condition)) \(state)</p>"
  }

  func sentence(_ condition: TrancheCondition) -> HTML {
    guard let day = condition.dueOn else { return words(condition.kind) }
    return HTML(filling: texts.expectedBy, ["condition": words(condition.kind), "day": figures.date(day)])
  }

  private func words(_ kind: TrancheCondition.Kind) -> HTML {
    switch kind {
    case .report(let number): HTML(filling: texts.reportAccepted, ["n": figures.integer(number)])
    case .audit(let code): HTML(filling: texts.auditOnFile, ["code": figures.code(code.text)])
    case .document(let code): HTML(filling: texts.documentOnFile, ["code": figures.code(code.text)])
    case .cofunding(let minor): HTML(filling: texts.cofundingAtLeast, ["amount": figures.money(minor, currency)])
    case .spendRatio(let basisPoints):
      HTML(filling: texts.spentAtLeast, ["share": figures.percent(Double(basisPoints) / 10_000)])
    case .indicator(let code, let group, let comparison, let limit):
      HTML(
        filling: comparison == .atLeast ? texts.indicatorAtLeast : texts.indicatorAtMost,
        [
          "indicator": names.indicator(code.text), "group": names.group(group.text), "limit": figures.plain(limit),
        ])
    case .score(let score):
      HTML(
        filling: score.reads == .score ? texts.scoreAtLeast : texts.lowerBoundAtLeast,
        ["what": what(score), "limit": figures.plain(score.minimum)])
    }
  }

  /// The score, or the node of its tree; of which programme, where it is another.
  private func what(_ score: ScoreCondition) -> HTML {
    let node: HTML = score.node == "score" ? "\(Texts.of(language).score)" : names.node(score.node)
    return score.programme == programme ? node : "\(node) (\(figures.code(score.programme.text)))"
  }
}

extension HTML {
  /// `template` with what stands for each name in braces, such as `{limit}`.
  init(filling template: String, _ values: [String: HTML]) {
    let parts = template.split(separator: "{", omittingEmptySubsequences: false)
    let filled = parts.enumerated().map { index, part -> HTML in
      guard index > 0, let end = part.firstIndex(of: "}"), let value = values[String(part[..<end])] else {
        return "\(String(part))"
      }
      return "\(value)\(String(part[part.index(after: end)...]))"
    }
    self = "\(filled)"
  }
}
