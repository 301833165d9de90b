import Actions
import Domain

/// The grants and tranches that an approved round led to; how it is awarded where it was not yet.
struct RoundTranches {
  let page: RoundPage

  private var texts: RoundTexts { RoundTexts.of(page.language) }
  private var figures: Figures { page.figures }

  var markup: HTML? {
    guard page.proposal.state == .approved else { return nil }
    guard !page.sheet.tranches.isEmpty else {
      return """
        <section><h2>\(texts.tranches)</h2>
        <p>\(texts.noTranches)</p></section>
        \(AwardSection(page: page).markup)
        """
    }
    let conditions = ConditionWords(
      book: page.book, currency: page.currency, programme: page.programme.code, language: page.language)
    let table = Table(
      headings: [
        Texts.of(page.language).actor, texts.grant, texts.tranche, page.texts.amount, texts.planned,
        AwardTexts.of(page.language).conditions, page.texts.state,
      ],
      rows: page.sheet.tranches.map { tranche in
        [
          page.name(tranche.grantee), figures.code(tranche.grant.text), figures.integer(tranche.number),
          figures.money(tranche.amountMinor, page.currency), figures.date(tranche.plannedOn),
          conditions.list(tranche.conditions),
          tranche.state.map { "\(texts.states[$0] ?? $0.rawValue)" } ?? figures.number(nil, decimals: 0),
        ]
      })
    return "<section><h2>\(texts.tranches)</h2>\n\(table.markup)</section>"
  }
}
