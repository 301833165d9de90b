import Actions
import Domain
import Hummingbird

/// Why an organisation has the score it has, on one sheet of A4: what the score is made of, what is missing, what would
/// raise it most, how sure it is, and the money that came.
struct SheetPage {
  let sheet: ScoreSheet
  let money: MoneyView
  let book: NameBook
  let language: Language

  /// What fits on the sheet.
  private static let shownParts = 10
  private static let shownMissing = 6
  private static let shownDomains = 6

  private var texts: Texts { Texts.of(language) }
  private var own: SheetTexts { SheetTexts.of(language) }
  private var report: ReportTexts { ReportTexts.of(language) }
  private var figures: Figures { Figures(language: language) }
  private var cells: ScoreCells { ScoreCells(language: language, rows: sheet.nodes) }
  private var names: ScoreNames { ScoreNames(book: book, language: language) }
  private var address: String { "/programmes/\(sheet.programme.code)/actors/\(sheet.actor.code)" }

  var response: Response {
    let content: HTML = """
      <article class="sheet">
      <p class="back"><a href="\(address)?lang=\(language.rawValue)">\(report.why)</a></p>
      <h1>\(figures.name(sheet.actor.names))</h1>
      <p class="kind">\(texts.kinds[sheet.actor.kind] ?? "") · \(figures.name(sheet.programme.names)) · \(texts.asOf) \
      \(figures.date(sheet.run.identity.asOf))</p>
      \(facts)
      \(domains)
      \(madeOf)
      <div class="columns">
      \(list(own.strongest, sheet.explanation.strongest))
      \(list(own.weakest, sheet.explanation.weakest))
      \(raise)
      \(missing)
      </div>
      \(received)
      <p class="note">\(own.liftExplained) \(sheet.interval == nil ? texts.boundsExplained : own.intervalExplained) \
      \(replicates) \(texts.coverageExplained)</p>
      <p class="note">\(texts.run) \(figures.integer(sheet.run.id)) · \(texts.framework) \
      \(figures.code(sheet.run.framework.text)) \(figures.integer(sheet.run.frameworkVersion))</p>
      </article>
      """
    return Page(
      language: language, path: "\(address)/sheet", title: "\(report.why) – \(sheet.actor.names.preferred(language))",
      content: content
    ).response()
  }

  private var replicates: HTML? {
    sheet.interval.map { _ in ScoreCells(language: language, rows: []).replicates(of: sheet.run) }
  }

  private var facts: HTML? {
    guard let root = sheet.nodes.first(where: { $0.node == sheet.run.result.rootNode }) else { return nil }
    let interval = sheet.interval.map { interval -> HTML in
      """
      <div><dt>\(own.interval)</dt><dd>\(cells.range(interval.score))</dd></div>
      <div><dt>\(own.rankRange)</dt><dd>\(cells.ranks(interval.rank))</dd></div>
      <div><dt>\(own.grade)</dt><dd>\(cells.grade(interval.grade))</dd></div>
      """
    }
    return """
      <dl class="facts">
      <div class="main"><dt>\(texts.score)</dt><dd>\(cells.score(root))</dd></div>
      \(interval)
      <div><dt>\(texts.rank)</dt><dd>\(cells.rank(root))</dd></div>
      <div><dt>\(texts.coverage)</dt><dd>\(figures.percent(root.coverage))</dd></div>
      <div><dt>\(texts.status)</dt><dd>\(cells.status(root))</dd></div>
      </dl>
      """
  }

  private var domains: HTML? {
    DomainsSection(sheet: sheet, names: names).picture(atMost: SheetPage.shownDomains).map {
      "<section><h2>\(texts.scoresByDomain)</h2>\n\($0)</section>"
    }
  }

  /// The parts that bring or take most; the others in one sum.
  private var madeOf: HTML? {
    let known = sheet.parts.filter { $0.contribution != 0 }
      .sorted { ($1.contribution.magnitude, $0.indicator) < ($0.contribution.magnitude, $1.indicator) }
    guard let largest = known.first?.contribution.magnitude else { return nil }
    let others = known.dropFirst(SheetPage.shownParts)
    let rest = others.reduce(0) { $0 + $1.contribution }
    // Together the others may weigh more than any one part.
    let limit = max(largest, rest.magnitude)
    let isTwoSided = known.contains { $0.contribution < 0 }
    let bar = { (label: HTML, value: Double) -> HTML in
      """
      <li><span class="label">\(label)</span><span class="amount">\(figures.number(value, decimals: 3))</span>\
      \(Bar.signed(value, limit: limit, isTwoSided: isTwoSided))</li>

      """
    }
    var bars = known.prefix(SheetPage.shownParts).map { bar(name($0), $0.contribution) }
    if !others.isEmpty { bars.append(bar(report.otherParts.of(others.count, figures), rest)) }
    return "<section><h2>\(texts.madeOf)</h2>\n<ul class=\"bars\">\n\(bars)</ul></section>"
  }

  private func list(_ title: String, _ parts: [ScorePart]) -> HTML? {
    guard !parts.isEmpty else { return nil }
    let items = parts.map { part -> HTML in
      "<li>\(name(part))\(Texts.of(language).colon)\(figures.signed(sheet.explanation.lift(of: part), decimals: 3))</li>\n"
    }
    return "<section><h2>\(title)</h2>\n<ol>\n\(items)</ol></section>"
  }

  private func name(_ part: ScorePart) -> HTML {
    "\(names.indicator(part.indicator))\(texts.comma)\(names.group(part.group))"
  }

  private var raise: HTML? {
    guard let raise = sheet.explanation.raise else { return nil }
    return """
      <section><h2>\(own.raise)</h2>
      <p>\(name(raise.part)) – \(own.raiseExplained) \(figures.number(raise.gain, decimals: 3))</p></section>
      """
  }

  private var missing: HTML {
    let parts = ExplanationSection.missing(in: sheet)
    if parts.isEmpty { return "<section><h2>\(own.missing)</h2>\n<p>\(own.unchanged)</p></section>" }
    let items = parts.prefix(SheetPage.shownMissing).map { part -> HTML in
      "<li>\(name(part))\(Texts.of(language).colon)\(texts.partStatus(part.status))</li>\n"
    }
    let rest = parts.count - items.count
    let more: HTML? = rest > 0 ? "<p>\(report.andMore.of(rest, figures))</p>" : nil
    return "<section><h2>\(own.missing)</h2>\n<ul>\n\(items)</ul>\(more)</section>"
  }

  /// What came by each kind of money; of each currency its own line.
  private var received: HTML {
    let texts = FunderTexts.of(language)
    var sums: [Instrument: [Currency: (net: Int64, paidOut: Int64)]] = [:]
    for row in money.own {
      let sum = sums[row.instrument]?[row.currency] ?? (0, 0)
      sums[row.instrument, default: [:]][row.currency] = (sum.net + row.net, sum.paidOut + row.paidOut)
    }
    let rows = Instrument.allCases.flatMap { kind -> [[HTML]] in
      (sums[kind] ?? [:]).sorted { $0.key.code < $1.key.code }.map { currency, sum in
        [
          "\(texts.instruments[kind] ?? "")", figures.money(sum.net, currency), figures.money(sum.paidOut, currency),
        ]
      }
    }
    let table: HTML =
      rows.isEmpty
      ? "<p>\(texts.noMoney)</p>"
      : Table(headings: [texts.instrument, texts.net, texts.paidOut], rows: rows).markup
    return "<section><h2>\(own.money)</h2>\n\(table)</section>"
  }
}
