import Domain
import Hummingbird

/// The programmes that everybody may read of.
struct PublicListPage {
  let programmes: [Programme]
  let language: Language

  var response: Response {
    let texts = PublicTexts.of(language)
    let list: HTML =
      programmes.isEmpty ? "<p>\(texts.none)</p>" : "<ul class=\"programmes\">\(programmes.map(item))</ul>"
    let content: HTML = "<h1>\(texts.programmes)</h1>\n<p>\(texts.explained)</p>\n\(list)"
    return Page(language: language, path: "/public", title: texts.programmes, content: content).response()
  }

  private func item(_ programme: Programme) -> HTML {
    """
    <li><a href="/public/programmes/\(programme.code.text)?lang=\(language.rawValue)">\
    \(Figures(language: language).name(programme.names))</a></li>

    """
  }
}
