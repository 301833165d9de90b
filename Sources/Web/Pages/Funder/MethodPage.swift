import Actions
import Domain
import Hummingbird

/// How a run's scores were made, in plain words that are generated from the framework that ran.
struct MethodPage {
  let programme: Programme
  /// Nil where no run has ended yet.
  let method: DescribedMethod?
  let path: String
  let current: ProgrammeWays.Way?
  let language: Language

  var response: Response {
    let texts = FunderTexts.of(language)
    let content: HTML = """
      \(ProgrammeWays(programme: programme, current: current, language: language).markup)
      <article class="method">
      \(method.map { $0.blocks.map(markup) } ?? ["<h1>\(texts.method)</h1>\n<p>\(Texts.of(language).noRun)</p>"])
      </article>
      """
    return Page(
      language: language, path: path, title: "\(texts.method) – \(programme.names.preferred(language))",
      content: content
    ).response()
  }

  private func markup(_ block: MethodBlock) -> HTML {
    switch block {
    case .title(let text): "<h1>\(text)</h1>\n"
    case .heading(let text): "<h2>\(text)</h2>\n"
    case .paragraph(let text): "<p>\(text)</p>\n"
    case .items(let items): "<ul>\(items.map { item -> HTML in "<li>\(item)</li>\n" })</ul>\n"
    case .table(let header, let rows):
      Table(headings: header, rows: rows.map { row in row.map { cell -> HTML in "\(cell)" } }).markup
    }
  }
}
