import Actions
import Domain

/// The scores of a tree's nodes below the score itself: a bar each, with its interval as a whisker once replicates ran,
/// and under them every node as a table.
struct DomainsSection {
  let sheet: ScoreSheet
  let names: ScoreNames

  private var language: Language { names.language }
  private var texts: Texts { Texts.of(language) }
  private var own: SheetTexts { SheetTexts.of(language) }
  private var figures: Figures { Figures(language: language) }
  private var cells: ScoreCells { ScoreCells(language: language, rows: sheet.nodes) }
  private var programmePath: String { "/programmes/\(sheet.programme.code)" }

  var markup: HTML { "<section><h2>\(texts.scoresByDomain)</h2>\n\(picture())\(table.markup)</section>" }

  /// The bars alone, of the first nodes that have a score; nil where there is none.
  func picture(atMost count: Int = .max) -> HTML? {
    let root = sheet.run.result.rootNode
    let shown = sheet.nodes.filter { $0.node != root && $0.score != nil }.prefix(count)
    guard !shown.isEmpty else { return nil }
    let ends = shown.flatMap { row -> [Double] in
      let range = sheet.intervals[row.node]?.score
      return [row.score, range?.low, range?.high].compactMap(\.self)
    }
    let limit = ends.map(\.magnitude).max() ?? 0
    let isTwoSided = ends.contains { $0 < 0 }
    let bars = shown.map { row -> HTML in
      let range = sheet.intervals[row.node]?.score
      return """
        <li><span class="label">\(names.node(row.node))</span><span class="amount">\(amount(row))</span>\
        \(Bar.signed(row.score ?? 0, limit: limit, isTwoSided: isTwoSided, range: range.map { ($0.low, $0.high) }))</li>

        """
    }
    return "<ul class=\"bars\">\n\(bars)</ul>\n"
  }

  private func amount(_ row: ActorScore) -> HTML {
    let score = figures.number(row.score, decimals: cells.decimals)
    guard let interval = sheet.intervals[row.node] else { return score }
    return """
      \(score) <span class="kind"><span class="hidden">\(own.interval): </span>\(cells.range(interval.score))</span> \
      \(cells.grade(interval.grade))
      """
  }

  private var table: Table {
    let isVaried = !sheet.intervals.isEmpty
    let beside = isVaried ? [own.interval, own.rankRange, own.grade] : []
    return Table(
      headings: [texts.domain, texts.score, texts.rank] + beside + [texts.coverage, texts.status],
      rows: sheet.nodes.map { row in
        [link(row), cells.score(row), cells.rank(row)] + (isVaried ? certainty(row) : [])
          + [cells.coverage(row), cells.status(row)]
      })
  }

  private func link(_ row: ActorScore) -> HTML {
    """
    <a href="\(programmePath)?lang=\(language.rawValue)&amp;node=\(row.node)">\(names.node(row.node))</a>
    """
  }

  private func certainty(_ row: ActorScore) -> [HTML] {
    guard let interval = sheet.intervals[row.node] else {
      let none = figures.number(nil, decimals: 0)
      return [none, none, none]
    }
    return [cells.range(interval.score), cells.ranks(interval.rank), cells.grade(interval.grade)]
  }
}
