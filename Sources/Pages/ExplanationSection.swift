import Actions
import Domain

/// A score in words: what carries it, what holds it back, what was not reported, what would raise it, what changed.
struct ExplanationSection {
  let sheet: ScoreSheet
  /// Against the run before; nil where there is none or it gave no score.
  let difference: ScoreDifference?
  let names: ScoreNames

  private var language: Language { names.language }
  private var texts: SheetTexts { SheetTexts.of(language) }
  private var figures: Figures { Figures(language: language) }

  var markup: HTML? {
    let lists: [HTML?] = [
      list(texts.strongest, sheet.explanation.strongest), list(texts.weakest, sheet.explanation.weakest), lifts, raise,
      missing,
    ]
    let parts = lists.compactMap(\.self)
    let short: HTML? = parts.isEmpty ? nil : "<section class=\"short\"><h2>\(texts.inShort)</h2>\n\(parts)</section>\n"
    return "\(short)\(changes)"
  }

  private var lifts: HTML? {
    let isShown = !sheet.explanation.strongest.isEmpty || !sheet.explanation.weakest.isEmpty
    return isShown ? "<p class=\"note\">\(texts.liftExplained)</p>\n" : nil
  }

  private func list(_ title: String, _ parts: [ScorePart]) -> HTML? {
    guard !parts.isEmpty else { return nil }
    let items = parts.map { part -> HTML in
      "<li>\(name(part))\(Texts.of(language).colon)\(figures.signed(sheet.explanation.lift(of: part), decimals: 3))</li>\n"
    }
    return "<h3>\(title)</h3>\n<ol>\n\(items)</ol>\n"
  }

  private func name(_ part: ScorePart) -> HTML {
    "\(names.indicator(part.indicator))\(Texts.of(language).comma)\(names.group(part.group))"
  }

  private var raise: HTML? {
    guard let raise = sheet.explanation.raise else { return nil }
    return """
      <h3>\(texts.raise)</h3>
      <p>\(name(raise.part)) – \(texts.raiseExplained) \(figures.number(raise.gain, decimals: 3))</p>

      """
  }

  /// What was due and is not there, in whatever way it is not.
  static func missing(in sheet: ScoreSheet) -> [ScorePart] {
    let words = ["absent", "missing", "refused", "required_missing", "zero_for_missing", "group_mean", "returned"]
    return sheet.parts.filter { words.contains($0.status) }
  }

  private var missing: HTML? {
    let parts = ExplanationSection.missing(in: sheet)
    guard !parts.isEmpty else { return nil }
    let items = parts.map { part -> HTML in
      "<li>\(name(part))\(Texts.of(language).colon)\(Texts.of(language).partStatus(part.status))</li>\n"
    }
    return "<h3>\(texts.missing)</h3>\n<ul>\n\(items)</ul>\n<p class=\"note\">\(texts.missingExplained)</p>\n"
  }

  private var changes: HTML? {
    guard let difference else { return nil }
    let steps = [
      (texts.ownData, difference.ownData), (texts.verification, difference.verification),
      (texts.peers, difference.peers), (texts.framework, difference.framework), (texts.engine, difference.engine),
    ].filter { $0.1 != 0 }
    if steps.isEmpty {
      return "<section><h2>\(texts.changes)</h2>\n<p>\(texts.unchanged)</p></section>"
    }
    let limit = steps.map(\.1.magnitude).max() ?? 0
    let bars = steps.map { label, value -> HTML in
      """
      <li><span class="label">\(label)</span><span class="amount">\(figures.number(value, decimals: 3))</span>\
      \(Bar.signed(value, limit: limit, isTwoSided: true))</li>

      """
    }
    return """
      <section><h2>\(texts.changes)</h2>
      <p>\(texts.before)\(Texts.of(language).colon)\(figures.number(difference.earlier, decimals: 3)) · \
      \(texts.now)\(Texts.of(language).colon)\(figures.number(difference.later, decimals: 3))</p>
      <ul class="bars">
      \(bars)</ul></section>
      """
  }
}
