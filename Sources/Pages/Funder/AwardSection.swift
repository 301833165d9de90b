import Domain
import Foundation
import Serving

/// The form by which an approved round is awarded: one agreement for all, each with its own amount. It works without a
/// script.
struct AwardSection {
  let page: RoundPage

  private var texts: AwardTexts { AwardTexts.of(page.language) }
  private var form: AwardForm { page.award }
  private var figures: Figures { page.figures }

  /// Nothing where who reads may not award.
  var markup: HTML? {
    guard Caller.principal?.may(.recordMoney) ?? true else { return nil }
    return """
      <section class="steps"><h2>\(texts.award)</h2>
      <p class="note">\(texts.explained)</p>
      <form method="post" action="\(page.path)/awards\(page.query)">
      <div class="card">
      \(FormParts.field("code_prefix", texts.prefix, form["code_prefix"], isLatin: true, isRequired: true, note: texts.prefixNote))
      \(FormParts.field("name", texts.name, form["name"], isRequired: true))
      \(FormParts.field("purpose", texts.purpose, form["purpose"], isRequired: true))
      \(check("restricted", texts.restricted))
      \(FormParts.field("signed_by", texts.funderSigns, form["signed_by"], isRequired: true))
      \(FormParts.field("signed_by_grantee", texts.granteeSigns, form["signed_by_grantee"], isRequired: true))
      </div>
      <div class="inputs">
      \(day("on", texts.on, isRequired: true))\(day("first_on", texts.first, isRequired: true))\
      \(day("last_on", texts.last, isRequired: true))\(number("max_overspend_bp", texts.overspend))
      </div>
      \(tranches)
      \(reports)
      \(FormParts.person(form["by"], language).map { "<div class=\"card\">\($0)</div>" })
      <p><button type="submit">\(texts.award)</button></p>
      </form></section>
      """
  }

  private var language: Language { page.language }

  private var tranches: HTML {
    let rows = AwardForm.tranches.map { number -> HTML in
      """
      <fieldset class="cell"><legend>\(texts.tranche) \(figures.integer(number))</legend>
      <div class="inputs">
      \(self.number("share-\(number)", texts.share))\(day("planned_on-\(number)", texts.planned))\
      \(condition(number))\(line("what-\(number)", texts.what))\(self.number("least-\(number)", texts.least))
      </div></fieldset>

      """
    }
    return """
      <fieldset id="tranches" tabindex="-1"><legend>\(texts.tranches)</legend>
      <p class="note">\(texts.tranchesNote)</p>
      \(rows)</fieldset>
      """
  }

  private var reports: HTML {
    let rows = AwardForm.reports.map { number -> HTML in
      """
      <fieldset class="cell"><legend>\(texts.report) \(figures.integer(number))</legend>
      <div class="inputs">
      \(day("report_first-\(number)", texts.reportFirst))\(day("report_last-\(number)", texts.reportLast))\
      \(day("report_due-\(number)", texts.reportDue))\(check("report_final-\(number)", texts.isFinal))
      </div></fieldset>

      """
    }
    let isOpen: HTML = AwardForm.reports.contains { !form["report_first-\($0)"].isEmpty } ? " open" : ""
    return """
      <details id="reports"\(isOpen)><summary>\(texts.reports)</summary>
      <p class="note">\(texts.reportsNote)</p>
      \(rows)</details>
      """
  }

  private func condition(_ number: Int) -> HTML {
    let id = "kind-\(number)"
    let words = [("", texts.noCondition)] + AwardForm.Condition.allCases.map { ($0.rawValue, texts.kinds[$0] ?? "") }
    let options = words.map { word, text -> HTML in
      let mark: HTML = word == form[id] ? " selected" : ""
      return "<option value=\"\(word)\"\(mark)>\(text)</option>"
    }
    return """
      <p><label for="\(id)">\(texts.condition)</label>
      <select id="\(id)" name="\(id)">\(options)</select></p>
      """
  }

  private func day(_ id: String, _ label: String, isRequired: Bool = false) -> HTML {
    let required: HTML = isRequired ? " required" : ""
    return """
      <p><label for="\(id)">\(label)</label>
      <input id="\(id)" name="\(id)" type="date" dir="ltr"\(required) value="\(form[id])"></p>
      """
  }

  private func number(_ id: String, _ label: String) -> HTML {
    """
    <p><label for="\(id)">\(label)</label>
    <input id="\(id)" name="\(id)" dir="ltr" inputmode="decimal" autocomplete="off" value="\(form[id])"></p>
    """
  }

  private func line(_ id: String, _ label: String) -> HTML {
    """
    <p><label for="\(id)">\(label)</label>
    <input id="\(id)" name="\(id)" dir="ltr" autocomplete="off" value="\(form[id])"></p>
    """
  }

  private func check(_ id: String, _ label: String) -> HTML {
    let mark: HTML = form[id].isEmpty ? "" : " checked"
    return """
      <p class="check"><input id="\(id)" name="\(id)" type="checkbox" value="yes"\(mark)> <label for="\(id)">\(label)</label></p>
      """
  }
}
