import Domain

/// What a score is made of: a bar a part, and under them the same as a table.
struct PartsSection {
  let parts: [ScorePart]
  let language: Language

  private var texts: Texts { Texts.of(language) }
  private var figures: Figures { Figures(language: language) }

  var markup: HTML {
    """
    <section><h2>\(texts.madeOf)</h2>
    <p>\(texts.madeOfExplained)</p>
    <ul class="bars">
    \(bars)</ul>
    <div class="wide" tabindex="0" role="region" aria-label="\(texts.madeOf)"><table>
    <thead><tr><th scope="col">\(texts.indicator)</th><th scope="col">\(texts.group)</th>\
    <th scope="col">\(texts.value)</th><th scope="col">\(texts.normalised)</th>\
    <th scope="col">\(texts.evidence)</th><th scope="col">\(texts.weight)</th>\
    <th scope="col">\(texts.contribution)</th><th scope="col">\(texts.status)</th></tr></thead>
    <tbody>
    \(parts.map(row))</tbody>
    </table></div></section>
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
      <li><span class="label">\(figures.code(part.indicator)) <span class="kind">\(group(part))</span></span>\
      <span class="amount">\(figures.number(part.contribution, decimals: 3))</span>\
      \(Bar.signed(part.contribution, limit: limit, isTwoSided: isTwoSided))</li>

      """
    }
  }

  private func row(_ part: ScorePart) -> HTML {
    // What carries no weight brought nothing: that is not the same as having brought zero.
    let isCounted = part.weight > 0
    return """
    <tr><th scope="row">\(figures.code(part.indicator))</th><td>\(group(part))</td>\
    <td>\(figures.plain(part.raw))</td><td>\(figures.number(part.normalised, decimals: 3))</td>\
    <td>\(figures.percent(isCounted ? part.evidence : nil))</td><td>\(figures.plain(part.weight))</td>\
    <td>\(figures.number(isCounted ? part.contribution : nil, decimals: 3))</td>\
    <td><span class="status\(part.status == "ok" ? "" : " open")">\(texts.partStatus(part.status))</span></td></tr>

    """
  }

  private func group(_ part: ScorePart) -> HTML {
    part.group == TargetGroup.everybody.text ? "\(texts.everybody)" : figures.code(part.group)
  }
}
