import Actions
import Domain
import Hummingbird

/// Two to four actors beside each other: score and how sure it is, domains, indicators, money.
struct ComparisonPage {
  let comparison: Comparison
  let book: NameBook
  let language: Language

  private var texts: ComparisonTexts { ComparisonTexts.of(language) }
  private var shared: Texts { Texts.of(language) }
  private var sheetTexts: SheetTexts { SheetTexts.of(language) }
  private var figures: Figures { Figures(language: language) }
  private var names: ScoreNames { ScoreNames(book: book, language: language) }
  private var sides: [Comparison.Side] { comparison.sides }
  private var programme: Programme { comparison.programme }
  private var cells: ScoreCells { ScoreCells(language: language, rows: sides.flatMap(\.sheet.nodes)) }

  var response: Response {
    let content: HTML = """
      \(ProgrammeWays(programme: programme, current: nil, language: language).markup)
      <h1>\(texts.title)</h1>
      <p class="note">\(texts.explained) \(shared.asOf) \(figures.date(comparison.run.identity.asOf)).</p>
      \(table(scores))
      <h2>\(shared.scoresByDomain)</h2>
      \(table(domains))
      <h2>\(texts.contributions)</h2>
      <p class="note">\(texts.contributionsExplained)</p>
      \(table(indicators))
      <details><summary>\(texts.byGroup)</summary>
      \(table(parts))</details>
      <h2>\(texts.money)</h2>
      <p class="note">\(texts.moneyExplained)</p>
      \(money.isEmpty ? "<p>\(FunderTexts.of(language).noMoney)</p>" : table(money))
      <p><a href="/programmes/\(programme.code.text)?lang=\(language.rawValue)">\(texts.back)</a></p>
      """
    return Page(
      language: language, path: "/programmes/\(programme.code)/comparison",
      title: "\(texts.title) – \(programme.names.preferred(language))", content: content,
      query: sides.map { ("actor", $0.sheet.actor.code.text) }, styles: [.funderStyle]
    ).response()
  }

  private func table(_ rows: [[HTML]]) -> HTML {
    let actors = sides.map { $0.sheet.actor.names.preferred(language) }
    return "<div class=\"side\">\(Table(headings: [texts.measure] + actors, rows: rows).markup)</div>"
  }

  private func row(_ label: HTML, _ cell: (Comparison.Side) -> HTML) -> [HTML] { [label] + sides.map(cell) }

  /// The score itself of a side.
  private func root(_ side: Comparison.Side) -> ActorScore? {
    side.sheet.nodes.first { $0.node == comparison.run.result.rootNode }
  }

  private var scores: [[HTML]] {
    let cells = cells
    let none = figures.number(nil, decimals: 0)
    return [
      row("\(shared.score)") { side in root(side).map { cells.score($0) } ?? none },
      row("\(sheetTexts.interval)") { side in side.sheet.interval.map { cells.range($0.score) } ?? none },
      row("\(sheetTexts.grade)") { side in side.sheet.interval.map { cells.grade($0.grade) } ?? none },
      row("\(shared.rank)") { side in root(side).map(cells.rank) ?? none },
      row("\(shared.coverage)") { side in root(side).map(cells.coverage) ?? none },
      row("\(shared.status)") { side in root(side).map(cells.status) ?? none },
    ]
  }

  private var domains: [[HTML]] {
    let cells = cells
    let nodes = Set(sides.flatMap { $0.sheet.nodes.map(\.node) }).subtracting([comparison.run.result.rootNode])
    return nodes.sorted().map { node in
      row(names.node(node)) { side in
        side.sheet.nodes.first { $0.node == node }.map { cells.score($0) } ?? figures.number(nil, decimals: 0)
      }
    }
  }

  /// What an indicator brings to a side's score; nil where it carries no weight there.
  private func contribution(_ indicator: String, _ side: Comparison.Side) -> Double? {
    let counted = side.sheet.parts.filter { $0.indicator == indicator && $0.weight > 0 }
    return counted.isEmpty ? nil : counted.reduce(0) { $0 + $1.contribution }
  }

  private var indicators: [[HTML]] {
    let codes = Set(sides.flatMap { $0.sheet.parts.map(\.indicator) }).sorted()
    let all = codes.flatMap { code in sides.compactMap { contribution(code, $0) } }
    let limit = all.map(\.magnitude).max() ?? 0
    let isTwoSided = all.contains { $0 < 0 }
    return codes.map { code in
      row(names.indicator(code)) { side in
        let value = contribution(code, side)
        let bar = value.map { Bar.signed($0, limit: limit, isTwoSided: isTwoSided) }
        return "\(figures.number(value, decimals: 3))\(bar)"
      }
    }
  }

  /// Reported values, and what became of them where they do not count.
  private var parts: [[HTML]] {
    let keys = Set(sides.flatMap { $0.sheet.parts.map { [$0.indicator, $0.group] } }).sorted {
      $0.lexicographicallyPrecedes($1)
    }
    return keys.map { key in
      row("\(names.indicator(key[0])) – \(names.group(key[1]))") { side in
        guard let part = side.sheet.parts.first(where: { $0.indicator == key[0] && $0.group == key[1] }) else {
          return figures.number(nil, decimals: 0)
        }
        let status: HTML? =
          part.status == "ok" ? nil : " <span class=\"status open\">\(shared.partStatus(part.status))</span>"
        return "\(figures.plain(part.raw))\(status)"
      }
    }
  }

  private var money: [[HTML]] {
    let own = FunderTexts.of(language)
    var kinds: [(instrument: Instrument, currency: Currency)] = []
    for entry in sides.flatMap(\.money)
    where !kinds.contains(where: { $0.instrument == entry.instrument && $0.currency == entry.currency }) {
      kinds.append((entry.instrument, entry.currency))
    }
    return kinds.map { kind in
      row("\(own.instruments[kind.instrument] ?? "")") { side in
        let rows = side.money.filter { $0.instrument == kind.instrument && $0.currency == kind.currency }
        return rows.isEmpty
          ? figures.number(nil, decimals: 0) : figures.money(rows.reduce(0) { $0 + $1.net }, kind.currency)
      }
    }
  }
}
