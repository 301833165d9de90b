import Actions
import Domain
import Hummingbird
import Serving

/// How a run's scores were made, for those who may see the scores, and the way to what other weights would make of them.
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
      \(trying)
      \(MethodArticle(method: method, language: language).markup)
      """
    return Page(
      language: language, path: path, title: "\(texts.method) – \(programme.names.preferred(language))",
      content: content
    ).response()
  }

  /// For those who may read every score; and the current method only, which is the one that can be varied.
  private var trying: HTML? {
    guard method != nil, current == .method, Caller.principal?.may(.read) ?? true else { return nil }
    return """
      <p><a href="/programmes/\(programme.code.text)/sensitivity?lang=\(language.rawValue)">\
      \(SensitivityTexts.of(language).title)</a></p>
      """
  }
}
