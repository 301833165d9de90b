import Actions
import Domain
import Hummingbird

/// A programme's scores, best first.
struct ProgrammePage {
  let table: ScoreTable
  let book: NameBook
  let query: ScoreQuery
  /// The provinces that actors of the run are at home in.
  let places: [ProgrammeOverview.Place]
  let language: Language
  /// A page of the list; one more may stand in ``table`` to say that there is another page.
  static let length = 50

  private var texts: Texts { Texts.of(language) }
  private var figures: Figures { Figures(language: language) }
  private var path: String { "/programmes/\(table.programme.code)" }
  private var isRoot: Bool { table.run.map { $0.result.rootNode == table.node } ?? true }

  var response: Response {
    let name = figures.name(table.programme.names)
    let content: HTML = """
      \(ProgrammeWays(programme: table.programme, current: .scores, language: language).markup)
      <h1>\(name)</h1>
      \(facts)
      \(body)
      """
    return Page(
      language: language, path: path, title: table.programme.names.preferred(language), content: content,
      query: query.parameters
    ).response()
  }

  private var body: HTML {
    guard table.run != nil else { return "<p>\(texts.noRun)</p>" }
    return "\(form.markup)\n\(scores)\n\(form.download)"
  }

  private var form: ScoreFilterForm {
    ScoreFilterForm(path: path, query: query, places: places, language: language)
  }

  private var facts: HTML {
    let run: HTML? = table.run.map { run in
      """
      <div><dt>\(texts.asOf)</dt><dd>\(figures.date(run.identity.asOf))</dd></div>
      <div><dt>\(texts.actorsScored)</dt><dd>\(figures.integer(run.result.actorCount))</dd></div>
      <div><dt>\(texts.framework)</dt><dd>\(figures.code(run.framework.text))\(texts.comma)\(texts.version) \
      \(figures.integer(run.frameworkVersion))</dd></div>
      <div><dt>\(texts.run)</dt><dd>\(figures.integer(run.id))</dd></div>
      """
    }
    let funder =
      book.actors[table.programme.funder].map(figures.name)
      ?? figures.code(table.programme.funder.text)
    let node: HTML? =
      isRoot
      ? nil
      : "<div><dt>\(texts.domain)</dt><dd>\(ScoreNames(book: book, language: language).node(table.node))</dd></div>"
    return """
      <dl class="facts">
      <div><dt>\(texts.funder)</dt><dd>\(funder)</dd></div>
      \(run)\(node)
      </dl>
      """
  }

  private var scores: HTML {
    let page = table.scores.prefix(ProgrammePage.length)
    guard !page.isEmpty else { return "<p>\(texts.noScores)</p>\(turning)" }
    let cells = ScoreCells(language: language, rows: page.map(\.score))
    return """
      <table class="scores" role="table">
      <thead role="rowgroup"><tr role="row">
      <th role="columnheader" scope="col">\(texts.rank)</th><th role="columnheader" scope="col">\(texts.actor)</th>
      <th role="columnheader" scope="col">\(texts.score)</th><th role="columnheader" scope="col">\(texts.coverage)</th>
      </tr></thead>
      <tbody role="rowgroup">
      \(page.map { row($0, cells) })</tbody>
      </table>
      \(turning)
      <p class="note">\(rangesExplained) \(texts.coverageExplained)</p>
      """
  }

  private var rangesExplained: HTML {
    guard table.scores.contains(where: { $0.interval != nil }) else { return "\(texts.boundsExplained)" }
    let own = SheetTexts.of(language)
    return "\(own.intervalExplained) \(own.gradeExplained)"
  }

  /// The roles say again what the tags say: some browsers forget that it is a table where the style sheet lays the cells
  /// out otherwise, as it does on a narrow screen.
  private func row(_ ranked: RankedActor, _ cells: ScoreCells) -> HTML {
    """
    <tr role="row"><td role="cell" class="rank">\(cells.rank(ranked.score))</td>
    <th role="rowheader" scope="row" class="who"><a href="\(path)/actors/\(ranked.actor.text)?lang=\(language.rawValue)">\
    \(figures.name(ranked.names))</a><span class="kind">\(texts.kinds[ranked.kind] ?? "")</span>\
    \(cells.status(ranked.score))</th>
    <td role="cell" class="score">\(cells.score(ranked.score, ranked.interval))</td>
    <td role="cell" class="share">\(cells.coverage(ranked.score))</td></tr>

    """
  }

  private var turning: HTML? {
    let hasMore = table.scores.count > ProgrammePage.length
    guard query.offset > 0 || hasMore else { return nil }
    let earlier: HTML? =
      query.offset > 0 ? link(max(0, query.offset - ProgrammePage.length), "prev", texts.earlier) : nil
    let later: HTML? = hasMore ? link(query.offset + ProgrammePage.length, "next", texts.later) : nil
    return "<nav class=\"turning\">\(earlier)\(later)</nav>"
  }

  private func link(_ offset: Int, _ relation: String, _ text: String) -> HTML {
    let other = ScoreQuery(node: query.node, filter: query.filter, offset: offset)
    return "<a rel=\"\(relation)\" href=\"\(path)\(other.text(language))\">\(text)</a>"
  }
}
