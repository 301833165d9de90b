import Actions
import Domain
import Hummingbird
import Serving

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
  /// The groups of each axis.
  let axes: [Code: Set<Code>]
  let form: ReportForm
  let book: NameBook
  let language: Language
  var mistakes: [ReportForm.Mistake] = []
  var refusals: [Problem] = []
  var isSaved = false

  var texts: ReportTexts { ReportTexts.of(language) }
  private var figures: Figures { Figures(language: language) }
  var names: ScoreNames { ScoreNames(book: book, language: language) }
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
      \(ReportFormProblems(page: self).markup)\(isSaved ? saved : nil)
      <p class="note">\(texts.formExplained)</p>
      <form class="report" id="report" method="post" action="\(path)?lang=\(language.rawValue)" data-kept="\(texts.kept)" \
      data-restored="\(texts.restored)" data-offline="\(texts.noConnection)" data-saved="\(texts.saved)" \
      data-other="\(texts.keptOther)" data-restore="\(texts.showKept)">
      <input type="hidden" name="key" value="\(form.key)">
      <input type="hidden" name="draft" value="\(form.draft.map(String.init) ?? "")">
      <input type="hidden" name="version" value="\(form.version.map(String.init) ?? "")">
      \(indicators)
      \(FormParts.person(form.by, language).map { "<div class=\"card\">\($0)</div>" })
      <p class="buttons"><button class="plain" name="do" value="save">\(texts.save)</button>
      <button name="do" value="submit">\(texts.submit)</button></p>
      <p id="kept" role="status"></p>
      </form>
      \(file)
      <script src="\(StaticFile.reportScript.path)" defer></script>
      """
    let problem = mistakes.isEmpty && refusals.isEmpty ? "" : "\(FunderTexts.of(language).refused): "
    return Page(
      language: language, path: path, title: "\(problem)\(texts.report) – \(programme.names.preferred(language))",
      content: content
    ).response(status: status)
  }

  /// The same as a table for a spreadsheet, and back.
  private var file: HTML {
    """
    <details><summary>\(texts.withFile)</summary>
    <p>\(texts.fileExplained)</p>
    <p><a href="\(path)/template.xlsx?lang=\(language.rawValue)">\(texts.downloadWorkbook)</a> · \
    <a href="\(path)/template.csv?lang=\(language.rawValue)">\(texts.download)</a></p>
    <form class="card" method="post" enctype="multipart/form-data" action="\(path)/file?lang=\(language.rawValue)">
    <input type="hidden" name="key" value="\(form.key)">
    <p><label for="file">\(texts.file)</label>
    <input id="file" name="file" type="file" accept=".csv,.xlsx" required aria-describedby="file-note">
    <small id="file-note">\(texts.fileNote)</small></p>
    \(filePerson)
    <p><button class="plain" type="submit">\(texts.sendFile)</button></p>
    </form></details>
    """
  }

  /// Asked for only while nobody has an account.
  private var filePerson: HTML? {
    guard Caller.principal == nil else { return nil }
    return """
      <p><label for="file-by">\(FunderTexts.of(language).yourAddress)</label>
      <input id="file-by" name="by" dir="ltr" required value="\(form.by)"></p>
      """
  }

  func sentence(_ mistake: ReportForm.Mistake) -> HTML {
    switch mistake.kind {
    case .notANumber: "\(texts.notANumber)"
    case .twoThings: "\(texts.twoThings)"
    case .reasonNeeded: "\(texts.reasonNeeded)"
    case .partsNeeded: "\(texts.partsNeeded)"
    case .stateNeeded: "\(texts.stateNeeded)"
    case .refused(let code): "\(ProblemTexts.current.sentence(of: code, in: language))"
    case .differs(let difference): sums(difference)
    case .doesNotDiffer: "\(texts.groupsDoNotDiffer)"
    }
  }

  /// Both sums, and by how much they differ.
  private func sums(_ difference: Disaggregation.Difference) -> HTML {
    let groups = (axes[difference.axis] ?? []).sorted().enumerated().map { index, group -> HTML in
      let sign: HTML = index == 0 ? "" : " + "
      return "\(sign)\(names.group(group.text))"
    }
    return """
      \(groups) = \(figures.plain(difference.sum))\(Texts.of(language).comma)\
      \(Texts.of(language).everybody) = \(figures.plain(difference.total))\(Texts.of(language).comma)\
      \(texts.difference) \(figures.plain(difference.amount)). \(texts.groupsDiffer)
      """
  }

  private var indicators: [HTML] {
    var order: [Code] = []
    for cell in asked where order.last != cell.indicator { order.append(cell.indicator) }
    return order.map { indicator in
      let definition = book.indicators[indicator]
      let unit: HTML? = definition.map { " <span class=\"note\">(\(figures.unit($0.unit)))</span>" }
      let rows = asked.filter { $0.indicator == indicator }.map { row($0, isShare: definition?.kind == .ratio) }
      return """
        <fieldset><legend>\(names.indicator(indicator.text))\(unit)</legend>
        <div class="cells">
        \(rows)</div></fieldset>

        """
    }
  }

  private func row(_ cell: ReportForm.Cell, isShare: Bool) -> HTML {
    let entry = form.entries[cell] ?? ReportForm.Entry()
    let group = names.group(cell.group.text)
    let mistake = mistakes.first { $0.cell == cell }
    let all = mistakes.filter { $0.cell == cell }.enumerated().map { index, mistake -> HTML in
      let gap: HTML? = index == 0 ? nil : "<br>"
      return "\(gap)\(sentence(mistake))"
    }
    let wrong: HTML? = all.isEmpty ? nil : "<p class=\"wrong\" id=\"\(name("w", cell))\">\(all)</p>"
    let reason: HTML? = reasons[cell].map { text in
      """
      <p class="wrong" id="\(name("b", cell))">\(texts.returnedBecause): <bdi>\(text)</bdi></p>
      """
    }
    let (hasValue, hasParts) = fields(of: entry, isShare: isShare)
    let parts: HTML =
      """
      \(input("n", cell, texts.numerator, entry.numerator, mistake))\
      \(input("d", cell, texts.denominator, entry.denominator, mistake))
      """
    let value: HTML? = hasValue ? input("v", cell, texts.value, entry.value, mistake) : nil
    return """
      <div class="cell" role="group" aria-labelledby="g.\(cell.indicator.text).\(cell.group.text)">
      <p class="who" id="g.\(cell.indicator.text).\(cell.group.text)">\(group)</p>
      \(reason)\(wrong)<div class="inputs">\(value)\(hasParts ? parts : nil)</div>
      \(absence(cell, entry, mistake))\(difference(cell, entry, mistake, isShare: isShare))
      </div>

      """
  }

  /// Why the groups do not add up to everybody: asked for where they are asked for.
  private func difference(
    _ cell: ReportForm.Cell, _ entry: ReportForm.Entry, _ mistake: ReportForm.Mistake?, isShare: Bool
  ) -> HTML? {
    let grouped = Set(asked.filter { $0.indicator == cell.indicator }.map(\.group))
    let hasAxis = !isShare && axes.values.contains { !$0.isDisjoint(with: grouped) }
    guard cell.group == TargetGroup.everybody, hasAxis || !entry.difference.isEmpty else { return nil }
    let id = name("x", cell)
    let isOpen: HTML = entry.difference.isEmpty && mistake?.field != "x" ? "" : " open"
    return """
      <details\(isOpen)><summary>\(texts.groupsDoNotAddUp)</summary>
      <div class="inputs"><p><label for="\(id)">\(texts.whyGroupsDiffer)</label>
      <input id="\(id)" name="\(id)" dir="auto" maxlength="2000"\(marks(id, cell, mistake)) \
      value="\(entry.difference)"></p></div></details>
      """
  }

  /// A share that came without its parts keeps its field; else the parts say it.
  private func fields(of entry: ReportForm.Entry, isShare: Bool) -> (hasValue: Bool, hasParts: Bool) {
    let hasParts = isShare || !entry.numerator.isEmpty || !entry.denominator.isEmpty
    return (!hasParts || !entry.value.isEmpty, hasParts)
  }

  /// The field that a mistake leads to: one that the form has.
  func field(of mistake: ReportForm.Mistake) -> String {
    let entry = form.entries[mistake.cell] ?? ReportForm.Entry()
    let isShare = book.indicators[mistake.cell.indicator]?.kind == .ratio
    let isThere = mistake.field != "v" || fields(of: entry, isShare: isShare).hasValue
    return name(isThere ? mistake.field : "n", mistake.cell)
  }

  private func input(
    _ field: String, _ cell: ReportForm.Cell, _ label: String, _ value: String, _ mistake: ReportForm.Mistake?
  ) -> HTML {
    let id = name(field, cell)
    return """
      <p><label for="\(id)">\(label)</label>
      <input id="\(id)" name="\(id)" dir="ltr" inputmode="decimal" autocomplete="off"\(marks(id, cell, mistake)) \
      value="\(value)"></p>
      """
  }

  /// Ties a field to what is said of it: why its cell was sent back, and what is wrong in it.
  private func marks(_ id: String, _ cell: ReportForm.Cell, _ mistake: ReportForm.Mistake?) -> HTML? {
    let isWrong = mistake.map { field(of: $0) == id } ?? false
    let notes = (reasons[cell] == nil ? [] : [name("b", cell)]) + (isWrong ? [name("w", cell)] : [])
    if notes.isEmpty { return nil }
    let invalid: HTML? = isWrong ? " aria-invalid=\"true\"" : nil
    return "\(invalid) aria-describedby=\"\(notes.joined(separator: " "))\""
  }

  private func absence(_ cell: ReportForm.Cell, _ entry: ReportForm.Entry, _ mistake: ReportForm.Mistake?) -> HTML {
    let isOpen: HTML = entry.state.isEmpty && entry.reason.isEmpty ? "" : " open"
    var choices: [(String, String)] = [
      ("", texts.isReported), (ValueState.missing.rawValue, texts.isMissing),
      (ValueState.refused.rawValue, texts.isRefused), (ValueState.notDue.rawValue, texts.isNotDue),
    ]
    // What nobody knows stays as it was written.
    if !choices.contains(where: { $0.0 == entry.state }) { choices.append((entry.state, entry.state)) }
    let options = choices.map { value, text -> HTML in
      let mark: HTML = value == entry.state ? " selected" : ""
      return "<option value=\"\(value)\"\(mark)>\(text)</option>"
    }
    let (state, reason) = (name("s", cell), name("r", cell))
    return """
      <details\(isOpen)><summary>\(texts.noValue)</summary>
      <div class="inputs"><p><label for="\(state)">\(texts.stateLabel)</label>
      <select id="\(state)" name="\(state)"\(marks(state, cell, mistake))>\(options)</select></p>
      <p><label for="\(reason)">\(texts.reason)</label>
      <input id="\(reason)" name="\(reason)" dir="auto" maxlength="2000"\(marks(reason, cell, mistake)) \
      value="\(entry.reason)"></p></div></details>
      """
  }

  private func name(_ field: String, _ cell: ReportForm.Cell) -> String {
    "\(field).\(cell.indicator).\(cell.group)"
  }
}
