import Actions
import Domain
import Hummingbird

/// One actor's score in a programme, taken apart to each reported value.
struct ActorPage {
  let sheet: ScoreSheet
  let language: Language

  private var texts: Texts { Texts.of(language) }
  private var figures: Figures { Figures(language: language) }
  private var programmePath: String { "/programmes/\(sheet.programme.code)" }
  private var cells: ScoreCells { ScoreCells(language: language, rows: sheet.nodes) }

  var response: Response {
    let content: HTML = """
      <p class="back"><a href="\(programmePath)?lang=\(language.rawValue)">\(figures.name(sheet.programme.names))</a></p>
      <h1>\(figures.name(sheet.actor.names))</h1>
      <p class="kind">\(texts.kinds[sheet.actor.kind] ?? "")</p>
      \(summary)
      \(parts)
      \(nodes)
      <p class="note">\(texts.boundsExplained) \(texts.coverageExplained)</p>
      """
    return Page(
      language: language, path: "\(programmePath)/actors/\(sheet.actor.code)",
      title: sheet.actor.names.preferred(language), content: content
    ).response()
  }

  private var summary: HTML? {
    guard let root = sheet.nodes.first(where: { $0.node == sheet.run.result.rootNode }) else { return nil }
    let unweighted = figures.number(root.unweighted, decimals: cells.decimals)
    return """
      <dl class="facts">
      <div class="main"><dt>\(texts.score)</dt><dd>\(cells.score(root))</dd></div>
      <div><dt>\(texts.rank)</dt><dd>\(cells.rank(root))</dd></div>
      <div><dt>\(texts.coverage)</dt><dd class="coverage">\(cells.coverage(root))</dd></div>
      <div><dt>\(texts.status)</dt><dd>\(cells.status(root))</dd></div>
      <div><dt>\(texts.unweighted)</dt><dd>\(unweighted)</dd></div>
      <div><dt>\(texts.asOf)</dt><dd>\(figures.date(sheet.run.identity.asOf))</dd></div>
      </dl>
      """
  }

  private var nodes: HTML {
    """
    <section><h2>\(texts.scoresByDomain)</h2>
    <div class="wide" tabindex="0" role="region" aria-label="\(texts.scoresByDomain)"><table>
    <thead><tr><th scope="col">\(texts.domain)</th><th scope="col">\(texts.score)</th>\
    <th scope="col">\(texts.rank)</th><th scope="col">\(texts.coverage)</th>\
    <th scope="col">\(texts.status)</th></tr></thead>
    <tbody>
    \(sheet.nodes.map(node))</tbody>
    </table></div></section>
    """
  }

  private func node(_ row: ActorScore) -> HTML {
    """
    <tr><th scope="row"><a href="\(programmePath)?lang=\(language.rawValue)&amp;node=\(row.node)">\
    \(figures.code(row.node))</a></th><td>\(cells.score(row))</td><td>\(cells.rank(row))</td>\
    <td class="coverage">\(cells.coverage(row))</td><td>\(cells.status(row))</td></tr>

    """
  }

  private var parts: HTML? {
    guard !sheet.parts.isEmpty else { return nil }
    return PartsSection(parts: sheet.parts, language: language).markup
  }
}
