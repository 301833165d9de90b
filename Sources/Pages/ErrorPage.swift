import Domain
import HTTPTypes
import Hummingbird
import Serving

/// What a person sees where there is no page.
package struct ErrorPage {
  let failure: Failure
  let request: Request

  package init(failure: Failure, request: Request) {
    self.failure = failure
    self.request = request
  }

  package var response: Response {
    let language = Language(of: request)
    let texts = Texts.of(language)
    let (title, sentence) =
      switch failure.status.code {
      case 404: (texts.notFound, texts.notFoundExplained)
      case 500...: (texts.failed, texts.failedExplained)
      default: (texts.refused, texts.refusedExplained)
      }
    let found = Set(failure.problems.map(\.code.rawValue)).sorted()
    let codes = found.joined(separator: ", ")
    // What is not there and what failed is said above already.
    let isSaid = failure.status == .notFound || failure.isFault
    let sentences =
      isSaid
      ? []
      : found.compactMap { code in
        ProblemTexts.current.sentenceIfKnown(of: ProblemCode(rawValue: code), in: language)
      }
    let reasons: HTML = "<p>\(sentences.joined(separator: " "))</p>\n"
    let content: HTML = """
      <h1>\(title)</h1>
      <p>\(sentence)</p>
      \(sentences.isEmpty ? nil : reasons)
      <p class="note">\(Figures(language: language).code(codes))</p>
      """
    return Page(language: language, path: "/", title: title, content: content).response(status: failure.status)
  }
}
