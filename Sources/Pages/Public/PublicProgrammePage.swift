import Actions
import Domain
import Hummingbird

/// One programme for everybody: money by kind, people reached by target group, and the same as files.
struct PublicProgrammePage {
  let sheet: PublicProgramme
  let book: NameBook
  let language: Language

  private var texts: PublicTexts { PublicTexts.of(language) }
  private var shared: Texts { Texts.of(language) }
  private var figures: Figures { Figures(language: language) }

  var response: Response {
    let content: HTML = """
      \(PublicWays(programme: sheet.programme.code, current: .programme, language: language).markup)
      <h1>\(figures.name(sheet.programme.names))</h1>
      \(facts)
      \(money)
      \(outcomes)
      \(OpenDataSection(programme: sheet.programme.code, language: language).markup)
      """
    return Page(
      language: language, path: PublicWays.path(sheet.programme.code),
      title: sheet.programme.names.preferred(language), content: content
    ).response()
  }

  private var facts: HTML {
    """
    <dl class="facts">
    <div><dt>\(shared.funder)</dt><dd>\(figures.name(sheet.funder))</dd></div>
    <div><dt>\(shared.asOf)</dt><dd>\(figures.date(sheet.run.identity.asOf))</dd></div>
    <div><dt>\(shared.actorsScored)</dt><dd>\(figures.integer(sheet.run.result.actorCount))</dd></div>
    </dl>
    """
  }

  private var money: HTML {
    let own = FunderTexts.of(language)
    guard let money = sheet.money else {
      return "<section><h2>\(texts.money)</h2>\n<p>\(texts.moneyNotPublished)</p></section>"
    }
    let rows = money.sums.sorted { $0.key < $1.key }
    let day = HTML(filling: texts.moneyAsOf, ["day": figures.date(money.period.last)])
    guard !rows.isEmpty else {
      return "<section><h2>\(texts.money)</h2>\n<p>\(day)</p>\n<p>\(own.noMoney)</p></section>"
    }
    let table = Table(
      headings: [own.instrument, own.promised, texts.received, own.spent, OverviewTexts.of(language).actors],
      rows: rows.map { key, sums in
        let amount = { (minor: Int64?) -> HTML in minor.map { figures.money($0, key.currency) } ?? hidden }
        return [
          "\(own.instruments[key.instrument] ?? "")", amount(sums[.promised]), amount(sums[.received]),
          amount(sums[.spent]), sums.actorCount.map { figures.integer($0) } ?? hidden,
        ]
      })
    return """
      <section><h2>\(texts.money)</h2>
      <p>\(day)</p>
      <p class="note">\(texts.moneyExplained)</p>
      \(bars(rows.compactMap { key, sums in sums[.received].map { (key, $0) } }))
      \(table.markup)</section>
      """
  }

  private func bars(_ received: [(key: PublishedMoney.Key, minor: Int64)]) -> HTML {
    let own = FunderTexts.of(language)
    let largest = Dictionary(grouping: received, by: \.key.currency).mapValues { $0.map(\.minor.magnitude).max() ?? 0 }
    let items = received.map { key, minor -> HTML in
      """
      <li><span class="label">\(own.instruments[key.instrument] ?? "")</span>\
      <span class="amount">\(figures.money(minor, key.currency))</span>\
      \(Bar.signed(Double(minor), limit: Double(largest[key.currency] ?? 0), isTwoSided: minor < 0))</li>

      """
    }
    return items.isEmpty ? "" : "<ul class=\"bars\">\n\(items)</ul>"
  }

  private var hidden: HTML { "<span class=\"none\">\(texts.hidden)</span>" }

  /// The latest period in sight, those before it folded away.
  private var outcomes: HTML {
    let periods = sheet.reach.reversed().map { reach -> HTML in "<h3>\(span(reach.period))</h3>\n\(table(reach))\n" }
    let earlier: HTML? =
      periods.count > 1
      ? "<details><summary>\(texts.earlier)</summary>\n\(Array(periods.dropFirst()))</details>\n" : nil
    return """
      <section><h2>\(texts.outcomes)</h2>
      <p class="note">\(texts.outcomesExplained)</p>
      \(periods.first)\(earlier)</section>
      """
  }

  private func span(_ period: DateSpan) -> HTML { "\(figures.date(period.first)) – \(figures.date(period.last))" }

  /// Indicators below each other, target groups beside each other, everybody first.
  private func table(_ reach: PublishedReach) -> HTML {
    let indicators = Set(reach.counts.keys.map(\.indicator)).sorted()
    let groups = Set(reach.counts.keys.map(\.group)).sorted { left, right in
      (left == TargetGroup.everybody ? 0 : 1, left.text) < (right == TargetGroup.everybody ? 0 : 1, right.text)
    }
    return Table(
      headings: [shared.indicator] + groups.map(title),
      rows: indicators.map { indicator in
        [ScoreNames(book: book, language: language).indicator(indicator.text)]
          + groups.map { count(reach.counts[.init(indicator: indicator, group: $0)]) }
      }
    ).markup
  }

  private func title(_ group: Code) -> String {
    group == TargetGroup.everybody ? shared.everybody : book.group(group.text)?.preferred(language) ?? group.text
  }

  /// Nobody spoke of it; it is hidden; or a number.
  private func count(_ people: Int64??) -> HTML {
    switch people {
    case .none: figures.number(nil, decimals: 0)
    case .some(.none): hidden
    case .some(.some(let people)): figures.integer(people)
    }
  }
}
