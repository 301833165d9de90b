import Domain

/// What came to an actor by kind of money, on its sheet: funds, funders and periods stand on a page of their own.
struct ActorMoneySection {
  let rows: [MoneyRow]
  let actor: Code
  let language: Language

  private var texts: FunderTexts { FunderTexts.of(language) }
  private var figures: Figures { Figures(language: language) }

  /// The rows of one kind and currency, added up.
  private struct Sum {
    let instrument: Instrument
    let currency: Currency
    var promised: Int64 = 0
    var net: Int64 = 0
    var spent: Int64 = 0
  }

  var markup: HTML {
    let list: HTML = rows.isEmpty ? "<p>\(texts.noMoney)</p>" : table.markup
    return """
      <section><h2>\(SheetTexts.of(language).money)</h2>
      \(list)
      <p><a href="/actors/\(actor.text)/money?lang=\(language.rawValue)">\(ActorSheetTexts.of(language).allMoney)</a></p>
      </section>
      """
  }

  private var table: Table {
    Table(
      headings: [texts.instrument, texts.promised, texts.net, texts.spent],
      rows: sums.map { sum in
        [
          "\(texts.instruments[sum.instrument] ?? "")", figures.money(sum.promised, sum.currency),
          figures.money(sum.net, sum.currency), figures.money(sum.spent, sum.currency),
        ]
      })
  }

  private var sums: [Sum] {
    var sums: [Sum] = []
    for row in rows {
      let index = sums.firstIndex { $0.instrument == row.instrument && $0.currency == row.currency } ?? sums.count
      if index == sums.count { sums.append(Sum(instrument: row.instrument, currency: row.currency)) }
      sums[index].promised += row.promised
      sums[index].net += row.net
      sums[index].spent += row.spent
    }
    return sums
  }
}
