import Actions
import Domain

/// What a score is made of: a bar a part, and under them the same as a table.
struct PartsSection {
  let parts: [ScorePart]
  let names: ScoreNames

  private var language: Language { names.language }
  private var texts: Texts { Texts.of(language) }
  private var figures: Figures { Figures(language: language) }

  var markup: HTML {
    """
    <section><h2>\(texts.madeOf)</h2>
    <p>\(texts.madeOfExplained)</p>
    <ul class="bars">
    \(bars)</ul>
    \(table.markup)</section>
    """
  }

  /// Parts that bring or take something, the largest first.
  private var bars: [HTML] {
    let known = parts.filter { $0.contribution != 0 }
      .sorted { ($1.contribution.magnitude, $0.indicator) < ($0.contribution.magnitude, $1.indicator) }
    let limit = known.first?.contribution.magnitude ?? 0
    let isTwoSided = known.contains { $0.contribution < 0 }
    return known.map { part in
      """
      <li><span class="label">\(names.indicator(part.indicator)) <span class="kind">\(names.group(part.group))</span></span>\
      <span class="amount">\(figures.number(part.contribution, decimals: 3))</span>\
      \(Bar.signed(part.contribution, limit: limit, isTwoSided: isTwoSided))</li>

      """
    }
  }

  private var table: Table {
    Table(
      headings: [
        texts.indicator, texts.group, texts.value, texts.normalised, texts.evidence, texts.weight, texts.contribution,
        texts.status,
      ],
      rows: parts.map(row))
  }

  private func row(_ part: ScorePart) -> [HTML] {
    // What carries no weight brought nothing: that is not the same as having brought zero.
    let isCounted = part.weight > 0
    return [
      names.indicator(part.indicator), names.group(part.group), figures.plain(part.raw),
      figures.number(part.normalised, decimals: 3),
      figures.percent(isCounted ? part.evidence : nil), figures.plain(part.weight),
      figures.number(isCounted ? part.contribution : nil, decimals: 3),
      "<span class=\"status\(part.status == "ok" ? "" : " open")\">\(texts.partStatus(part.status))</span>",
    ]
  }
}
