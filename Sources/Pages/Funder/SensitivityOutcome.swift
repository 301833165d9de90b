import Actions
import Domain

/// Who moves, how far, and by what, under other weights.
struct SensitivityOutcome {
  let simulation: Simulation
  let programme: Programme
  let names: ScoreNames

  private var language: Language { names.language }
  private var texts: SensitivityTexts { SensitivityTexts.of(language) }
  private var shared: Texts { Texts.of(language) }
  private var figures: Figures { Figures(language: language) }

  /// Actors that the page names, those that move farthest first.
  static func shown(_ simulation: Simulation) -> ArraySlice<Simulation.Line> {
    simulation.lines.filter { $0.move != 0 || ($0.change ?? 0) != 0 }.sorted { left, right in
      let (one, other) = (left.move.magnitude, right.move.magnitude)
      let (change, otherChange) = ((left.change ?? 0).magnitude, (right.change ?? 0).magnitude)
      return (other, otherChange, left.actor) < (one, change, right.actor)
    }.prefix(SensitivityPage.length)
  }

  var markup: HTML {
    let lines = SensitivityOutcome.shown(simulation)
    guard !lines.isEmpty else {
      return "<section><h2>\(texts.outcome)</h2>\n<p role=\"status\">\(texts.nothingMoved)</p></section>"
    }
    let table = Table(
      headings: [shared.actor, shared.rank, texts.before, texts.after, texts.change, texts.why], rows: lines.map(row))
    return """
      <section><h2>\(texts.outcome)</h2>
      \(facts)
      \(table.markup)
      <p class="note">\(texts.first)</p></section>
      """
  }

  private var facts: HTML {
    let ranked = simulation.lines.filter { $0.before.rank != nil && $0.after.rank != nil }
    let moved = ranked.count { $0.move != 0 }
    let top = ranked.filter { ($0.before.rank ?? 0) <= 10 }
    let farthest = ranked.map(\.move.magnitude).max() ?? 0
    return """
      <dl class="facts">
      <div><dt>\(texts.moved)</dt><dd>\(figures.integer(moved)) \(texts.ofRanked) \(figures.integer(ranked.count))</dd></div>
      <div><dt>\(texts.farthest)</dt><dd>\(figures.integer(farthest)) \(texts.places)</dd></div>
      <div><dt>\(texts.topStays)</dt><dd>\(figures.integer(top.count { ($0.after.rank ?? 0) <= 10 })) \
      \(texts.ofRanked) \(figures.integer(top.count))</dd></div>
      </dl>
      """
  }

  private func row(_ line: Simulation.Line) -> [HTML] {
    let cells = ScoreCells(language: language, decimals: decimals)
    let indicators = line.moved.map { names.indicator($0.indicator) }
    let list = indicators.enumerated().map { index, name -> HTML in "\(index > 0 ? shared.comma : "")\(name)" }
    return [
      """
      <a href="/programmes/\(programme.code.text)/actors/\(line.actor.text)?lang=\(language.rawValue)">\
      \(names.book.actors[line.actor].map(figures.name) ?? figures.code(line.actor.text))</a>
      """,
      rank(line), figures.number(line.before.score, decimals: decimals),
      figures.number(line.after.score, decimals: decimals), "<span class=\"whole\">\(cells.trend(line.change))</span>",
      "\(list)",
    ]
  }

  private var decimals: Int {
    (simulation.lines.compactMap { $0.before.score?.magnitude }.max() ?? 0) < 10 ? 3 : 1
  }

  /// The rank before and after; a dash where there is none.
  private func rank(_ line: Simulation.Line) -> HTML {
    let (before, after) = (line.before.rank.map(Double.init), line.after.rank.map(Double.init))
    let arrow: HTML = language == .ar ? "←" : "→"
    return """
      <span class="whole">\(figures.number(before, decimals: 0)) \(arrow) \(figures.number(after, decimals: 0))</span>
      """
  }
}

extension Simulation.Line {
  /// Places gained; 0 where there is no rank on one side.
  var move: Int {
    guard let old = before.rank, let new = after.rank else { return 0 }
    return old - new
  }
}
