import Actions
import Domain
import Hummingbird

/// One actor's score in a programme, taken apart to each reported value.
struct ActorPage {
  let sheet: ScoreSheet
  /// Against the run before; nil where there is none.
  let difference: ScoreDifference?
  let money: ActorMoneySection
  let appeals: AppealsSection
  let book: NameBook
  let language: Language

  private var texts: Texts { Texts.of(language) }
  private var figures: Figures { Figures(language: language) }
  private var programmePath: String { "/programmes/\(sheet.programme.code)" }
  private var cells: ScoreCells { ScoreCells(language: language, rows: sheet.nodes) }
  private var names: ScoreNames { ScoreNames(book: book, language: language) }

  var response: Response {
    let content: HTML = """
      <p class="back"><a href="\(programmePath)?lang=\(language.rawValue)">\(figures.name(sheet.programme.names))</a></p>
      <h1>\(figures.name(sheet.actor.names))</h1>
      <p class="kind">\(texts.kinds[sheet.actor.kind] ?? "")</p>
      \(summary)
      <p><a href="/actors/\(sheet.actor.code.text)/money?lang=\(language.rawValue)">\(SheetTexts.of(language).money)</a> · \
      <a href="\(programmePath)/actors/\(sheet.actor.code.text)/sheet?lang=\(language.rawValue)">\(ReportTexts.of(language).why), \
      \(ReportTexts.of(language).onePage)</a></p>
      \(ExplanationSection(sheet: sheet, difference: difference, names: names).markup)
      \(parts)
      \(DomainsSection(sheet: sheet, names: names).markup)
      \(DetailSection(sheet: sheet, names: names).markup)
      \(money.markup)
      \(appeals.markup)
      <p class="note">\(texts.boundsExplained) \(texts.coverageExplained)\(uncertaintyExplained)</p>
      """
    return Page(
      language: language, path: "\(programmePath)/actors/\(sheet.actor.code)",
      title: sheet.actor.names.preferred(language), content: content
    ).response()
  }

  private var summary: HTML? {
    guard let root = sheet.nodes.first(where: { $0.node == sheet.run.result.rootNode }) else { return nil }
    let unweighted = figures.number(root.unweighted, decimals: cells.decimals)
    return """
      <dl class="facts">
      <div class="main"><dt>\(texts.score)</dt><dd>\(cells.score(root))</dd></div>
      \(uncertainty)
      \(band(root))
      <div><dt>\(texts.rank)</dt><dd>\(cells.rank(root))</dd></div>
      <div><dt>\(texts.coverage)</dt><dd>\(cells.coverage(root))</dd></div>
      <div><dt>\(texts.status)</dt><dd>\(cells.status(root))</dd></div>
      <div><dt>\(texts.unweighted)</dt><dd>\(unweighted)</dd></div>
      <div><dt>\(texts.asOf)</dt><dd>\(figures.date(sheet.run.identity.asOf))</dd></div>
      </dl>
      """
  }

  private func band(_ root: ActorScore) -> HTML? {
    root.band.map { "<div><dt>\(DetailTexts.of(language).band)</dt><dd>\(figures.code($0))</dd></div>" }
  }

  /// The score's interval and grade of evidence, once replicates ran.
  private var uncertainty: HTML? {
    guard let interval = sheet.interval else { return nil }
    let own = SheetTexts.of(language)
    return """
      <div><dt>\(own.interval)</dt><dd>\(cells.range(interval.score))</dd></div>
      <div><dt>\(own.rankRange)</dt><dd>\(cells.ranks(interval.rank))</dd></div>
      <div><dt>\(own.top)</dt><dd>\(figures.percent(interval.chanceOfTop))</dd></div>
      <div><dt>\(own.grade)</dt><dd>\(cells.grade(interval.grade))</dd></div>
      """
  }

  private var uncertaintyExplained: HTML? {
    guard sheet.interval != nil else { return nil }
    let own = SheetTexts.of(language)
    return " \(own.intervalExplained) \(cells.replicates(of: sheet.run)) \(own.gradeExplained)"
  }

  private var parts: HTML? {
    guard !sheet.parts.isEmpty else { return nil }
    return PartsSection(parts: sheet.parts, names: names).markup
  }
}
