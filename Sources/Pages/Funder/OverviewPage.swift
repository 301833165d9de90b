import Actions
import Domain
import Hummingbird

/// A programme seen whole: money in by kind, where the scores stand, outcomes by target group, places on a map.
struct OverviewPage {
  let sheet: OverviewSheet
  let book: NameBook
  let map: TerritoryMap?
  let language: Language

  private var texts: OverviewTexts { OverviewTexts.of(language) }
  private var figures: Figures { Figures(language: language) }
  private var names: ScoreNames { ScoreNames(book: book, language: language) }
  private var overview: ProgrammeOverview { sheet.overview }
  private var path: String { "/programmes/\(sheet.programme.code)" }

  var response: Response {
    let content: HTML = """
      \(ProgrammeWays(programme: sheet.programme, current: .overview, language: language).markup)
      <h1>\(figures.name(sheet.programme.names))</h1>
      \(facts)
      \(money)
      \(states)
      \(AreaMap(areas: overview.areas, map: map, path: path, language: language).markup)
      \(outcomes)
      """
    return Page(
      language: language, path: "\(path)/overview",
      title: "\(texts.overview) – \(sheet.programme.names.preferred(language))", content: content
    ).response()
  }

  private var facts: HTML {
    let shared = Texts.of(language)
    guard let run = sheet.run else { return "<p>\(shared.noRun)</p>" }
    return """
      <dl class="facts">
      <div><dt>\(shared.asOf)</dt><dd>\(figures.date(run.identity.asOf))</dd></div>
      <div><dt>\(shared.actorsScored)</dt><dd>\(figures.integer(run.result.actorCount))</dd></div>
      <div><dt>\(texts.coverage)</dt><dd>\(figures.percent(overview.meanCoverage))</dd></div>
      </dl>
      """
  }

  private var money: HTML {
    let own = FunderTexts.of(language)
    guard !overview.money.isEmpty else {
      return "<section><h2>\(texts.moneyIn)</h2>\n<p>\(own.noMoney)</p></section>"
    }
    let largest = Dictionary(grouping: overview.money, by: \.currency).mapValues { $0.map(\.net.magnitude).max() ?? 0 }
    let bars = overview.money.map { row -> HTML in
      """
      <li><span class="label">\(own.instruments[row.instrument] ?? "")</span>\
      <span class="amount">\(figures.money(row.net, row.currency))</span>\
      \(Bar.signed(Double(row.net), limit: Double(largest[row.currency] ?? 0), isTwoSided: row.net < 0))</li>

      """
    }
    let table = Table(
      headings: [own.instrument, own.promised, texts.received, own.spent, texts.actors],
      rows: overview.money.map { row in
        [
          "\(own.instruments[row.instrument] ?? "")", figures.money(row.promised, row.currency),
          figures.money(row.net, row.currency), figures.money(row.spent, row.currency),
          figures.integer(row.actorCount),
        ]
      })
    return """
      <section><h2>\(texts.moneyIn)</h2>
      <p class="note">\(texts.moneyInExplained)</p>
      <ul class="bars">
      \(bars)</ul>
      \(table.markup)</section>
      """
  }

  private var states: HTML? {
    guard !overview.statuses.isEmpty else { return nil }
    let all = overview.statuses.reduce(0) { $0 + $1.count }
    let items = overview.statuses.map { row -> HTML in
      """
      <li><span class="label"><a href="\(path)?lang=\(language.rawValue)&amp;status=\(row.status)">\
      \(Texts.of(language).scoreStatus(row.status))</a></span>\
      <span class="amount">\(figures.integer(row.count))</span>\(Bar.share(Double(row.count) / Double(all)))</li>

      """
    }
    return "<section><h2>\(texts.states)</h2>\n<ul class=\"bars\">\n\(items)</ul></section>"
  }

  private var outcomes: HTML? {
    guard !overview.outcomes.isEmpty else { return nil }
    var groups: [String] = []
    for row in overview.outcomes where groups.last != row.group { groups.append(row.group) }
    let tables = groups.map { group -> HTML in
      let rows = overview.outcomes.filter { $0.group == group }
      return "<h3>\(names.group(group))</h3>\n\(table(rows))\n"
    }
    return """
      <section><h2>\(texts.outcomes)</h2>
      <p class="note">\(texts.outcomesExplained)</p>
      \(tables)</section>
      """
  }

  private func table(_ rows: [ProgrammeOverview.Outcome]) -> HTML {
    Table(
      headings: [Texts.of(language).indicator, texts.mean, texts.reported, texts.verified],
      rows: rows.map { row in
        [
          names.indicator(row.indicator),
          """
          \(figures.number(row.meanNormalised, decimals: 2))\
          \(row.meanNormalised.map { Bar.signed($0, limit: 1.2, isTwoSided: $0 < 0) })
          """,
          "\(figures.integer(row.reportedCount)) \(texts.ofDue) \(figures.integer(row.dueCount))",
          figures.percent(row.meanEvidence),
        ]
      }
    ).markup
  }
}
