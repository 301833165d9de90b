import Actions
import Domain
import Hummingbird

/// A programme's scores, best first.
struct ProgrammePage {
  let table: ScoreTable
  let book: NameBook
  let query: ScoreQuery
  let choices: ScoreChoices
  let language: Language

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
      query: query.parameters, styles: [.funderStyle]
    ).response()
  }

  private var body: HTML {
    guard table.run != nil else { return "<p>\(texts.noRun)</p>" }
    let scores = ScoreTableSection(table: table, query: query, language: language)
    return "\(form.markup)\n\(scores.markup)\n\(form.downloads)"
  }

  private var form: ScoreFilterForm {
    ScoreFilterForm(path: path, query: query, choices: choices, book: book, language: language)
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
}
