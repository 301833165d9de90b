import Actions
import Domain
import Hummingbird
import Serving

/// An organisation's own page: what it has to report, what it reported and what became of that, its scores, its money.
struct HomePage {
  let home: ActorHome
  let language: Language

  private var actor: Actor { home.actor }
  private var programmes: [Programme] { home.programmes }
  private var texts: ReportTexts { ReportTexts.of(language) }
  private var figures: Figures { Figures(language: language) }
  private var path: String { "/actors/\(actor.code)" }
  private var query: String { "?lang=\(language.rawValue)" }

  var response: Response {
    let content: HTML = """
      <h1>\(figures.name(actor.names))</h1>
      <p class="kind">\(Texts.of(language).kinds[actor.kind] ?? "")</p>
      <p><a href="\(path)/money\(query)">\(SheetTexts.of(language).money)</a> · \
      <a href="\(path)/trainings\(query)">\(TrainingTexts.of(language).trainings)</a></p>
      <section><h2>\(texts.toReport)</h2>
      \(due)</section>
      \(represented)
      <section><h2>\(texts.why)</h2>
      <ul>\(programmes.map(score))</ul></section>
      <section><h2>\(texts.reports)</h2>
      \(submitted)</section>
      """
    return Page(language: language, path: path, title: actor.names.preferred(language), content: content).response()
  }

  private func score(_ programme: Programme) -> HTML {
    """
    <li><a href="/programmes/\(programme.code.text)/actors/\(actor.code.text)\(query)">\(figures.name(programme.names))</a> · \
    <a href="/programmes/\(programme.code.text)/actors/\(actor.code.text)/sheet\(query)">\(texts.onePage)</a></li>

    """
  }

  private var due: HTML {
    guard !home.tasks.isEmpty else { return "<p>\(texts.nothingDue)</p>" }
    return Table(
      headings: [Texts.of(language).programmes, texts.period, texts.until, texts.values, texts.report],
      rows: home.tasks.map(row)
    ).markup
  }

  private func row(_ task: ActorHome.Task) -> [HTML] {
    let counts = DueState.allCases.compactMap { state -> HTML? in
      guard let count = task.counts[state], count > 0 else { return nil }
      let isOpen = state == .due || state == .missing
      let words: HTML =
        task.isWhole ? "\(texts.dueStates[state] ?? "")" : texts.dueCells[state]?.of(count, figures) ?? ""
      return "<span class=\"status\(isOpen ? " open" : "")\">\(words)</span> "
    }
    let isAnswered = (task.counts[.due] ?? 0) + (task.counts[.missing] ?? 0) == 0
    let word = task.hasDraft ? texts.goOn : isAnswered ? texts.correct : texts.fill
    return [
      figures.name(task.programme.names), span(task.period), figures.date(task.dueOn), "\(counts)",
      """
      <a class="do" href="\(ReportFormPage.path(actor.code, task.programme.code, task.period))\(query)">\(word)</a>
      """,
    ]
  }

  /// Those whose mandate the organisation has, each with what there is to do.
  private var represented: HTML? {
    guard !home.represented.isEmpty else { return nil }
    let table = Table(
      headings: [Texts.of(language).actor, texts.toReport, texts.queue],
      rows: home.represented.map { other in
        [
          "<a href=\"/actors/\(other.actor.text)\(query)\">\(figures.name(other.names))</a>",
          other.openCells.map { texts.openCells.of($0, figures) } ?? "–",
          other.waitingReports.map { texts.waitingReports.of($0, figures) } ?? "–",
        ]
      })
    return "<section><h2>\(texts.actsFor)</h2>\n\(table.markup)</section>\n"
  }

  private func span(_ period: DateSpan) -> HTML { "\(figures.date(period.first)) – \(figures.date(period.last))" }

  private var submitted: HTML {
    guard !home.reports.isEmpty else { return "<p>\(texts.noReports)</p>" }
    let names = Dictionary(programmes.map { ($0.code, $0.names) }) { first, _ in first }
    return Table(
      headings: [
        texts.receipt, Texts.of(language).programmes, texts.period, texts.version, texts.submitted,
        Texts.of(language).status,
      ],
      rows: home.reports.map { report in
        [
          "<a href=\"\(path)/reports/\(String(report.id))\(query)\">\(figures.receipt(report.receipt))</a>",
          names[report.programme].map(figures.name) ?? figures.code(report.programme.text), span(report.period),
          figures.integer(report.version), figures.date(report.submittedOn), ReportPage.state(report, language),
        ]
      }
    ).markup
  }
}
