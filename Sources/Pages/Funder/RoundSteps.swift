import Actions
import Domain
import Serving

/// The forms for what may be done next with a funding round.
struct RoundSteps {
  let page: RoundPage

  private var texts: FunderTexts { page.texts }
  private var language: Language { page.language }

  var markup: HTML? {
    switch page.proposal.state {
    case .draft:
      section(override, step("submission", texts.putForward, texts.putForwardExplained), withdrawal)
    case .proposed:
      section(step("approval", texts.approveRound, texts.approveExplained), withdrawal)
    case .approved: "<p role=\"status\">\(texts.approvedExplained)</p>"
    case .withdrawn: "<p role=\"status\">\(texts.withdrawnExplained)</p>"
    }
  }

  private func section(_ forms: HTML...) -> HTML {
    "<section class=\"steps\"><h2>\(texts.whatNext)</h2>\n\(forms)</section>"
  }

  private var override: HTML {
    let form = page.override
    return """
      <details\(form.actor.isEmpty ? "" : " open")><summary>\(texts.askOverride)</summary>
      <form class="card" method="post" action="\(page.path)/overrides\(page.query)">
      \(actors)
      \(FormParts.field("amount", texts.amountIn(page.currency), form.amount, isLatin: true, isRequired: true))
      \(FormParts.field("reason", texts.reason, form.reason, isRequired: true))
      \(FormParts.person(form.by, language))
      <p><button type="submit">\(texts.askOverride)</button></p>
      </form></details>

      """
  }

  /// The actors of the page are offered by name; another's code may be typed.
  private var actors: HTML {
    let known = page.sheet.lines.prefix(RoundPage.length).map { line -> HTML in
      let name = page.book.actors[line.actor]?.preferred(language) ?? line.actor.text
      return "<option value=\"\(line.actor.text)\">\(name)</option>\n"
    }
    return """
      <p><label for="actor">\(texts.actorCode)</label>
      <input id="actor" name="actor" dir="ltr" list="actors" autocomplete="off" required value="\(page.override.actor)"></p>
      <datalist id="actors">
      \(known)</datalist>
      """
  }

  private func step(_ noun: String, _ label: String, _ explained: String) -> HTML {
    """
    <form class="card" method="post" action="\(page.path)/\(noun)\(page.query)">
    <p class="note">\(explained)</p>
    \(Caller.principal == nil ? named(noun) : nil)
    <p><button type="submit">\(label)</button></p>
    </form>

    """
  }

  private var withdrawal: HTML {
    """
    <details><summary>\(texts.withdraw)</summary>
    <form class="card" method="post" action="\(page.path)/withdrawal\(page.query)">
    <p><label for="withdrawal-reason">\(texts.reason)</label>
    <input id="withdrawal-reason" name="reason" dir="auto" required value="\(page.step.reason)"></p>
    \(Caller.principal == nil ? named("withdrawal") : nil)
    <p><button class="quiet" type="submit">\(texts.withdraw)</button></p>
    </form></details>

    """
  }

  /// Several forms of the page ask who decides: each field has a name of its own to be pointed at.
  private func named(_ form: String) -> HTML {
    """
    <p><label for="\(form)-by">\(texts.yourAddress)</label>
    <input id="\(form)-by" name="by" dir="ltr" required value="\(page.step.by)"></p>
    """
  }
}
