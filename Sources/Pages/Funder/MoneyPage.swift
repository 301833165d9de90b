import Actions
import Domain
import Hummingbird

/// What came to an actor by kind of money, fund and funder: promised, given, held and spent kept apart.
struct MoneyPage {
  let actor: Actor
  let view: MoneyView
  let book: NameBook
  let language: Language

  private var texts: FunderTexts { FunderTexts.of(language) }
  private var figures: Figures { Figures(language: language) }
  private var path: String { "/actors/\(actor.code)/money" }

  var response: Response {
    let content: HTML = """
      <h1>\(figures.name(actor.names))</h1>
      <p class="kind">\(Texts.of(language).kinds[actor.kind] ?? "")</p>
      \(cuts)
      \(section(texts.ownMoney, texts.moneyExplained, view.own) ?? "<p>\(texts.noMoney)</p>")
      \(section(texts.membersMoney, texts.membersMoneyExplained, view.members))
      \(section(texts.pooledMoney, texts.pooledMoneyExplained, view.pooled))
      """
    return Page(
      language: language, path: path, title: "\(texts.money) – \(actor.names.preferred(language))", content: content
    ).response()
  }

  private var cuts: HTML {
    let items = MoneyView.Cut.allCases.map { cut -> HTML in
      let mark: HTML = cut == view.cut ? " aria-current=\"page\"" : ""
      return """
        <li><a href="\(path)?lang=\(language.rawValue)&amp;by=\(cut.rawValue)"\(mark)>\(texts.cuts[cut] ?? "")</a></li>
        """
    }
    return "<nav class=\"ways\" aria-label=\"\(texts.money)\"><ul>\(items)</ul></nav>"
  }

  private func section(_ title: String, _ explained: String, _ rows: [MoneyRow]) -> HTML? {
    guard !rows.isEmpty else { return nil }
    let measures = self.measures.filter { measure in rows.contains { measure.amount($0) != 0 } }
    let hasPeriods = view.cut != .all
    let headings =
      (hasPeriods ? [texts.periodFrom] : []) + [texts.instrument, texts.fund, Texts.of(language).funder]
      + measures.map(\.heading)
    let table = Table(
      headings: headings,
      rows: rows.map { row in
        (hasPeriods ? [row.period.map(figures.date) ?? "–"] : []) + sources(row)
          + measures.map { figures.money($0.amount(row), row.currency) }
      })
    return """
      <section><h2>\(title)</h2>
      <p class="note">\(explained) \(texts.zeroColumns)</p>
      \(totals(rows))
      \(table.markup)</section>
      """
  }

  /// What is shown of a row, one column each; columns of nothing but zero are left out.
  private var measures: [(heading: String, amount: (MoneyRow) -> Int64)] {
    [
      (texts.promised, \.promised), (texts.gross, \.gross), (texts.fees, \.fees), (texts.net, \.net),
      (texts.custody, \.custody), (texts.paidOut, \.paidOut), (texts.told, \.told),
      (texts.spent, \.spent), (texts.returned, \.returned),
    ]
  }

  private func sources(_ row: MoneyRow) -> [HTML] {
    [
      "\(texts.instruments[row.instrument] ?? "")",
      book.funds[row.fund].map(figures.name) ?? figures.code(row.fund.text),
      row.funder.map { code in book.actors[code].map(figures.name) ?? figures.code(code.text) }
        ?? "\(texts.nobodyNamed)",
    ]
  }

  /// What came by each kind of money, after fees, as bars; of each currency its own.
  private func totals(_ rows: [MoneyRow]) -> HTML {
    var sums: [Currency: [Instrument: Int64]] = [:]
    for row in rows { sums[row.currency, default: [:]][row.instrument, default: 0] += row.net }
    let items = sums.sorted { $0.key.code < $1.key.code }.flatMap { currency, byKind -> [HTML] in
      let limit = byKind.values.map(\.magnitude).max() ?? 0
      return Instrument.allCases.compactMap { kind in
        byKind[kind].map { minor in bar(kind, minor, currency, limit: Double(limit)) }
      }
    }
    return "<ul class=\"bars\">\n\(items)</ul>"
  }

  private func bar(_ kind: Instrument, _ minor: Int64, _ currency: Currency, limit: Double) -> HTML {
    """
    <li><span class="label">\(texts.instruments[kind] ?? "")</span>\
    <span class="amount">\(figures.money(minor, currency))</span>\
    \(Bar.signed(Double(minor), limit: limit, isTwoSided: minor < 0))</li>

    """
  }
}
