import Actions
import Domain
import Hummingbird

/// The reports of a programme that wait for somebody, the oldest first.
struct QueuePage {
  let programme: Programme
  let state: ReportState
  /// Of all its reports.
  let counts: [ReportState: Int]
  /// A page of the queue; one more may stand in it to say that there is another page.
  let reports: [ReportSheet]
  let book: NameBook
  let people: PersonNames
  let language: Language
  static let length = 50

  private var texts: ReportTexts { ReportTexts.of(language) }
  private var figures: Figures { Figures(language: language) }
  private var path: String { "/programmes/\(programme.code)/reports" }

  var response: Response {
    let page = reports.prefix(QueuePage.length)
    let list: HTML = page.isEmpty ? "<p>\(texts.queueEmpty)</p>" : Table(headings: headings, rows: page.map(row)).markup
    let content: HTML = """
      \(ProgrammeWays(programme: programme, current: .reports, language: language).markup)
      <h1>\(texts.queue)</h1>
      \(states)
      \(list)
      \(turning)
      """
    return Page(
      language: language, path: path, title: "\(texts.queue) – \(programme.names.preferred(language))",
      content: content, query: [("state", state.rawValue)]
    ).response()
  }

  private var states: HTML {
    let items = [ReportState.submitted, .returned, .verified, .validated, .locked].map { other -> HTML in
      let mark: HTML = other == state ? " aria-current=\"page\"" : ""
      return """
        <li><a href="\(path)?lang=\(language.rawValue)&amp;state=\(other.rawValue)"\(mark)>\
        \(texts.reportStates[other.rawValue] ?? other.rawValue)</a> \(figures.integer(counts[other] ?? 0))</li>
        """
    }
    return "<nav class=\"ways\" aria-label=\"\(Texts.of(language).status)\"><ul>\(items)</ul></nav>"
  }

  private var headings: [String] {
    [texts.receipt, Texts.of(language).actor, texts.period, texts.version, texts.submitted, texts.author]
  }

  private func row(_ report: ReportSheet) -> [HTML] {
    let late: HTML? = report.isLate ? " <span class=\"status open\">\(texts.late)</span>" : nil
    return [
      """
      <a href="/actors/\(report.actor.text)/reports/\(String(report.id))?lang=\(language.rawValue)">\
      \(figures.receipt(report.receipt))</a>
      """,
      book.actors[report.actor].map(figures.name) ?? figures.code(report.actor.text),
      "\(figures.date(report.period.first)) – \(figures.date(report.period.last))", figures.integer(report.version),
      "\(figures.date(report.submittedOn))\(late)", figures.person(report.author, people),
    ]
  }

  private var turning: HTML? {
    guard reports.count > QueuePage.length, let last = reports.prefix(QueuePage.length).last else { return nil }
    return """
      <nav class="turning"><a rel="next" href="\(path)?lang=\(language.rawValue)&amp;state=\(state.rawValue)&amp;after=\
      \(String(last.id))">\(Texts.of(language).later)</a></nav>
      """
  }
}
