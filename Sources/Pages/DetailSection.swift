import Actions
import Domain

/// What follows from a score: the funding score, the score without the penalty for what is required and missing, small
/// numbers with what is known of them, and what outcomes are worth.
struct DetailSection {
  let sheet: ScoreSheet
  let names: ScoreNames

  private var language: Language { names.language }
  private var texts: DetailTexts { DetailTexts.of(language) }
  private var figures: Figures { Figures(language: language) }

  var markup: HTML? {
    guard let detail = sheet.detail else { return nil }
    return "\(scores(detail))\(factors(detail.factors))\(proportions(detail.proportions))\(social(detail.socialReturn))"
  }

  private func scores(_ detail: ScoreDetail) -> HTML? {
    guard detail.fundingScore != nil else { return nil }
    let score = sheet.nodes.first { $0.node == sheet.run.result.rootNode }?.score
    let lenient: HTML? =
      detail.lenient == score ? nil : fact(texts.lenient, figures.number(detail.lenient, decimals: 3))
    return """
      <section><h2>\(texts.funding)</h2>
      <dl class="facts">
      \(fact(texts.fundingScore, figures.number(detail.fundingScore, decimals: 1)))
      \(lenient)
      </dl>
      <p class="note">\(texts.fundingExplained)</p></section>

      """
  }

  private func fact(_ label: String, _ value: HTML) -> HTML { "<div><dt>\(label)</dt><dd>\(value)</dd></div>" }

  private func factors(_ found: [ScoreDetail.Factor]) -> HTML? {
    guard !found.isEmpty else { return nil }
    let words = Texts.of(language)
    let table = Table(
      headings: [texts.factorOf, words.domain, words.group, words.weight, words.normalised, texts.factor],
      rows: found.map { factor in
        [
          child(factor), names.node(factor.node),
          factor.group.map(names.group) ?? figures.number(nil, decimals: 0), figures.plain(factor.share),
          figures.number(factor.value, decimals: 3), self.factor(factor),
        ]
      })
    return """
      <section><h2>\(texts.factors)</h2>
      \(table.markup)
      <p class="note">\(texts.factorsExplained)</p></section>

      """
  }

  private func factor(_ found: ScoreDetail.Factor) -> HTML {
    let number = figures.number(found.factor, decimals: 3)
    return found.isFloored ? "\(number) <span class=\"note\">(\(texts.floored))</span>" : number
  }

  private func child(_ factor: ScoreDetail.Factor) -> HTML {
    switch factor.kind {
    case "indicator": names.indicator(factor.child)
    case "group": names.group(factor.child)
    default: names.node(factor.child)
    }
  }

  private func proportions(_ found: [ScoreDetail.Proportion]) -> HTML? {
    guard !found.isEmpty else { return nil }
    let words = Texts.of(language)
    let table = Table(
      headings: [words.indicator, words.group, texts.partOfWhole, texts.reported, texts.scoredAs],
      rows: found.map { proportion in
        [
          names.indicator(proportion.indicator), names.group(proportion.group),
          "\(figures.plain(proportion.successes)) / \(figures.plain(proportion.trials))",
          estimate(proportion.reported), proportion.shrunk.map(estimate) ?? figures.number(nil, decimals: 0),
        ]
      })
    return """
      <section><h2>\(texts.proportions)</h2>
      \(table.markup)
      <p class="note">\(texts.proportionsExplained)</p></section>

      """
  }

  private func estimate(_ found: ScoreDetail.Estimate) -> HTML {
    """
    \(figures.number(found.value, decimals: 3)) <span class="bounds">\(figures.number(found.low, decimals: 3)) … \
    \(figures.number(found.high, decimals: 3))</span>
    """
  }

  private func social(_ found: ScoreDetail.SocialReturn?) -> HTML? {
    guard let found else { return nil }
    let table = Table(
      headings: [texts.outcome, texts.quantity, texts.firstYear, texts.presentValue, texts.costPerUnit],
      rows: found.outcomes.map { outcome in
        [
          "\(outcome.name)", figures.plain(outcome.quantity), figures.plain(outcome.firstYear),
          figures.plain(outcome.presentValue), figures.plain(outcome.costPerUnit),
        ]
      })
    return """
      <section><h2>\(texts.social)</h2>
      <dl class="facts">
      \(fact(texts.investment, figures.plain(found.investment)))
      \(fact(texts.presentValue, figures.plain(found.presentValue)))
      \(fact(texts.netPresentValue, figures.plain(found.netPresentValue)))
      \(fact(texts.ratio, figures.plain(found.ratio)))
      </dl>
      \(table.markup)
      <p class="note">\(texts.socialExplained)</p></section>

      """
  }
}
