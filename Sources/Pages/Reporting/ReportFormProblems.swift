import Actions
import Domain
import Serving

/// What is wrong with a report's form, said above it: every mistake leads to its field.
struct ReportFormProblems {
  let page: ReportFormPage

  private var language: Language { page.language }

  var markup: HTML? {
    guard !page.mistakes.isEmpty || !page.refusals.isEmpty else { return nil }
    return """
      <div class="problem" role="alert" tabindex="-1" autofocus><h2>\(FunderTexts.of(language).refused)</h2>
      <ul>
      \(page.mistakes.map(mistake))\(page.refusals.map(refusal))</ul></div>

      """
  }

  private func mistake(_ mistake: ReportForm.Mistake) -> HTML {
    """
    <li><a href="#\(page.field(of: mistake))">\(page.names.indicator(mistake.cell.indicator.text))\
    \(Texts.of(language).comma)\(page.names.group(mistake.cell.group.text))</a>\(Texts.of(language).colon)\(page.sentence(mistake))</li>

    """
  }

  /// A refusal of the whole, or of a line of a file. What only the program's own language says of it stands behind.
  private func refusal(_ problem: Problem) -> HTML {
    let line: HTML? = problem.place?.line.map { line in
      "\(page.texts.line) \(Figures(language: language).integer(line)): "
    }
    let sentence = ProblemTexts.current.sentence(of: problem.code, in: language)
    if problem.code == "draft_changed" { return "<li>\(sentence) \(page.texts.stillHere)</li>\n" }
    if language == .en { return "<li>\(line)\(problem.message)</li>\n" }
    return "<li>\(line)\(sentence) <span class=\"note\" lang=\"en\" dir=\"ltr\">\(problem.message)</span></li>\n"
  }
}
