import Domain

/// An actor's appeals in a programme, the latest first; nothing where it filed none.
struct AppealsSection {
  let appeals: [Appeal]
  /// The day on which an appeal is overdue or not.
  let today: CalendarDate
  let language: Language

  private var texts: ActorSheetTexts { ActorSheetTexts.of(language) }
  private var figures: Figures { Figures(language: language) }

  var markup: HTML? {
    guard !appeals.isEmpty else { return nil }
    let table = Table(
      headings: [texts.against, texts.filedOn, texts.answerDueOn, texts.state, texts.grounds, texts.answer],
      rows: appeals.reversed().map(row))
    return "<section><h2>\(texts.appeals)</h2>\n\(table.markup)</section>"
  }

  private func row(_ appeal: Appeal) -> [HTML] {
    let state = appeal.state(on: today)
    let isOpen = state == .pending || state == .overdue
    let mark: HTML = isOpen ? " open" : ""
    return [
      subject(appeal.subject), figures.date(appeal.filedOn), figures.date(appeal.answerDueOn),
      "<span class=\"status\(mark)\">\(texts.states[state] ?? state.rawValue)</span>", "<bdi>\(appeal.grounds)</bdi>",
      appeal.answer.map { "<bdi>\($0.reasoning)</bdi>" } ?? figures.number(nil, decimals: 0),
    ]
  }

  private func subject(_ subject: Appeal.Subject) -> HTML {
    switch subject {
    case .verification(let report): "\(texts.report) \(figures.integer(report))"
    case .score(let run): "\(texts.scoreOfRun) \(figures.integer(run))"
    }
  }
}
