import Domain
import HTTPTypes
import Hummingbird
import Serving

/// The frame around every page: head, name of the service, choice of language.
struct Page {
  let language: Language
  /// The address that the page was asked for under, without its query.
  let path: String
  let title: String
  let content: HTML
  /// What the address asked for beside the language; kept where another language is chosen.
  var query: [(name: String, value: String)] = []
  /// Style sheets beside the one that every page has.
  var styles: [StaticFile] = []

  func response(status: HTTPResponse.Status = .ok) -> Response {
    var response = Response(status: status, body: ResponseBody(byteBuffer: ByteBuffer(string: document.text)))
    response.headers[.contentType] = "text/html; charset=utf-8"
    response.headers[.contentLanguage] = language.rawValue
    response.headers[.vary] = "Accept-Language"
    return response
  }

  private var document: HTML {
    let texts = Texts.of(language)
    return """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)" dir="\(texts.direction)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title) – \(texts.service)</title>
      <link rel="stylesheet" href="\(StaticFile.stylesheet.path)">
      \(styles.map { style -> HTML in "<link rel=\"stylesheet\" href=\"\(style.path)\">\n" })\
      \(font)<link rel="icon" href="\(StaticFile.icon.path)">
      </head>
      <body>
      <a class="skip" href="#content">\(texts.skip)</a>
      <header class="top">
      <p class="service"><a href="/?lang=\(language.rawValue)">\(texts.service)</a> <span>\(texts.motto)</span></p>
      \(organisations)\(operations)\(SignInForm.leaving(language))<nav aria-label="\(texts.languages)"><ul>\(Language.allCases.map(choice))</ul></nav>
      </header>
      <main id="content">
      \(content)
      </main>
      <footer><p class="note"><a href="/public?lang=\(language.rawValue)">\(PublicTexts.of(language).toPublic)</a></p></footer>
      </body>
      </html>

      """
  }

  /// Asked for with the page and not only once the style sheet is there: the page is one round trip more than its HTML.
  private var font: HTML? {
    guard language == .ar else { return nil }
    return """
      <link rel="preload" href="\(StaticFile.arabicFont.path)" as="font" type="font/woff2" crossorigin>

      """
  }

  /// The ways home, for whoever reports for an organisation.
  private var organisations: HTML? {
    let codes = Set((Caller.principal?.roles ?? []).compactMap(\.organisation)).sorted()
    guard !codes.isEmpty else { return nil }
    let text = ReportTexts.of(language).organisation
    let links = codes.map { code -> HTML in
      let name: HTML? = codes.count > 1 ? " \(Figures(language: language).code(code.text))" : nil
      return "<a href=\"/actors/\(code.text)?lang=\(language.rawValue)\">\(text)\(name)</a> "
    }
    return "<p class=\"home\">\(links)</p>"
  }

  /// The way to people and to the work of the night, for whoever runs the service.
  private var operations: HTML? {
    guard Caller.principal?.may(.administer) ?? false else { return nil }
    let text = OperatorTexts.of(language).people
    return "<p class=\"home\"><a href=\"\(PeoplePage.path)?lang=\(language.rawValue)\">\(text)</a></p>"
  }

  private func choice(_ other: Language) -> HTML {
    let rest = query.map { part -> HTML in "&amp;\(part.name)=\(part.value)" }
    let current: HTML = other == language ? " aria-current=\"true\"" : ""
    return """
      <li><a href="\(path)?lang=\(other.rawValue)\(rest)" lang="\(other.rawValue)" hreflang="\(other.rawValue)"\
      \(current)>\(other.ownName)</a></li>
      """
  }
}
