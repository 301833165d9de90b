import Domain
import Hummingbird
import Serving

/// The programmes there are.
struct ProgrammeListPage {
  let programmes: [Programme]
  let language: Language

  var response: Response {
    let texts = Texts.of(language)
    let list: HTML =
      programmes.isEmpty ? "<p>\(texts.noProgrammes)</p>" : "<ul class=\"programmes\">\(programmes.map(item))</ul>"
    // While nobody has an account whoever comes runs the service; afterwards the way is in the frame of every page.
    let ways: HTML? = Caller.principal == nil ? OperatorWays(current: nil, language: language).markup : nil
    return Page(
      language: language, path: "/", title: texts.programmes,
      content: "\(ways)<h1>\(texts.programmes)</h1>\n\(list)"
    ).response()
  }

  private func item(_ programme: Programme) -> HTML {
    let figures = Figures(language: language)
    return """
      <li><a href="/programmes/\(programme.code.text)?lang=\(language.rawValue)">\(figures.name(programme.names))</a>
      <span class="note">\(Texts.of(language).funder): \(figures.code(programme.funder.text))</span></li>

      """
  }
}
