import Domain
import HTTPTypes
import Hummingbird

/// What a person sees where there is no page.
struct ErrorPage {
  let failure: Failure
  let request: Request

  var response: Response {
    let language = Language(of: request)
    let texts = Texts.of(language)
    let (title, sentence) =
      switch failure.status.code {
      case 404: (texts.notFound, texts.notFoundExplained)
      case 500...: (texts.failed, texts.failedExplained)
      default: (texts.refused, texts.refusedExplained)
      }
    let codes = Set(failure.problems.map(\.code.rawValue)).sorted().joined(separator: ", ")
    let content: HTML = """
      <h1>\(title)</h1>
      <p>\(sentence)</p>
      <p class="note">\(Figures(language: language).code(codes))</p>
      """
    return Page(language: language, path: "/", title: title, content: content).response(status: failure.status)
  }
}
