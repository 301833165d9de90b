import Actions
import Domain
import Hummingbird

/// The form by which an organisation says what it did in a period: one table an indicator, groups as rows. It works
/// without a script; with one, what is typed is kept in the browser until the service has it.
struct ReportFormPage {
  let actor: Actor
  let programme: Programme
  let period: DateSpan
  /// What the form asks for, in the order of indicators and groups.
  let asked: [ReportForm.Cell]
  /// Why a verifier sent cells back.
  let reasons: [ReportForm.Cell: String]
  let form: ReportForm
  let book: NameBook
  let language: Language
  var mistakes: [ReportForm.Mistake] = []
  var refusals: [Problem] = []
  var isSaved = false

  private var texts: ReportTexts { ReportTexts.of(language) }
  private var figures: Figures { Figures(language: language) }
  private var names: ScoreNames { ScoreNames(book: book, language: language) }
  var path: String { ReportFormPage.path(actor.code, programme.code, period) }

  static func path(_ actor: Code, _ programme: Code, _ period: DateSpan) -> String {
    "/actors/\(actor)/programmes/\(programme)/reports/\(period.first)..\(period.last)"
  }

  func response(status: HTTPResponse.Status = .ok) -> Response {
    let saved: HTML = "<p role=\"status\">\(texts.saved)</p>"
    let content: HTML = """
      <p class="back"><a href="/actors/\(actor.code.text)?lang=\(language.rawValue)">\(figures.name(actor.names))</a></p>
      <h1>\(figures.name(programme.names))</h1>
      <p>\(figures.date(period.first)) – \(figures.date(period.last))</p>
      \(summary)\(isSaved ? saved : nil)
      <p class="note">\(texts.formExplained)</p>
      <form class="report" id="report" method="post" action="\(path)?lang=\(language.rawValue)" data-kept="\(texts.kept)" \
      data-restored="\(texts.restored)" data-offline="\(texts.noConnection)" data-saved="\(texts.saved)" \
      data-other="\(texts.keptOther)" data-restore="\(texts.showKept)">
      <input type="hidden" name="key" value="\(form.key)">
      <input type="hidden" name="draft" value="\(form.draft.map(String.init) ?? "")">
      <input type="hidden" name="version" value="\(form.version.map(String.init) ?? "")">
      \(indicators)
      \(FormParts.person(form.by, language))
      <p class="buttons"><button class="plain" name="do" value="save">\(texts.save)</button>
      <button name="do" value="submit">\(texts.submit)</button></p>
      <p id="kept" role="status"></p>
      </form>
      <script src="\(StaticFile.reportScript.path)" defer></script>
      """
    return Page(
      language: language, path: path, title: "\(texts.report) – \(programme.names.preferred(language))",
      content: content
    ).response(status: status)
  }

  /// Every mistake, each leading to its field.
  private var summary: HTML? {
    guard !mistakes.isEmpty || !refusals.isEmpty else { return nil }
    let cells = mistakes.map { mistake -> HTML in
      """
      <li><a href="#\(name(mistake.field, mistake.cell))">\(names.indicator(mistake.cell.indicator.text))\
      \(Texts.of(language).comma)\(names.group(mistake.cell.group.text))</a>: \(sentence(mistake))</li>

      """
    }
    let others = refusals.map { problem -> HTML in
      let sentence: HTML? = texts.refusals[problem.code.rawValue].map { "\($0) " }
      return "<li>\(sentence)<span class=\"note\" lang=\"en\" dir=\"ltr\">\(problem.message)</span></li>\n"
    }
    return """
      <div class="problem" role="alert"><h2>\(FunderTexts.of(language).refused)</h2>
      <ul>
      \(cells)\(others)</ul></div>

      """
  }

  private func sentence(_ mistake: ReportForm.Mistake) -> String {
    switch mistake.kind {
    case .notANumber: texts.notANumber
    case .twoThings: texts.twoThings
    case .reasonNeeded: texts.reasonNeeded
    case .partsNeeded: texts.partsNeeded
    }
  }

  private var indicators: [HTML] {
    var order: [Code] = []
    for cell in asked where order.last != cell.indicator { order.append(cell.indicator) }
    return order.map { indicator in
      let definition = book.indicators[indicator]
      let unit: HTML? = definition.map { " <span class=\"note\">(<bdi>\($0.unit)</bdi>)</span>" }
      let rows = asked.filter { $0.indicator == indicator }.map { row($0, isShare: definition?.kind == .ratio) }
      return """
        <fieldset><legend>\(names.indicator(indicator.text))\(unit)</legend>
        \(rows)</fieldset>

        """
    }
  }

  private func row(_ cell: ReportForm.Cell, isShare: Bool) -> HTML {
    let entry = form.entries[cell] ?? ReportForm.Entry()
    let group = names.group(cell.group.text)
    let mistake = mistakes.first { $0.cell == cell }
    let wrong: HTML? = mistake.map { mistake in
      "<p class=\"wrong\" id=\"w.\(cell.indicator.text).\(cell.group.text)\">\(sentence(mistake))</p>"
    }
    let reason: HTML? = reasons[cell].map { "<p class=\"wrong\">\(texts.returnedBecause): <bdi>\($0)</bdi></p>" }
    let hasParts = isShare || !entry.numerator.isEmpty || !entry.denominator.isEmpty
    let parts: HTML =
      """
      \(input("n", cell, texts.numerator, entry.numerator, mistake))\
      \(input("d", cell, texts.denominator, entry.denominator, mistake))
      """
    // A share that came without its parts keeps its field; else the parts say it.
    let needsValue = !hasParts || !entry.value.isEmpty
    let value: HTML? = needsValue ? input("v", cell, texts.value, entry.value, mistake) : nil
    return """
      <div class="cell" role="group" aria-labelledby="g.\(cell.indicator.text).\(cell.group.text)">
      <p class="who" id="g.\(cell.indicator.text).\(cell.group.text)">\(group)</p>
      \(reason)\(wrong)<div class="inputs">\(value)\(hasParts ? parts : nil)</div>
      \(absence(cell, entry, mistake))
      </div>

      """
  }

  private func input(
    _ field: String, _ cell: ReportForm.Cell, _ label: String, _ value: String, _ mistake: ReportForm.Mistake?
  ) -> HTML {
    let id = name(field, cell)
    let invalid: HTML? =
      mistake?.field == field
      ? " aria-invalid=\"true\" aria-describedby=\"w.\(cell.indicator.text).\(cell.group.text)\"" : nil
    return """
      <p><label for="\(id)">\(label)</label>
      <input id="\(id)" name="\(id)" dir="ltr" inputmode="decimal" autocomplete="off"\(invalid) value="\(value)"></p>
      """
  }

  private func absence(_ cell: ReportForm.Cell, _ entry: ReportForm.Entry, _ mistake: ReportForm.Mistake?) -> HTML {
    let isOpen: HTML = entry.state.isEmpty ? "" : " open"
    let choices: [(String, String)] = [
      ("", texts.isReported), (ValueState.missing.rawValue, texts.isMissing),
      (ValueState.refused.rawValue, texts.isRefused), (ValueState.notDue.rawValue, texts.isNotDue),
    ]
    let options = choices.map { value, text -> HTML in
      let mark: HTML = value == entry.state ? " selected" : ""
      return "<option value=\"\(value)\"\(mark)>\(text)</option>"
    }
    let invalid: HTML? = mistake?.field == "r" ? " aria-invalid=\"true\"" : nil
    let (state, reason) = (name("s", cell), name("r", cell))
    return """
      <details\(isOpen)><summary>\(texts.noValue)</summary>
      <div class="inputs"><p><label for="\(state)">\(texts.stateLabel)</label>
      <select id="\(state)" name="\(state)">\(options)</select></p>
      <p><label for="\(reason)">\(texts.reason)</label>
      <input id="\(reason)" name="\(reason)" dir="auto" maxlength="2000"\(invalid) value="\(entry.reason)"></p></div></details>
      """
  }

  private func name(_ field: String, _ cell: ReportForm.Cell) -> String {
    "\(field).\(cell.indicator).\(cell.group)"
  }
}
