import Domain
import Serving

/// The forms by which a report is judged, one decision a form.
struct ReviewForms {
  let page: ReportPage

  private var texts: ReportTexts { page.texts }
  private var language: Language { page.language }

  var markup: HTML? {
    switch page.sheet.state {
    case .submitted where page.mayVerify: section("\(verification)\(returning)")
    case .verified where page.mayValidate: section(step("validation", texts.validate, texts.validateExplained))
    case .validated where page.mayValidate: section(step("lock", texts.lock, nil))
    case .locked where page.mayValidate: section(reopening)
    default: nil
    }
  }

  private func section(_ forms: HTML) -> HTML { "<section><h2>\(texts.decision)</h2>\n\(forms)</section>" }

  /// A row a value: as declared unless the verifier says otherwise.
  private var verification: HTML {
    let rows = page.sheet.cells.filter { $0.cell.value != nil && $0.verdict == nil }.map(row)
    return """
      <form method="post" action="\(page.path)/verification\(page.query)">
      \(rows)
      <div class="card">\(note("verification-note", isRequired: false))
      \(person("verification"))</div>
      <p><button type="submit">\(texts.verify)</button></p>
      </form>

      """
  }

  private func row(_ row: ReportSheet.Cell) -> HTML {
    let key = "\(row.cell.indicator).\(row.cell.group)"
    let choices: [(String, String)] = [
      ("", texts.asDeclared), ("other", texts.other), (Verdict.Word.rejected.rawValue, texts.rejected),
      (Verdict.Word.returned.rawValue, texts.returned),
    ]
    let options = choices.map { value, text -> HTML in "<option value=\"\(value)\">\(text)</option>" }
    return """
      <fieldset class="cell"><legend>\(page.names.indicator(row.cell.indicator.text))\(Texts.of(language).comma)\
      \(page.names.group(row.cell.group.text))\(Texts.of(language).colon)\(page.declared(row.cell))</legend>
      <div class="inputs"><p><label for="s.\(key)">\(texts.stateLabel)</label>
      <select id="s.\(key)" name="s.\(key)">\(options)</select></p>
      <p><label for="v.\(key)">\(texts.found)</label>
      <input id="v.\(key)" name="v.\(key)" dir="ltr" inputmode="decimal" autocomplete="off"></p>
      <p><label for="r.\(key)">\(texts.reason)</label>
      <input id="r.\(key)" name="r.\(key)" dir="auto" maxlength="2000"></p></div></fieldset>

      """
  }

  private var returning: HTML {
    """
    <details><summary>\(texts.returnAll)</summary>
    <form class="card" method="post" action="\(page.path)/verification\(page.query)">
    <input type="hidden" name="outcome" value="returned">
    \(note("returning-note", isRequired: true))
    \(person("returning"))
    <p><button class="quiet" type="submit">\(texts.returnAll)</button></p>
    </form></details>

    """
  }

  private var reopening: HTML {
    """
    <form class="card" method="post" action="\(page.path)/reopening\(page.query)">
    \(note("reopening-note", isRequired: true))
    \(person("reopening"))
    <p><button class="quiet" type="submit">\(texts.reopen)</button></p>
    </form>

    """
  }

  private func step(_ noun: String, _ label: String, _ explained: String?) -> HTML {
    let small: HTML? = explained.map { "<p class=\"note\">\($0)</p>\n" }
    return """
      <form class="card" method="post" action="\(page.path)/\(noun)\(page.query)">
      \(small)\(person(noun))
      <p><button type="submit">\(label)</button></p>
      </form>

      """
  }

  private func note(_ id: String, isRequired: Bool) -> HTML {
    let required: HTML = isRequired ? " required" : ""
    return """
      <p><label for="\(id)">\(isRequired ? texts.reason : texts.note)</label>
      <input id="\(id)" name="note" dir="auto" maxlength="2000"\(required)></p>
      """
  }

  /// Asked for only while nobody has an account.
  private func person(_ form: String) -> HTML? {
    guard Caller.principal == nil else { return nil }
    return """
      <p><label for="\(form)-by">\(FunderTexts.of(language).yourAddress)</label>
      <input id="\(form)-by" name="by" dir="ltr" required value="\(page.by)"></p>
      """
  }
}
