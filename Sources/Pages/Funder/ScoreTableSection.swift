import Actions
import Domain

/// The table of scores: sorted by its headings, each row to be ticked for a comparison.
struct ScoreTableSection {
  let table: ScoreTable
  let query: ScoreQuery
  let language: Language
  /// A page of the list; one more may stand in ``table`` to say that there is another page.
  static let length = 50

  private var texts: Texts { Texts.of(language) }
  private var own: ScoreTableTexts { ScoreTableTexts.of(language) }
  private var figures: Figures { Figures(language: language) }
  private var path: String { "/programmes/\(table.programme.code)" }
  private var page: ArraySlice<RankedActor> { table.scores.prefix(ScoreTableSection.length) }
  private var cells: ScoreCells { ScoreCells(language: language, rows: page.map(\.score)) }

  var markup: HTML {
    guard !page.isEmpty else { return "<p>\(texts.noScores)</p>\(turning)" }
    let cells = cells
    return """
      <table class="scores" role="table">
      <thead role="rowgroup"><tr role="row">
      \(heading(texts.rank, [(.rank, .ascending), (.lowest, .descending)]))\
      \(heading(texts.actor, [(.name, .ascending)]))\
      <th role="columnheader" scope="col">\(texts.score)</th>\
      \(heading(own.trend, [(.risen, .descending), (.fallen, .ascending)]))\
      \(heading(texts.coverage, [(.reported, .descending), (.coverage, .ascending)]))
      </tr></thead>
      <tbody role="rowgroup">
      \(page.map { row($0, cells) })</tbody>
      </table>
      \(comparison)
      \(turning)
      <p class="note">\(rangesExplained) \(own.trendExplained) \(texts.coverageExplained)</p>
      """
  }

  private enum Direction: String {
    case ascending, descending

    var arrow: HTML { self == .ascending ? "▴" : "▾" }
  }

  /// A heading that sorts by its column; where that is so already, the other way round.
  private func heading(_ text: String, _ orders: [(order: ScoreFilter.Order, direction: Direction)]) -> HTML {
    let current = orders.firstIndex { $0.order == query.filter.order }
    let next = orders[((current ?? orders.count - 1) + 1) % orders.count].order
    let direction = current.map { orders[$0].direction }
    let sorted: HTML? = direction.map { " aria-sort=\"\($0.rawValue)\"" }
    let arrow: HTML? = direction.map { " <span aria-hidden=\"true\">\($0.arrow)</span>" }
    return """
      <th role="columnheader" scope="col"\(sorted)>\
      <a href="\(path)\(query.ordered(by: next).text(language))" title="\(own.orders[next] ?? "")">\(text)\(arrow)</a></th>
      """
  }

  private var rangesExplained: HTML {
    guard table.scores.contains(where: { $0.interval != nil }) else { return "\(texts.boundsExplained)" }
    let own = SheetTexts.of(language)
    let replicates = table.run.map { ScoreCells(language: language, rows: []).replicates(of: $0) }
    return "\(own.intervalExplained) \(replicates) \(own.gradeExplained)"
  }

  /// The roles say again what the tags say: some browsers forget that it is a table where the style sheet lays the cells
  /// out otherwise, as it does on a narrow screen.
  private func row(_ ranked: RankedActor, _ cells: ScoreCells) -> HTML {
    """
    <tr role="row"><td role="cell" class="rank">\(cells.rank(ranked.score))<br>\(tick(ranked))</td>
    <th role="rowheader" scope="row" class="who"><a href="\(path)/actors/\(ranked.actor.text)?lang=\(language.rawValue)">\
    \(figures.name(ranked.names))</a><span class="kind">\(texts.kinds[ranked.kind] ?? "")</span>\
    \(cells.status(ranked.score))</th>
    <td role="cell" class="score">\(cells.score(ranked.score, ranked.interval))</td>
    <td role="cell" class="trend">\(cells.trend(ranked.change))</td>
    <td role="cell" class="share">\(cells.coverage(ranked.score))</td></tr>

    """
  }

  /// The box belongs to the form below the table by its attribute: a table inside a form would not be printed.
  private func tick(_ ranked: RankedActor) -> HTML {
    """
    <span class="choose"><input type="checkbox" form="compare" name="actor" value="\(ranked.actor.text)" \
    aria-label="\(own.choose) \(ranked.names.preferred(language))"></span>
    """
  }

  private var comparison: HTML {
    """
    <form id="compare" class="compare" method="get" action="\(path)/comparison">
    <input type="hidden" name="lang" value="\(language.rawValue)">
    <p>\(own.compareExplained)</p>
    <p><button class="plain" type="submit">\(own.compare)</button></p></form>
    """
  }

  private var turning: HTML? {
    let length = ScoreTableSection.length
    let hasMore = table.scores.count > length
    guard query.offset > 0 || hasMore else { return nil }
    let earlier: HTML? = query.offset > 0 ? link(max(0, query.offset - length), "prev", texts.earlier) : nil
    let later: HTML? = hasMore ? link(query.offset + length, "next", texts.later) : nil
    return "<nav class=\"turning\">\(earlier)\(later)</nav>"
  }

  private func link(_ offset: Int, _ relation: String, _ text: String) -> HTML {
    "<a rel=\"\(relation)\" href=\"\(path)\(query.from(offset).text(language))\">\(text)</a>"
  }
}
